package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.byzsgd.attack.AttackFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A round on slices has the bits of the round on whole rows, under every rule and attack. */
class RoundScriptTest {
  @ParameterizedTest
  @MethodSource("org.byzsgd.training.SlicedTraining#rules")
  void everyRule(String rule) {
    SlicedTraining whole = new SlicedTraining(rule, "ipm:epsilon=0.7").whole();
    new SlicedTraining(rule, "ipm:epsilon=0.7").sliced(4).same(whole);
    new SlicedTraining(rule, "ipm:epsilon=0.7").sliced(3).same(whole);
  }

  @ParameterizedTest
  @MethodSource("org.byzsgd.training.SlicedTraining#attacks")
  void everyAttack(String attack) {
    assertTrue(AttackFactory.of(attack).worksOnSlices());
    for (String rule : List.of("krum", "median")) {
      SlicedTraining whole = new SlicedTraining(rule, attack).whole();
      new SlicedTraining(rule, attack).sliced(3).same(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void anyNumberOfSlices(int slices) {
    SlicedTraining whole = new SlicedTraining("krum", "alie:z=1").whole();
    new SlicedTraining("krum", "alie:z=1").sliced(slices).same(whole);
  }

  /** One pass for a rule on coordinates, one more for a geometry. */
  @Test
  void passesAreFew() {
    assertEquals(1, passesPerRound("median", "ipm"));
    assertEquals(2, passesPerRound("krum", "ipm"));
    assertEquals(2, passesPerRound("nnm+trimmed-mean", "alie:z=1"));
  }

  private static int passesPerRound(String rule, String attack) {
    SlicedTraining run = new SlicedTraining(rule, attack);
    SlicingLocalCluster cluster = run.slicing(3);
    run.on(cluster);
    return cluster.passes() / SlicedTraining.ROUNDS;
  }
}
