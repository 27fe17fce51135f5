package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of two old runs: the mean without attack, and Krum under it. */
class ReportTest {
  private static final Path OLD = Path.of("src/test/resources/org/byzsgd/runs-0.1.0");
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)>&\"'";

  @TempDir private Path place;
  private final List<String> names = new ArrayList<>();

  @BeforeEach
  void copyOldRuns() throws IOException {
    try (var files = Files.walk(OLD)) {
      for (Path file : files.sorted().toList()) {
        Path to = place.resolve(OLD.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
          if (file.endsWith("spec.yaml")) {
            names.add(to.getParent().getFileName().toString());
          }
        }
      }
    }
  }

  private String nameOf(String rule) throws IOException {
    for (String name : names) {
      if (Files.readString(place.resolve(name).resolve("spec.yaml")).contains("rule: " + rule)) {
        return name;
      }
    }
    throw new AssertionError(rule);
  }

  private Report report() throws IOException {
    return new Report(RunReader.find(List.of(place)));
  }

  private static String between(String page, String start, String end) {
    int from = page.indexOf(start) + start.length();
    return page.substring(from, page.indexOf(end, from));
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper()
        .readTree(between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
  }

  @Test
  void dataHoldsWhatWorkersHold() throws IOException {
    Path file = place.resolve(nameOf("krum")).resolve("workers.csv");
    Files.writeString(file, "worker,samples,label_0,label_1\n0,4,0.25,0.75\n1,3,1.0,0.0\n");
    for (JsonNode run : data(report().page()).get("runs")) {
      boolean told = run.get("name").asText().equals(nameOf("krum"));
      assertEquals(told, run.has("workers"));
      if (told) {
        assertEquals(
            "{\"all\":2,\"labels\":2,\"held\":[{\"samples\":4,\"fractions\":[0.25,0.75]},"
                + "{\"samples\":3,\"fractions\":[1,0]}]}",
            run.get("workers").toString());
      }
    }
    Files.writeString(file, "worker,samples,label_0\n0,some,1\n");
    JsonNode problems = data(report().page()).get("problems");
    assertEquals(file + ", line 2: not a worker: 0,some,1", problems.get(0).asText());
  }

  @Test
  void dataHoldsTheRunsAndTheVerdict() throws IOException {
    JsonNode data = data(report().page());
    assertEquals(2, data.get("runs").size());
    assertEquals(0, data.get("problems").size());
    JsonNode figure = data.get("figures").get(0);
    assertEquals("figure-1", figure.get("name").asText());
    JsonNode krum = line(figure, "krum");
    assertEquals("breaks", krum.get("verdict").asText());
    assertEquals("0.1", krum.get("parameters").get("epsilon").asText());
    assertEquals("finished", krum.get("status").asText());
    assertEquals(0.17827, krum.get("accuracy").get("mean").asDouble());
    assertTrue(krum.get("accuracy").get("error").isNull());
    JsonNode accuracy = krum.get("evaluations").get("test_accuracy");
    assertEquals("[0,2,4,6]", accuracy.get("x").toString());
    assertEquals(30, krum.get("roundColumns").get("cosine").get("y").size());
    assertEquals("defends", line(figure, "mean").get("verdict").asText());
    assertFalse(line(figure, "mean").get("attacked").asBoolean());
  }

  private static JsonNode line(JsonNode figure, String rule) {
    for (JsonNode line : figure.get("lines")) {
      if (line.get("rule").asText().equals(rule)) {
        return line;
      }
    }
    throw new AssertionError(rule);
  }

  @Test
  void equalDirectoriesGiveEqualPages() throws IOException {
    assertEquals(report().page(), report().page());
  }

  @Test
  void aRecipeNamesCurvesAndClaims() throws IOException {
    new FigureRecipe(
            "figure-5",
            "Krum fails",
            "Figure 5",
            "submit/local reproduce figure-5",
            List.of(
                new FigureRecipe.Line("Mean", null, 2, "Mean", List.of(nameOf("mean"))),
                new FigureRecipe.Line(
                    "Krum", Claim.DEFENDS, 2, "Mean", List.of(nameOf("krum"), "figure-1-gone"))))
        .write(place.resolve("figures"));
    JsonNode figures = data(report().page()).get("figures");
    assertEquals(1, figures.size());
    assertEquals("Krum fails", figures.get(0).get("title").asText());
    assertEquals("submit/local reproduce figure-5", figures.get(0).get("command").asText());
    assertEquals(
        "figure-5: 0 of the paper's 1 claims agree.", figures.get(0).get("agreement").asText());
    JsonNode krum = figures.get(0).get("lines").get(1);
    assertEquals("Krum", krum.get("label").asText());
    assertEquals("1 of 2 missing", krum.get("status").asText());
    assertFalse(krum.get("agrees").asBoolean());
  }

  @Test
  void whatCannotBeReadIsSaidAndTheRestGoesOn() throws IOException {
    Files.writeString(place.resolve(nameOf("krum")).resolve("rounds.parquet"), "PAR1");
    Files.createDirectories(place.resolve("broken"));
    Files.writeString(place.resolve("broken/spec.yaml"), "nothing: here");
    Path partial = Files.createDirectories(place.resolve("train-0123456789ab.partial"));
    Files.copy(place.resolve(nameOf("krum")).resolve("spec.yaml"), partial.resolve("spec.yaml"));
    JsonNode data = data(report().page());
    assertEquals(3, data.get("runs").size());
    assertEquals(2, data.get("problems").size(), data.get("problems").toString());
    assertTrue(data.get("problems").get(0).asText().endsWith("spec.yaml: has no specification"));
    assertTrue(data.get("problems").get(1).asText().contains("rounds.parquet"));
    JsonNode train = data.get("figures").get(1);
    assertFalse(train.get("drawn").asBoolean());
    assertEquals("incomplete", train.get("lines").get(0).get("status").asText());
    for (ExperimentReport figure : report().figures()) {
      figure.write(place.resolve("figures"));
    }
    assertTrue(Files.exists(place.resolve("figures/figure-1.pdf")));
    assertFalse(Files.exists(place.resolve("figures/train.pdf")));
    assertTrue(Files.readString(place.resolve("figures/train.csv")).contains("incomplete"));
  }

  @Test
  void nothingReadableIsRefused() throws IOException {
    Path empty = Files.createDirectories(place.resolve("empty"));
    RunReader.Found found = RunReader.find(List.of(empty));
    assertEquals(
        "no readable run directory (one with a spec.yaml)",
        assertThrows(UsageException.class, () -> new Report(found)).getMessage());
  }

  @Test
  void hostileSpecificationsStayText() throws IOException {
    Path spec = place.resolve(nameOf("krum")).resolve("spec.yaml");
    String quoted = new ObjectMapper().writeValueAsString(HOSTILE);
    Files.writeString(
        spec,
        Files.readString(spec)
            .replace("rule: krum", "rule: " + quoted)
            .replace("spark: 3.5.5", "spark: " + quoted));
    String page = report().page();
    assertFalse(page.contains("<img src=x"));
    assertEquals(HOSTILE, line(data(page).get("figures").get(0), HOSTILE).get("rule").asText());
    assertEquals("a &amp;&lt;b> &quot;", ReportPage.escaped("a &<b> \""));
  }

  /** Only the chart library and our script may run; nothing may be loaded. */
  @Test
  void thePolicyAllowsTheTwoScriptsAlone() throws Exception {
    String page = report().page();
    String policy = between(page, "Content-Security-Policy\" content=\"", "\">");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'sha256-"), policy);
    Matcher scripts = Pattern.compile("(?s)<script>(.*?)</script>").matcher(page);
    int count = 0;
    while (scripts.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(scripts.group(1).getBytes(StandardCharsets.UTF_8));
      String hash = "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
      assertTrue(policy.contains(hash), hash);
      count++;
    }
    assertEquals(2, count);
    assertFalse(
        Pattern.compile("(?i)<(link|script|img)[^>]*(src|href)=\"?http").matcher(page).find());
    assertFalse(page.contains("{{"));
  }
}
