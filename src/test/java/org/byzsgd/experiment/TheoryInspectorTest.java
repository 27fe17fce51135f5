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
