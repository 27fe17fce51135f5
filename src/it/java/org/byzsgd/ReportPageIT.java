package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.report.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens the report's page in a real browser, without a window: what it makes of it is looked at.
 */
class ReportPageIT {
  private static final Path OLD = Path.of("src/test/resources/org/byzsgd/runs-0.1.0");
  private static final String KRUM = "figure-1-9fcab8dec304";
  private static final String HOSTILE = "</script><img src=x onerror=alert(1)><b>krum</b>";

  @TempDir private Path directory;
  private Path browser;

  /** What the browser made of a page, and what its console said. */
  private record Opened(String dom, List<String> console) {
    int count(String pattern) {
      return (int) Pattern.compile(pattern).matcher(dom).results().count();
    }
  }

  @BeforeEach
  void findBrowser() {
    Optional<Path> found =
        List.of("chromium", "chromium-browser", "google-chrome").stream()
            .flatMap(
                name ->
                    Pattern.compile(File.pathSeparator)
                        .splitAsStream(System.getenv("PATH"))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      System.out.println(
          "SKIPPED ReportPageIT: no chromium on the PATH; install Debian's chromium");
    }
    assumeTrue(found.isPresent(), "no chromium on the PATH");
    browser = found.get();
  }

  private Path page(Path runs) throws IOException {
    return new Report(RunReader.find(List.of(runs))).writePage(directory.resolve("page"));
  }

  private Opened open(Path page, String address) throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "dom", ".html");
    Path err = Files.createTempFile(directory, "console", ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1440,1000",
                "--virtual-time-budget=10000",
                "--enable-logging=stderr",
                "--dump-dom",
                "--user-data-dir=" + Files.createTempDirectory(directory, "profile"),
                page.toUri() + address));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the browser is still running");
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), Files.readString(err));
    List<String> console =
        Files.readString(err).lines().filter(line -> line.contains("CONSOLE")).toList();
    return new Opened(Files.readString(out), console);
  }

  /** The colours of the first two curves, in lines of a chart, that have somewhere to go. */
  private static String lineOf(String color) {
    return "<path d=\"M[^\"]{30,}\"[^>]* stroke=\"" + color + "\"";
  }

  @Test
  void curvesAreDrawnAndTheConsoleIsSilent() throws Exception {
    Opened page = open(page(OLD), "");
    assertEquals(List.of(), page.console());
    assertEquals(4, page.count("<svg [^>]*width=\"[0-9]{3}"), "charts");
    // Both are in test accuracy, training loss and cosine; the mean selects every row.
    assertTrue(page.count(lineOf("#000000")) >= 3, "lines of the first curve");
    assertTrue(page.count(lineOf("#0072b2")) >= 3, "lines of the second curve");
    assertEquals(4, page.count(">attack starts</text>"));
    assertEquals(2, page.count("<tr><th scope=\"row\">(krum|mean), "), "rows of the summary");
    assertEquals(1, page.count("badge bad\">✗ breaks"));
    assertEquals(1, page.count("<caption>final test accuracy: rule against attack"));
  }

  @Test
  void aRunHasAPageOfItsOwn() throws Exception {
    Opened page = open(page(OLD), "#run/" + KRUM);
    assertEquals(List.of(), page.console());
    assertTrue(page.dom().contains("<div id=\"overview\" hidden=\"\">"));
    assertEquals(1, page.count("<h1 tabindex=\"-1\">" + KRUM + "</h1>"));
    assertEquals(1, page.count("<code>submit/local train --data digits [^<]* --seed 1</code>"));
    assertEquals(1, page.count("<th scope=\"row\">training-data-fingerprint</th>"));
    assertTrue(page.count(lineOf("#000000")) >= 4, "its curves");
  }

  @Test
  void whatWorkersHoldIsATableOfColours() throws Exception {
    Path run = copyOfKrum(directory.resolve("runs"));
    Files.copy(OLD.resolve(KRUM).resolve("spec.yaml"), run.resolve("spec.yaml"));
    Files.writeString(
        run.resolve("workers.csv"), "worker,samples,label_0,label_1\n0,40,0.025,0.975\n1,3,1,0\n");
    Opened page = open(page(directory.resolve("runs")), "#run/" + KRUM);
    assertEquals(List.of(), page.console());
    assertEquals(1, page.count("<h2>What workers hold</h2>"));
    assertEquals(1, page.count("<th scope=\"row\">0</th><td>40</td><td style=\"[^>]*>2.5</td>"));
    assertEquals(1, page.count("<td style=\"--share: ?100%;\">100</td><td class=\"none\">0</td>"));
    assertFalse(page.dom().contains("[object HTML"), "a list where a node should be");
  }

  private static Path copyOfKrum(Path runs) throws IOException {
    Path run = Files.createDirectories(runs.resolve(KRUM));
    for (String name : List.of("evaluations.csv", "rounds.parquet", "summary.json")) {
      Files.copy(OLD.resolve(KRUM).resolve(name), run.resolve(name));
    }
    return run;
  }

  @Test
  void hostileNamesStayTextAndForeignScriptsDoNotRun() throws Exception {
    Path runs = directory.resolve("runs");
    Path run = copyOfKrum(runs);
    String spec = Files.readString(OLD.resolve(KRUM).resolve("spec.yaml"));
    Files.writeString(
        run.resolve("spec.yaml"), spec.replace("rule: krum", "rule: \"" + HOSTILE + "\""));
    Path file = page(runs);
    Opened page = open(file, "");
    assertEquals(List.of(), page.console());
    assertFalse(page.dom().contains("<img src=\"x\""));
    assertTrue(page.dom().contains("&lt;img src=x onerror=alert(1)&gt;"));
    // The same silence is no accident: a script that is not ours is refused, and we would see it.
    String html = Files.readString(file);
    Files.writeString(
        file, html.replace("\n</body>\n", "\n<script>document.title='owned'</script>\n</body>\n"));
    Opened attacked = open(file, "");
    assertFalse(attacked.dom().contains("<title>owned"));
    assertEquals(1, attacked.console().size(), attacked.console().toString());
  }
}
