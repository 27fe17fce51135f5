package org.byzsgd.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends of the breaking set against a rule that is tried on all rows, over fine grids. */
class BreakingEpsilonTest {
  private static final int ROUNDS = 200;
  private static final int WORKERS = 13;
  private static final int BYZANTINE = 5;

  /** The grid of the brute force: 1.5 % apart, over what matters. */
  private static final int POINTS = 700;

  private static double grid(int point) {
    return 1e-3 * Math.pow(10, point * 4.5 / POINTS);
  }

  private static Stream stream() {
    return new Seed(9).stream(Purpose.AGGREGATION, 0, 0);
  }

  /** The definition, word for word. */
  private static boolean breaks(AttackedRound round, AggregationRule rule, double epsilon) {
    Gradients rows = round.attacked(epsilon);
    Aggregate aggregate =
        new Aggregator(rule).aggregate(rows, stream(), AggregationState.initial());
    double product = 0;
    for (int k = 0; k < round.mean().length; k++) {
      product += (double) round.mean()[k] * aggregate.vector()[k];
    }
    boolean chooses = aggregate.weights().length > 0;
    return product < 0 && (!chooses || ByzantineShare.of(rows, round.byzantine(), aggregate) > 0);
  }

  private static BreakingEpsilon ends(AttackedRound round, AggregationRule rule) {
    Optional<BreakingEpsilon> exact = round.breaking(rule, BreakingEpsilonTest::stream);
    return exact.orElseGet(
        () ->
            round.searchBreaking(
                rows ->
                    new Aggregator(rule).aggregate(rows, stream(), AggregationState.initial())));
  }

  @ParameterizedTest
  @CsvSource({
    "krum, 1, true",
    "krum, 2, true",
    "krum, 40, true",
    "multi-krum, 1, true",
    "multi-krum:k=2, 3, true",
    "multi-krum, 40, true",
    "mean, 20, true",
    "median, 1, true",
    "median, 20, true",
    "nnm+median, 2, true",
    "nnm+median, 20, true",
    "nnm+trimmed-mean, 8, true",
    "nnm+krum, 20, false",
    "geometric-median, 8, false",
    "trimmed-mean, 1, true",
    "trimmed-mean, 8, true",
    "trimmed-mean, 300, false"
  })
  void theEndsAreThoseOfABruteForceSearch(String text, int dimension, boolean exact) {
    AggregationRule rule = RuleFactory.of(text, BYZANTINE, WORKERS);
    int existing = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      double signal = 0.2 + 2.0 * seed / ROUNDS;
      AttackedRound round = Rounds.round(seed, WORKERS, BYZANTINE, dimension, signal);
      BreakingEpsilon ends = ends(round, rule);
      String what = text + ", round " + seed + ": " + ends;
      existing += ends.exists() ? 1 : 0;
      int step = exact ? 1 : 20;
      for (int point = 0; point <= POINTS; point += step) {
        double epsilon = grid(point);
        boolean outside =
            epsilon < ends.smallest() * (1 - 1e-4) || epsilon > ends.largest() * (1 + 1e-4);
        if (outside) {
          assertFalse(breaks(round, rule, epsilon), what + " at " + epsilon);
        }
      }
      if (ends.exists()) {
        assertEndsAreSharp(round, rule, ends, what);
      }
    }
    assertTrue(existing > ROUNDS / 10, text + " breaks in " + existing + " rounds only");
  }

  /** Just inside it breaks, just outside it does not. */
  private static void assertEndsAreSharp(
      AttackedRound round, AggregationRule rule, BreakingEpsilon ends, String what) {
    if (ends.smallest() > 0) {
      assertFalse(breaks(round, rule, ends.smallest() * (1 - 1e-4)), what);
      assertTrue(breaks(round, rule, ends.smallest() * (1 + 1e-4)), what);
    } else {
      assertTrue(breaks(round, rule, BreakingEpsilon.LEAST / 10), what);
    }
    if (Double.isInfinite(ends.largest())) {
      assertTrue(breaks(round, rule, 1e5), what);
    } else {
      assertTrue(breaks(round, rule, ends.largest() * (1 - 1e-4)), what);
      assertFalse(breaks(round, rule, ends.largest() * (1 + 1e-4)), what);
    }
  }

  /**
   * Where more or fewer lie than the rule is told, and for the two middle values of even m: as the
   * search on all coordinates finds it, to its precision.
   */
  @ParameterizedTest
  @CsvSource({"trimmed-mean, 2, 13", "trimmed-mean, 6, 13", "trimmed-mean, 0, 13", "median, 5, 12"})
  void theRootIsThatOfTheSearch(String text, int declared, int workers) {
    AggregationRule rule = RuleFactory.of(text, declared, workers);
    int existing = 0;
    for (int seed = 0; seed < ROUNDS / 4; seed++) {
      AttackedRound round = Rounds.round(seed, workers, BYZANTINE, 50, 0.1 + 0.03 * seed);
      BreakingEpsilon root = round.breaking(rule, BreakingEpsilonTest::stream).orElseThrow();
      BreakingEpsilon searched =
          round.searchBreaking(
              rows -> new Aggregator(rule).aggregate(rows, stream(), AggregationState.initial()));
      String what = text + ", round " + seed + ": " + root + ", " + searched;
      assertEquals(searched.exists(), root.exists(), what);
      if (root.exists()) {
        assertEquals(searched.smallest(), root.smallest(), 1e-6 * root.smallest(), what);
        existing++;
      }
    }
    assertTrue(existing > 10, text + " breaks in " + existing + " rounds only");
  }

  /**
   * In many coordinates a sample of them, one stretch of 128 in 16, gives the guess: a good one, or
   * one that is misled from above, from below, or to the ends, because the signal there is another.
   */
  @ParameterizedTest
  @CsvSource({"0.3, 0.3", "0.5, 0.3", "1.5, 0.3", "0.3, 0.5", "0.3, 0.6", "0, 0.3"})
  void theRootIsThatOfTheSearchWhateverTheSampleSays(double sampled, double others) {
    int dimension = 40_000;
    float[][] rows = Rounds.round(3, WORKERS, BYZANTINE, dimension, 0).correctRows();
    for (float[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        boolean inSample = k % CoordinateBlocks.SIZE / 128 % 16 == 0;
        row[k] += (float) (inSample ? sampled : others);
      }
    }
    AttackedRound round = AttackedRound.of(rows, new int[] {0, 1, 2, 3, 4});
    AggregationRule rule = RuleFactory.of("trimmed-mean", BYZANTINE, WORKERS);
    double root = round.breaking(rule, BreakingEpsilonTest::stream).orElseThrow().smallest();
    assertFalse(breaks(round, rule, root * (1 - 1e-6)), "below " + root);
    assertTrue(breaks(round, rule, root * (1 + 1e-6)), "above " + root);
  }

  @Test
  void theMeanTurnsBeyondTheRatioOfCorrectToByzantineWorkers() {
    assertEquals(13 / 12.0, BreakingEpsilon.ofMean(25, 12).smallest());
    assertEquals(14 / 11.0, BreakingEpsilon.ofMean(25, 11).smallest());
    assertFalse(BreakingEpsilon.ofMean(25, 0).exists());
  }

  /** Values by hand: the median of 1, 2 and u = -1.5 epsilon is u below 1, so negative at once. */
  @Test
  void aMedianOfThreeIsWonByTheLiarOnlyIfSignsDiffer() {
    AggregationRule median = RuleFactory.of("median", 1, 3);
    AttackedRound agreed = AttackedRound.of(new float[][] {{1}, {2}}, new int[] {0});
    assertFalse(ends(agreed, median).exists());
    // vbar = (1, 1); the medians are clip(-e, -1, 3) and clip(-e, 0.5, 1.5) = 0.5: turned at 0.5.
    AttackedRound split = AttackedRound.of(new float[][] {{-1, 0.5f}, {3, 1.5f}}, new int[] {1});
    assertEquals(0.5, ends(split, median).smallest(), 1e-12);
  }

  /** The paper's section 4.2: Krum takes -0.1 of V = {0, .02, .14, .26, .38, .5}. */
  @Test
  void theToyExampleOfKrumLiesInsideItsBreakingSet() {
    AttackedRound round =
        AttackedRound.of(
            new float[][] {{0}, {.02f}, {.14f}, {.26f}, {.38f}, {.5f}}, new int[] {6, 7, 8});
    BreakingEpsilon ends = ends(round, RuleFactory.of("krum", 3, 9));
    double epsilon = 0.1 / (1.3 / 6);
    assertTrue(ends.smallest() < epsilon && epsilon < ends.largest(), ends.toString());
  }

  /** In one dimension Krum's set has holes: a rising score may cross a falling one. */
  @Test
  void theSetNeedNotBeAnInterval() {
    AggregationRule krum = RuleFactory.of("krum", BYZANTINE, WORKERS);
    int holes = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      AttackedRound round = Rounds.round(seed, WORKERS, BYZANTINE, 1, 0.5);
      int changes = 0;
      boolean before = false;
      for (int point = 0; point <= POINTS; point++) {
        boolean now = breaks(round, krum, grid(point));
        changes += now != before ? 1 : 0;
        before = now;
      }
      holes += changes > 2 ? 1 : 0;
    }
    assertTrue(holes > 0, "no round with a hole among " + ROUNDS);
  }
}
