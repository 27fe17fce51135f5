package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class InnerProductManipulationTest {
  private static final float[][] CORRECT = {{1, 4}, {3, 8}};

  private static float[][] forge(String attack) {
    return Views.forge(attack, 5, CORRECT);
  }

  @Test
  void allSendTheReversedMeanTimesEpsilon() {
    float[][] forged = forge("ipm:epsilon=0.5");
    assertEquals(3, forged.length);
    for (float[] row : forged) {
      assertArrayEquals(new float[] {-1, -3}, row);
    }
  }

  @Test
  void anyRealEpsilon() {
    assertArrayEquals(new float[] {20, 60}, forge("ipm:epsilon=-10")[0]);
    assertArrayEquals(new float[] {-20, -60}, forge("ipm:epsilon=10")[0]);
    assertArrayEquals(new float[] {0f, 0f}, forge("ipm:epsilon=0")[0]);
    assertEquals(0, Float.floatToRawIntBits(forge("ipm:epsilon=0")[0][0]), "not -0");
  }

  @Test
  void correctRowsAreUntouched() {
    forge("ipm:epsilon=3");
    assertArrayEquals(new float[] {1, 4}, CORRECT[0]);
    assertArrayEquals(new float[] {3, 8}, CORRECT[1]);
  }

  @Test
  void epsilonMustBeFinite() {
    assertEquals(
        "ipm: epsilon must be a finite number, got Infinity",
        assertThrows(UsageException.class, () -> forge("ipm:epsilon=Infinity")).getMessage());
  }

  /** Theory 2.3: the mean is reversed iff epsilon is greater than (m - q)/q. */
  @Test
  void theMeanIsReversedFromTheRatioOfCorrectToByzantineOn() {
    for (int byzantine : new int[] {11, 12}) {
      double border = (25.0 - byzantine) / byzantine;
      for (double epsilon : new double[] {0.1, border - 1e-3, border + 1e-3, 10}) {
        Attack attack = new InnerProductManipulation(epsilon);
        AdversaryView view = Views.of(attack, Views.rows(9, 25 - byzantine, 500, 1), 25, "mean", 0);
        double product = Views.product(view.knownMean(), view.outcome(attack.forge(view)).vector());
        assertEquals(epsilon > border, product < 0, "epsilon " + epsilon);
      }
    }
  }
}
