package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class InnerProductManipulationTest {
  private static final float[][] CORRECT = {{1, 4}, {3, 8}};
  private static final float[] MEAN = {2, 6};

  private static float[][] forge(String attack) {
    return AttackFactory.of(attack)
        .forge(
            new AdversaryView(
                CORRECT, MEAN, new int[] {1, 4, 5}, new Seed(1).stream(Purpose.ATTACK, 0, 0)));
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
    assertArrayEquals(new float[] {2, 6}, MEAN);
  }

  @Test
  void epsilonMustBeFinite() {
    assertEquals(
        "ipm: epsilon must be a finite number, got Infinity",
        assertThrows(UsageException.class, () -> forge("ipm:epsilon=Infinity")).getMessage());
  }
}
