package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.byzsgd.threat.ThreatModel;
import org.junit.jupiter.api.Test;

/** Who is asked for gradients, and what of them is used, by what the attacker has to know. */
class OwnGradientsTest {
  static final Observer NOBODY =
      new Observer() {
        @Override
        public void round(RoundTrace trace) {}

        @Override
        public void evaluation(int rounds, double epochs, Evaluation evaluation) {}
      };

  /** Worker i sends (i + 1) in every coordinate, a statistic of 10 i and a loss of i. */
  private static final class Workers implements GradientsOnly {
    final List<int[]> asked = new ArrayList<>();

    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      asked.add(request.workers());
      for (int i : request.workers()) {
        float[] gradient = {i + 1, i + 1};
        receiver.receive(i, new WorkerGradient(gradient, new float[] {10 * i}, i));
      }
    }
  }

  private final Workers workers = new Workers();

  private Server server(String attack) {
    return new Server(
        new ThreatModel(5, 2, List.of(1, 3), 1),
        5,
        AttackFactory.of(attack),
        RuleFactory.of("mean", 0, 5),
        null,
        new StepSize(1),
        Momentum.NONE,
        RoundInspector.NONE,
        new Seed(1),
        new float[2],
        new float[1]);
  }

  @Test
  void byzantineWorkersAreAskedOnlyIfTheAttackNeedsTheirGradients() {
    Server omniscient = server("zero");
    omniscient.round(0, 10, workers, NOBODY);
    omniscient.round(1, 10, workers, NOBODY);
    Server own = server("sign-flip-own");
    own.round(1, 10, workers, NOBODY);
    assertEquals(
        List.of("[0, 1, 2, 3, 4]", "[0, 2, 4]", "[0, 1, 2, 3, 4]"),
        workers.asked.stream().map(Arrays::toString).toList());
    // Correct rows 1, 3, 5; own rows 2 and 4, negated: the mean is (9 - 6)/5.
    assertArrayEquals(new float[] {-0.6f, -0.6f}, own.parameters());
  }

  @Test
  void statisticsAndLossAreTheCorrectWorkersOnly() {
    Server omniscient = server("zero");
    Server own = server("sign-flip-own");
    RoundTrace expected = omniscient.round(1, 10, workers, NOBODY);
    RoundTrace trace = own.round(1, 10, workers, NOBODY);
    assertEquals(2, trace.loss());
    assertEquals(expected.loss(), trace.loss());
    assertEquals(expected.correctNorm(), trace.correctNorm());
    assertArrayEquals(omniscient.statistics(), own.statistics());
  }

  @Test
  void numbersThatTheAttackRefusesAreRefusedBeforeTheFirstRound() {
    assertEquals(
        "sign-flip-copy: worker must be between 0 and 2 for 3 correct workers, got 3",
        assertThrows(UsageException.class, () -> server("sign-flip-copy:worker=3")).getMessage());
  }
}
