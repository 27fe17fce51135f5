package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ResultStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What theory says, as columns of real runs: two rounds in peace, two under attack. */
class TheoryInspectorTest {
  private static final String COMMON =
      "model: softmax-regression, batch: 10, epochs: 2, attack-from-epoch: 1, declared: 11, ";

  @TempDir private Path out;

  private static RunSpec spec(String settings) {
    return RunSpec.resolve(Yaml.read("test", "{" + COMMON + settings + "}", ObjectNode.class));
  }

  private Map<String, double[]> columns(String settings) throws IOException {
    RunSpec spec = spec(settings);
    new Runner(new LocalClusters(), ResultStore.local(out), Progress.SILENT, Runner.Options.DEFAULT)
        .run("x", List.of(new PlannedRun(new Series("x", null, null), 0, spec)));
    return RoundsReader.read(RunReader.read(out.resolve("x-" + spec.hash())));
  }

  @Test
  void roundsBeforeAnAttackDoNotDependOnIt() throws IOException {
    Map<String, double[]> one = columns("rule: krum, attack: 'ipm:epsilon=0.5'");
    Map<String, double[]> other = columns("rule: krum, attack: alie, byzantine: 3");
    int calm = one.get("round").length / 2;
    for (String column : TheoryInspector.COLUMNS) {
      assertArrayEquals(
          Arrays.copyOf(one.get(column), calm), Arrays.copyOf(other.get(column), calm), column);
      assertFalse(Double.isNaN(one.get(column)[0]), column);
    }
    assertEquals(0, one.get("byzantine_weight")[calm - 1]);
  }

  /** Krum takes a forged row iff the attack's factor is between the ends. */
  @Test
  void theBreakingEndsTellWhatKrumDoes() throws IOException {
    for (String epsilon : List.of("0.5", "5")) {
      Map<String, double[]> seen = columns("rule: krum, attack: 'ipm:epsilon=" + epsilon + "'");
      double factor = Double.parseDouble(epsilon);
      int rounds = seen.get("round").length;
      for (int t = rounds / 2; t < rounds; t++) {
        boolean breaks = factor < seen.get("largest_breaking_epsilon")[t];
        assertEquals(breaks ? 1 : 0, seen.get("byzantine_weight")[t]);
        double norm = seen.get("correct_norm")[t];
        assertEquals(seen.get("inner_product")[t] / (norm * norm), seen.get("eta")[t], 1e-12);
        if (breaks) {
          assertEquals(-factor, seen.get("eta")[t], 1e-4);
        }
      }
    }
  }

  @Test
  void searchedFactorsNeedTheFullLevel() throws IOException {
    String settings = "rule: nnm+trimmed-mean, attack: 'ipm:epsilon=0.5'";
    double[] standard = columns(settings).get("breaking_epsilon");
    assertTrue(Arrays.stream(standard).allMatch(Double::isNaN));
    double[] full = columns(settings + ", diagnostics: full").get("breaking_epsilon");
    assertTrue(Arrays.stream(full).noneMatch(Double::isNaN));
  }

  /**
   * While nobody lies the mean is near an independent gradient and the aggregate along both; under
   * attack the median goes against both. Other rounds have no such numbers, and all other columns
   * stay what they are.
   */
  @Test
  void everyFewRoundsAlsoAgainstAnIndependentGradient() throws IOException {
    String settings = "rule: median, byzantine: 11, attack: 'ipm:epsilon=2', learning-rate: 0.01";
    Map<String, double[]> without = columns(settings);
    Map<String, double[]> with =
        columns(settings + ", reference-every: 3, reference-minibatches: 20");
    without.forEach((name, values) -> assertArrayEquals(values, with.get(name), name));
    int rounds = with.get("round").length;
    for (int t = 0; t < rounds; t++) {
      for (String column : TheoryInspector.REFERENCE_COLUMNS) {
        assertEquals(t % 3 != 0, Double.isNaN(with.get(column)[t]), column + " in round " + t);
      }
    }
    for (int t = 0; t < rounds; t += 3) {
      double norm = with.get("reference_norm")[t];
      double product = with.get("reference_inner_product")[t];
      assertEquals(product / (norm * norm), with.get("reference_eta")[t], 1e-12);
      assertEquals(
          product / (norm * with.get("aggregate_norm")[t]), with.get("reference_cosine")[t], 1e-9);
      // The mean of few rows is longer by its noise.
      double ratio = norm / with.get("correct_norm")[t];
      assertTrue(ratio > 0.5 && ratio < 1.1, "round " + t + ": " + ratio);
      assertEquals(t < rounds / 2, product > 0, "round " + t);
    }
  }

  @Test
  void anIndependentGradientNeedsColumnsAndRounds() {
    assertEquals(
        "reference-every needs diagnostics standard or full, got none",
        assertThrows(UsageException.class, () -> spec("diagnostics: none, reference-every: 2"))
            .getMessage());
    assertEquals(
        "reference-minibatches needs reference-every of at least 1, got 0",
        assertThrows(UsageException.class, () -> spec("reference-minibatches: 2")).getMessage());
    assertEquals(
        "reference-minibatches must be between 1 and 2147483647, got 0",
        assertThrows(
                UsageException.class, () -> spec("reference-every: 2, reference-minibatches: 0"))
            .getMessage());
  }

  @Test
  void noneLeavesTheColumnsOutAndTheRestAlone() throws IOException {
    Map<String, double[]> on = columns("rule: median");
    Map<String, double[]> none = columns("rule: median, diagnostics: none");
    assertFalse(none.containsKey("eta"));
    none.forEach((name, values) -> assertArrayEquals(values, on.get(name), name));
    assertEquals(
        "diagnostics must be one of none, standard, full, got much",
        assertThrows(UsageException.class, () -> spec("diagnostics: much")).getMessage());
  }
}
