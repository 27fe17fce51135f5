package org.byzsgd.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The numbers in docs/theory.md are those that the code gives. */
class TheoryPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("docs/theory.md"));
  }

  private static void assertHas(String format, Object... numbers) throws IOException {
    String text = String.format(Locale.ROOT, format, numbers);
    assertTrue(
        page().replaceAll("\\s+", " ").contains(text.replaceAll("\\s+", " ")),
        "docs/theory.md lacks: " + text);
  }

  @Test
  void krum() throws IOException {
    KrumCondition condition = new KrumCondition(25, 11);
    assertHas("(%.4f, %.4f]", condition.lowestEpsilon(), condition.highestEpsilon());
    assertHas("beyond s = %.2f", condition.safeSignalToNoise());
    assertHas(
        "| ε* | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f |",
        condition.threshold(0),
        condition.threshold(0.3),
        condition.threshold(0.5),
        condition.threshold(1),
        condition.threshold(2),
        condition.threshold(3));
    assertHas(
        "| m needed | %d | %d | %d | %d |",
        KrumCondition.workersNeeded(0.1),
        KrumCondition.workersNeeded(0.2),
        KrumCondition.workersNeeded(0.5),
        KrumCondition.workersNeeded(1));
  }

  @Test
  void median() throws IOException {
    for (int q : new int[] {12, 11}) {
      MedianCondition condition = new MedianCondition(25, q);
      assertHas("%.3f σ (q = %d)", condition.reach(), q);
      assertHas(
          "| q = %d | %.3f | %.3f | %.3f |",
          q, condition.breakEven(0.1), condition.breakEven(0.5), condition.breakEven(10));
      assertHas("%.4f at q = %d", BreakingEpsilon.ofMean(25, q).smallest(), q);
    }
  }

  /** A cell of docs/results/study/defences.csv. */
  private record Cell(
      String rule, String scenario, String attack, double eta, double etaLow, double etaHigh) {
    static Cell of(String line) {
      // Only the attack is quoted; it may hold commas.
      String[] quoted = line.split("\"", -1);
      String[] ends = quoted[quoted.length - 1].split(",", -1);
      String[] start = quoted[0].split(",", -1);
      int last = ends.length;
      return new Cell(
          start[0],
          start[1] + " " + start[2] + " " + start[3],
          quoted.length > 1 ? quoted[1] : start[4],
          Double.parseDouble(ends[last - 3]),
          Double.parseDouble(ends[last - 2]),
          Double.parseDouble(ends[last - 1]));
    }
  }

  private static List<Cell> study() throws IOException {
    return Files.readAllLines(Path.of("docs/results/study/defences.csv")).stream()
        .skip(1)
        .map(Cell::of)
        .toList();
  }

  private static String eta(String rule, String scenario, int digits) throws IOException {
    double eta =
        study().stream()
            .filter(cell -> cell.rule().equals(rule) && cell.scenario().equals(scenario))
            .findFirst()
            .orElseThrow()
            .eta();
    return String.format(Locale.ROOT, "%." + digits + "f", eta).replace('-', '−');
  }

  private static Set<String> rules(String scenario, Predicate<Cell> which) throws IOException {
    return study().stream()
        .filter(cell -> cell.scenario().equals(scenario) && which.test(cell))
        .map(Cell::rule)
        .collect(Collectors.toSet());
  }

  /** The numbers under "Which defence?" are those of the tables beside them. */
  @Test
  void numbersOfTheStudy() throws IOException {
    String worst = "11 0.3 0.0";
    assertHas("divide and conquer (%s); Krum has %s", eta("dnc", worst, 2), eta("krum", worst, 1));
    assertHas("the mean %s.", eta("mean", worst, 0));
    assertHas(
        "at s = 0.3 (%s), and at s = 1 by 5 (%s)",
        eta("krum", "2 0.3 0.0", 2), eta("krum", "5 1.0 0.0", 2));
    assertHas(
        "median (%s) and sign majority (%s)",
        eta("median", "5 0.3 0.0", 2), eta("sign-majority", "5 0.3 0.0", 2));
    assertHas(
        "divide and conquer is (%s), Krum has %s and the median %s",
        eta("dnc", "11 1.0 0.0", 2), eta("krum", "11 1.0 0.0", 2), eta("median", "11 1.0 0.0", 2));
    assertHas(
        "(Multi-Krum %s for %s, trimmed mean %s for %s at s = 0.3)",
        eta("bucketing:size=2+multi-krum", "5 0.3 0.0", 2),
        eta("multi-krum", "5 0.3 0.0", 2),
        eta("bucketing:size=2+trimmed-mean", "5 0.3 0.0", 2),
        eta("trimmed-mean", "5 0.3 0.0", 2));
    assertHas("(%s ± 2 at q = 11", eta("monna", worst, 0));
  }

  /** So are the sentences. */
  @Test
  void sentencesOfTheStudy() throws IOException {
    assertEquals(
        Set.of(),
        rules(
            "11 0.3 0.0",
            cell -> cell.etaHigh() >= 0 || !cell.attack().startsWith("optimal-alie")));
    assertEquals(
        Set.of(
            "geometric-median",
            "rfa",
            "centered-clipping",
            "dnc",
            "nnm+krum",
            "nnm+multi-krum",
            "nnm+median",
            "nnm+trimmed-mean",
            "nnm+geometric-median"),
        rules("5 0.3 0.0", cell -> cell.etaHigh() >= 0));
    assertEquals(
        Set.of("cge", "mean", "monna", "rfa"), rules("11 1.0 0.9", cell -> cell.etaLow() <= 0));
    assertEquals(
        Set.of("dnc"),
        rules("11 1.0 0.0", cell -> cell.etaLow() > 0 && !cell.rule().startsWith("nnm+")));
    assertEquals(
        Set.of(),
        rules("11 1.0 0.0", cell -> cell.etaLow() <= 0 && cell.rule().startsWith("nnm+")));
    for (String scenario : List.of("5 0.3 0.0", "5 0.3 0.9", "5 1.0 0.0", "5 1.0 0.9")) {
      for (String rule : List.of("multi-krum", "median", "trimmed-mean", "geometric-median")) {
        assertTrue(
            number(eta("bucketing:size=2+" + rule, scenario, 6)) < number(eta(rule, scenario, 6)),
            rule + " at " + scenario);
      }
      assertTrue(
          number(eta("bucketing:size=2+krum", scenario, 6)) > number(eta("krum", scenario, 6)));
    }
  }

  private static double number(String eta) {
    return Double.parseDouble(eta.replace('−', '-'));
  }

  /** What the demonstrations count stands on the page as they print it. */
  @Test
  void demonstrations() throws IOException {
    String counted =
        TheoremOne.demonstrate().steps().stream()
            .map(Demonstration.Step::what)
            .filter(what -> what.startsWith("corrected"))
            .findFirst()
            .orElseThrow();
    assertTrue(counted.contains(" 27558, and in 27558 "), counted);
    assertHas("in 27,558, and in all");
    assertHas("KR(u) = 13.520 < KR(v) = 25.846");
  }
}
