package org.byzsgd.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Seed;
import org.byzsgd.theory.BreakingEpsilon;
import org.junit.jupiter.api.Test;

class RoundCertificateTest {
  private static Optional<BreakingEpsilon> of(
      String rule, int declared, Gradients rows, double... distances) {
    return new RoundCertificate(
            RuleFactory.of(rule, declared, rows.workers()), declared, new Seed(1))
        .of(3, rows, distances);
  }

  private static Gradients rows(float... values) {
    Gradients rows = new Gradients(values.length, 1);
    for (int i = 0; i < values.length; i++) {
      rows.set(i, new float[] {values[i]});
    }
    return rows;
  }

  /** Rows 0 and 3 lie: 1, 2, 4 and twice -epsilon 7/3 have the median 1, whatever epsilon. */
  @Test
  void nothingBreaksAMedianOfRowsOfOneSign() {
    BreakingEpsilon ends = of("median", 2, rows(9, 1, 2, -9, 4), 7, 1, 0, 11, 2).get();
    assertFalse(ends.exists());
  }

  /** Row 2 lies: 1, 2, 5 and -epsilon 8/3 sum to less than 0 from epsilon = 3 on. */
  @Test
  void theMeanBreaksWhereTheSumTurns() {
    Gradients rows = rows(1, 2, 99, 5);
    BreakingEpsilon mean = of("mean", 1, rows, 1, 0, 97, 3).get();
    assertEquals(3, mean.smallest(), 1e-9);
    assertEquals(Double.POSITIVE_INFINITY, mean.largest());
  }

  /** A row that is not finite is the farthest; two of them are more than were declared. */
  @Test
  void rowsThatAreNotFiniteLie() {
    double far = Double.POSITIVE_INFINITY;
    Gradients one = rows(1, 2, Float.NaN, 5);
    assertEquals(3, of("mean", 1, one, 1, 0, far, 3).get().smallest(), 1e-9);
    Gradients two = rows(1, Float.NaN, Float.NaN, 5);
    assertTrue(of("mean", 1, two, 1, far, far, 3).isEmpty());
  }

  /** Row 2 lies: of -epsilon / 2, -5, 1, 1, 5 those in the middle sum to less than 0 from 4 on. */
  @Test
  void theTrimmedMeanBreaksWhereItsMiddleTurns() {
    BreakingEpsilon ends = of("trimmed-mean", 1, rows(-5, 1, 99, 1, 5), 5, 1, 98, 1, 5).get();
    assertEquals(4, ends.smallest(), 1e-6);
    assertEquals(Double.POSITIVE_INFINITY, ends.largest());
  }

  @Test
  void rulesThatWouldHaveToBeTriedOnAllCoordinatesAreNot() {
    assertTrue(of("phocas", 1, rows(1, 2, 3, 4, 5), 2, 1, 0, 1, 2).isEmpty());
  }
}
