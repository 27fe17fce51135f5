package org.byzsgd.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Definition 4 by Monte Carlo against what is known in closed form. Seeds are fixed. */
class ToleranceTest {
  private static final int MILLION = 1_310_922;

  private static ToleranceRow run(
      int byzantine, String rule, String attack, double signal, int dimension, int trials) {
    return Studies.of(25, byzantine, rule, attack, signal, dimension, trials).run().get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 0.5, 1, 1",
    "10, 1, 1, 0.99, 1",
    "10, 1, 2, 0.49, 0.49",
    "10, 1, 5, 0, 0.005",
    "1, 0.5, 0.1, 0.91, 0.91",
    "1, 0.5, 5, 0.57, 0.57",
    "1, 0.5, 10, 0.24, 0.24",
    "100, 2, 0.5, 0.98, 0.98",
    "100, 2, 1, 0, 0.005"
  })
  void krumChoosesAByzantineRowAsOftenAsKnown(
      int dimension, double signal, double epsilon, double low, double high) {
    ToleranceRow row = run(11, "krum", "ipm:epsilon=" + epsilon, signal, dimension, 2000);
    // The known numbers are rounded to two digits.
    assertTrue(row.shareLow() <= high + 0.005, row.toString());
    assertTrue(row.shareHigh() >= low - 0.005, row.toString());
  }

  @ParameterizedTest
  @CsvSource({"1, 4000", "10, 1500", "100, 300"})
  void theMedianAgreesWithItsIntegral(int dimension, int trials) {
    Tolerance study =
        new Tolerance(
            25,
            11,
            11,
            List.of("median"),
            AttackSetting.of("ipm", List.of(-10.0, 0.0, 0.1, 1.0, 10.0)),
            List.of(0.5, 1.0, 2.0),
            List.of(dimension),
            new Noise(0),
            trials,
            7);
    MedianCondition condition = new MedianCondition(25, 11);
    int outside = 0;
    for (ToleranceRow row : study.run()) {
      double expected = condition.expectedRatio(row.attack().epsilon(), row.signal());
      outside += expected < row.etaLow() || expected > row.etaHigh() ? 1 : 0;
      // All cells share their noise; three times the interval is beyond any doubt.
      assertEquals(expected, row.eta(), 3 * (row.etaHigh() - row.eta()), row.toString());
    }
    assertTrue(outside <= 3, outside + " of 15 intervals miss");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.5, 1, 2})
  void atTheDimensionOfThePapersNetworkKrumSwitchesAtTheClosedForm(double signal) {
    double threshold = new KrumCondition(25, 11).threshold(signal);
    ToleranceRow below = run(11, "krum", "ipm:epsilon=" + 0.99 * threshold, signal, MILLION, 60);
    ToleranceRow above = run(11, "krum", "ipm:epsilon=" + 1.01 * threshold, signal, MILLION, 60);
    assertEquals(1, below.byzantineShare(), below.toString());
    assertEquals(0, above.byzantineShare(), above.toString());
  }

  /**
   * A rule behind clipping at a radius that never clips draws whole rows and inner products alike.
   */
  @ParameterizedTest
  @ValueSource(strings = {"krum", "multi-krum", "geometric-median", "nnm+krum"})
  void drawingInnerProductsAloneChangesNoLaw(String rule) {
    ToleranceRow reduced = run(11, rule, "ipm:epsilon=1.5", 1, 40, 1500);
    Tolerance whole =
        new Tolerance(
            25,
            11,
            11,
            List.of(rule),
            AttackSetting.of("ipm:epsilon=1.5", List.of()),
            List.of(1.0),
            List.of(40),
            // A spectrum so flat that it is isotropic, but not told to be.
            new Noise(1e-12),
            1500,
            2);
    ToleranceRow full = whole.run().get(0);
    double width = full.etaHigh() - full.etaLow();
    assertEquals(full.eta(), reduced.eta(), 1.5 * width, full + " " + reduced);
    assertEquals(full.byzantineShare(), reduced.byzantineShare(), 0.06);
  }

  @Test
  void theBitsDoNotDependOnTheOrderOfTheTasks() {
    Tolerance study =
        new Tolerance(
            11,
            2,
            2,
            List.of("krum", "bucketing:size=2+median", "centered-clipping"),
            AttackSetting.of("ipm", List.of(0.1, 2.0)),
            List.of(0.5, 1.0),
            List.of(3, 20),
            new Noise(1),
            70,
            5);
    List<double[]> results = new ArrayList<>(Collections.nCopies(study.tasks(), null));
    for (int task = study.tasks() - 1; task >= 0; task--) {
      results.set(task, study.run(task));
    }
    assertEquals(study.run(), study.collect(results));
    assertEquals(2 * 2 * 2 * 3, study.run().size());
  }

  /**
   * Every registered rule under every registered attack: numbers, or a refusal in one line. Only
   * what passes on whatever one worker sends, and a pivot that lies, give what is not finite.
   */
  @ParameterizedTest
  @CsvSource({"2, 1, 0, 0", "5, 1, 1, 1", "10, 2, 2, 0", "10, 3, 2, 3"})
  void allRulesUnderAllAttacks(int workers, int byzantine, int declared, double power) {
    for (RuleFactory rule : RuleFactory.registry().all()) {
      for (AttackFactory attack : AttackFactory.registry().all()) {
        String what = rule.name() + " under " + attack.name();
        List<ToleranceRow> rows;
        try {
          rows =
              new Tolerance(
                      workers,
                      byzantine,
                      declared,
                      List.of(rule.name()),
                      AttackSetting.of(attack.name(), List.of(0.5)),
                      List.of(0.5),
                      List.of(1, 30),
                      new Noise(power),
                      2,
                      1)
                  .run();
        } catch (UsageException e) {
          assertEquals(1, e.getMessage().lines().count(), e.getMessage());
          continue;
        }
        for (ToleranceRow row : rows) {
          boolean passesOn =
              byzantine > declared || rule.name().equals("mean") || rule.name().equals("monna");
          boolean finite = row.finite() == row.trials() && Double.isFinite(row.etaHigh());
          assertTrue(finite || (passesOn && isNotFinite(attack.name())), what + ": " + row);
          assertTrue(row.byzantineShare() >= 0 && row.byzantineShare() <= 1, what + ": " + row);
        }
      }
    }
  }

  private static boolean isNotFinite(String attack) {
    return attack.equals("nan") || attack.equals("infinity");
  }

  /** The mean under inner product manipulation is ((m-q) - q eps)/m vbar in expectation. */
  @Test
  void theMeanIsWhatItsFormulaSays() {
    ToleranceRow row = run(11, "mean", "ipm:epsilon=0.5", 1, 10, 2000);
    assertEquals((14 - 5.5) / 25, row.eta(), 2 * (row.etaHigh() - row.eta()));
    assertEquals(0, run(11, "mean", "ipm:epsilon=0.5", 1, 10, 10).byzantineShare());
  }

  /** The paper's guess: Bulyan shares Krum's flaw. The numbers are a separate simulation's. */
  @ParameterizedTest
  @CsvSource({"0.5, -0.18", "1, -0.36"})
  void bulyanIsTurnedAroundToo(double epsilon, double expected) {
    ToleranceRow row = run(5, "bulyan", "ipm:epsilon=" + epsilon, 0.3, 100, 200);
    assertEquals(expected, row.eta(), 0.03, row.toString());
    assertTrue(row.etaHigh() < 0, row.toString());
  }

  /** One of two trials: eta's interval by hand, Wilson's by its formula. */
  @Test
  void intervals() {
    AttackSetting attack = AttackSetting.of("zero", List.of()).get(0);
    ToleranceRow row =
        ToleranceRow.of("krum", attack, 1, 1, new double[] {1, 3}, new double[] {0, 1});
    assertEquals(2, row.eta());
    assertEquals(2 - 1.959964, row.etaLow(), 1e-6);
    assertEquals(0.5, row.byzantineShare());
    assertEquals(0.094531, row.shareLow(), 1e-6);
    assertEquals(0.905469, row.shareHigh(), 1e-6);
  }

  @Test
  void settingsOfAttacks() {
    assertEquals(
        List.of("ipm:epsilon=0.1", "ipm:epsilon=2.0"),
        AttackSetting.of("ipm", List.of(0.1, 2.0)).stream().map(AttackSetting::text).toList());
    assertEquals(1, AttackSetting.of("alie", List.of(0.1, 2.0)).size());
    assertEquals(3, AttackSetting.of("ipm:epsilon=3", List.of(1.0, 2.0)).get(0).epsilon());
  }

  @Test
  void refusals() {
    assertThrows(UsageException.class, () -> run(12, "krum", "ipm", 1, 10, 10));
    assertThrows(UsageException.class, () -> run(0, "krum", "ipm", 1, 10, 10));
    assertThrows(UsageException.class, () -> run(25, "median", "ipm", 1, 10, 10));
    assertThrows(UsageException.class, () -> run(11, "krum", "ipm", -1, 10, 10));
    assertThrows(UsageException.class, () -> run(11, "krum", "ipm", 1, 0, 10));
    assertThrows(UsageException.class, () -> run(11, "krum", "ipm", 1, 10, 1));
    assertThrows(UsageException.class, () -> Noise.of("pink"));
    assertThrows(UsageException.class, () -> Noise.of("spectrum:power=x"));
    assertThrows(UsageException.class, () -> Noise.of("spectrum:power=-1"));
    assertEquals("spectrum:power=1.5", Noise.of("spectrum:power=1.5").toString());
  }

  /** 25 rows of a million floats, three times, are 286 MiB; inner products take nothing. */
  @Test
  void whatFitsIntoNoHeapIsRefused() {
    Tolerance whole = Studies.of(25, 11, "median", "ipm", 1, 1_000_000, 2);
    UsageException refusal =
        assertThrows(UsageException.class, () -> whole.checkMemory(200L << 20));
    assertTrue(
        refusal.getMessage().startsWith("dimension 1000000: the whole rows of 25 workers take 0.3"),
        refusal.getMessage());
    whole.checkMemory(400L << 20);
    Studies.of(25, 11, "krum", "ipm", 1, MILLION, 2).checkMemory(1);
    Studies.of(25, 11, "median", "ipm", 1, Integer.MAX_VALUE, 2).checkMemory(Long.MAX_VALUE);
  }

  /** Ten threads, tasks of a third of the heap, of which 60 % may be held: one at a time. */
  @Test
  void tasksWaitForMemory() {
    long heap = Runtime.getRuntime().maxMemory();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    IntStream.range(0, 10)
        .mapToObj(
            i ->
                CompletableFuture.runAsync(
                    () ->
                        TrialMemory.within(
                            heap / 3,
                            () -> {
                              most.accumulateAndGet(running.incrementAndGet(), Math::max);
                              LockSupport.parkNanos(20_000_000);
                              return running.decrementAndGet();
                            }),
                    command -> new Thread(command).start()))
        .toList()
        .forEach(CompletableFuture::join);
    assertEquals(1, most.get());
    // What is larger than the heap runs alone in place of never.
    assertEquals(3, TrialMemory.within(10 * heap, () -> 3));
  }

  @Test
  void anArgumentOfAnAttackIsRefusedByItsRange() {
    UsageException refusal =
        assertThrows(UsageException.class, () -> AttackSetting.of("ipm:epsilon=x", List.of(1.0)));
    assertEquals("ipm: epsilon must be a finite number, got x", refusal.getMessage());
  }

  @Test
  void spectraHaveTheAverageOne() {
    double[] deviations = new Noise(2).deviations(3);
    // 1, 1/4, 1/9 times 3/(49/36).
    assertEquals(Math.sqrt(108 / 49.0), deviations[0], 1e-12);
    assertEquals(deviations[0] / 3, deviations[2], 1e-12);
  }
}
