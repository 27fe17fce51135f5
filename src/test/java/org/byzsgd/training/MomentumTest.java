package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.byzsgd.threat.Schedule;
import org.byzsgd.threat.ThreatModel;
import org.junit.jupiter.api.Test;

/** Two and three steps by hand: worker i sends (round + 1) (i + 1) in both coordinates. */
class MomentumTest {
  private static final class Workers implements GradientsOnly {
    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      for (int i : request.workers()) {
        float value = (request.round() + 1) * (i + 1);
        receiver.receive(i, new WorkerGradient(new float[] {value, -value}, new float[0], 0));
      }
    }
  }

  private static Server server(Momentum momentum, String rule, String attack, ThreatModel threat) {
    return new Server(
        threat,
        threat.workers(),
        AttackFactory.of(attack),
        RuleFactory.of(rule, 0, threat.workers()),
        null,
        new StepSize(1),
        momentum,
        RoundInspector.NONE,
        new Seed(1),
        new float[2],
        new float[0]);
  }

  private static float[] after(int rounds, Server server) {
    for (int t = 0; t < rounds; t++) {
      server.round(t, 10, new Workers(), OwnGradientsTest.NOBODY);
    }
    return server.parameters();
  }

  private static final ThreatModel NOBODY = new ThreatModel(3, 0, List.of(), 0);

  /** The mean is 2, then 4: v = 1, then 2.5; x = -1, then -3.5. */
  @Test
  void twoStepsAtTheServer() {
    Momentum half = new Momentum(0.5, Momentum.Place.SERVER);
    assertArrayEquals(new float[] {-1, 1}, after(1, server(half, "mean", "zero", NOBODY)));
    assertArrayEquals(new float[] {-3.5f, 3.5f}, after(2, server(half, "mean", "zero", NOBODY)));
  }

  /** Under a linear rule without liars the two places are one. */
  @Test
  void twoStepsAtTheWorkersUnderTheMean() {
    Momentum half = new Momentum(0.5, Momentum.Place.WORKER);
    assertArrayEquals(new float[] {-1, 1}, after(1, server(half, "mean", "zero", NOBODY)));
    assertArrayEquals(new float[] {-3.5f, 3.5f}, after(2, server(half, "mean", "zero", NOBODY)));
  }

  @Test
  void noMomentumIsTheGradient() {
    assertArrayEquals(new float[] {-6, 6}, after(2, server(Momentum.NONE, "mean", "zero", NOBODY)));
  }

  /**
   * Worker 2 lies in round 1 of 0, 1, 2 and is not asked: its v stays 1.5 and is 0.75 + 4.5 = 5.25
   * in round 2. Means: (0.5 + 1 + 1.5)/3 = 1; v_0 = 1.25, v_1 = 2.5 and 0: 1.25; then v_0 = 2.125,
   * v_1 = 4.25 and 5.25: 3.875.
   */
  @Test
  void aLiarThatIsNotAskedKeepsItsAverage() {
    ThreatModel once = new ThreatModel(3, 1, List.of(2), Schedule.from(1).until(2));
    Server server = server(new Momentum(0.5, Momentum.Place.WORKER), "mean", "zero", once);
    float expected = -(1 + 1.25f + 3.875f);
    assertArrayEquals(new float[] {expected, -expected}, after(3, server));
  }

  /** Own gradients are averaged too: worker 2 sends -1.5, then -(0.75 + 3). */
  @Test
  void aLiarThatIsAskedForgesFromItsOwnAverage() {
    ThreatModel always = new ThreatModel(3, 1, List.of(2), 0);
    Server server =
        server(new Momentum(0.5, Momentum.Place.WORKER), "mean", "sign-flip-own", always);
    server.round(0, 10, new Workers(), OwnGradientsTest.NOBODY);
    assertArrayEquals(new float[] {0, 0}, server.parameters(), 1e-7f);
    // (1.25 + 2.5 - 3.75)/3 = 0 again.
    server.round(1, 10, new Workers(), OwnGradientsTest.NOBODY);
    assertArrayEquals(new float[] {0, 0}, server.parameters(), 1e-7f);
  }

  /** Omniscient attackers see the averages: -(0.5 + 1)/2 in round 0. */
  @Test
  void anOmniscientLiarSeesTheCorrectAverages() {
    ThreatModel always = new ThreatModel(3, 1, List.of(2), 0);
    Server server =
        server(new Momentum(0.5, Momentum.Place.WORKER), "mean", "ipm:epsilon=1", always);
    assertArrayEquals(new float[] {-0.25f, 0.25f}, after(1, server));
  }

  @Test
  void aFactorOutOfRangeIsRefused() {
    for (double beta : new double[] {-0.1, 1, Double.NaN}) {
      assertEquals(
          "momentum must be at least 0 and below 1, got " + beta,
          assertThrows(UsageException.class, () -> new Momentum(beta, Momentum.Place.SERVER))
              .getMessage());
    }
  }
}
