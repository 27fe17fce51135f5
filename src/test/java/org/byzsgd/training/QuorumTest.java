package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;
import org.junit.jupiter.api.Test;

/** Rounds of seven workers, of which worker i sends (2^i, 0) with the loss i, or fails. */
class QuorumTest {
  /** The workers, some of which fail, and what is told of them. */
  private static final class Workers implements GradientsOnly, Observer {
    private final Set<Integer> failing;
    private final List<String> missed = new ArrayList<>();

    Workers(Integer... failing) {
      this.failing = Set.of(failing);
    }

    RoundTrace round(Server server, int round) {
      return server.round(round, 10, this, this);
    }

    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      for (int i : request.workers()) {
        if (failing.contains(i)) {
          receiver.fail(
              new WorkerFailedException(request.round(), i, new IllegalStateException("no " + i)));
        } else {
          receiver.receive(i, new WorkerGradient(new float[] {1 << i, 0}, new float[] {10 * i}, i));
        }
      }
    }

    @Override
    public void missed(int round, List<Integer> missing, String reasons) {
      missed.add(round + ": " + missing + ": " + reasons);
    }

    @Override
    public void round(RoundTrace trace) {}

    @Override
    public void evaluation(int rounds, double epochs, Evaluation evaluation) {}
  }

  /** Workers 2 and 5 lie. */
  private static Server server(String rule, int declared, String attack, int quorum) {
    return new Server(
        new ThreatModel(7, 2, List.of(2, 5), 0),
        quorum,
        AttackFactory.of(attack),
        RuleFactory.of(rule, declared, 7),
        null,
        new StepSize(1),
        new Momentum(0.5, Momentum.Place.WORKER),
        RoundInspector.NONE,
        new Seed(1),
        new float[2],
        new float[1]);
  }

  /** Momentum halves the first gradients: 0.5, 1, -, 4, -, (zeros of 2 and 5), 32. */
  @Test
  void theRuleSeesTheRowsThatAreThere() {
    Workers without4 = new Workers(4);
    Server server = server("mean", 0, "zero", 6);
    RoundTrace trace = without4.round(server, 3);
    assertEquals(List.of(2, 5), trace.byzantine());
    assertEquals(List.of(4), trace.missing());
    assertEquals(
        List.of("3: [4]: worker 4 failed: java.lang.IllegalStateException: no 4"), without4.missed);
    assertEquals(-(0.5f + 1 + 4 + 32) / 6, server.parameters()[0], 1e-6);
    assertEquals((0.5 + 1 + 4 + 32) / 4, trace.correctNorm(), 1e-6);
    assertEquals((0 + 1 + 3 + 6) / 4.0, trace.loss());
    assertEquals(0.1f * (0 + 10 + 30 + 60) / 4, server.statistics()[0], 1e-5);
  }

  /**
   * What is chosen is told by ids. Of -, 1, 0, 4, 8, 0, 32 the row 1 has the nearest three others
   * (1 + 1 + 9 squared, those of a zero are 0 + 1 + 16); it is the first that is there.
   */
  @Test
  void theChosenRowIsToldByItsWorker() {
    Workers without0 = new Workers(0);
    RoundTrace trace = without0.round(server("krum", 1, "zero", 5), 0);
    assertEquals(List.of(1), trace.selected());
    assertEquals(List.of(0), trace.missing());
  }

  /** A worker that was missing is asked again, and has not forgotten its momentum. */
  @Test
  void aMissingWorkerComesBack() {
    Server server = server("mean", 0, "zero", 6);
    new Workers().round(server, 0);
    new Workers(6).round(server, 1);
    float before = server.parameters()[0];
    new Workers().round(server, 2);
    // v of 0, 1, 3, 4 after three gradients is 7/8 of one; that of 6 after two is 3/4.
    float mean = ((1 + 2 + 8 + 16) * 0.875f + 64 * 0.75f) / 7;
    assertEquals(before - mean, server.parameters()[0], 1e-5);
  }

  /** A liar that computes may be missing too; then one row less is forged. */
  @Test
  void aLiarMayBeMissing() {
    Workers without5 = new Workers(5);
    Server server = server("mean", 0, "sign-flip-own", 6);
    RoundTrace trace = without5.round(server, 0);
    assertEquals(List.of(2), trace.byzantine());
    assertEquals(List.of(5), trace.missing());
    assertEquals(-(0.5f + 1 - 2 + 4 + 8 + 32) / 6, server.parameters()[0], 1e-6);
  }

  private static void assertRefused(String message, Server server, Integer... failing) {
    Workers test = new Workers(failing);
    RoundFailedException refused =
        assertThrows(RoundFailedException.class, () -> test.round(server, 4));
    assertEquals(message, refused.getMessage());
    assertEquals(List.of(), test.missed);
    assertArrayEquals(new float[2], server.parameters());
    assertArrayEquals(new float[0], server.state(4).arrays().get("momentum")[0]);
  }

  @Test
  void aRoundThatCannotDoWithoutFailsAndLeavesTheStateAsItWas() {
    String no = "worker %d failed: java.lang.IllegalStateException: no %<d";
    String no0 = String.format(no, 0);
    String no1 = String.format(no, 1);
    assertRefused("round 4: " + no0, server("mean", 0, "zero", 7), 0, 1);
    assertRefused(
        "round 4: 5 workers are left, and the quorum is 6: " + no0 + ", " + no1,
        server("mean", 0, "zero", 6),
        (Integer) 0,
        1);
    assertRefused(
        "round 4: workers [0, 1] are missing, and krum: declared byzantine must be between 0 and 1"
            + (" for 5 workers, got 2: " + no0 + ", " + no1),
        server("krum", 2, "zero", 1),
        0,
        1);
  }

  @Test
  void liarsAloneAreNoRound() {
    assertEquals(
        "round 4: workers [0, 1, 3, 4, 6] are missing, and no correct worker is left",
        assertThrows(
                RoundFailedException.class,
                () -> new Workers(0, 1, 3, 4, 6).round(server("mean", 0, "zero", 1), 4))
            .getMessage()
            .replaceFirst(": worker 0 .*", ""));
  }
}
