package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class ALittleIsEnoughTest {
  private static final float[][] ROWS = {{1, 4}, {3, 8}};

  @Test
  void theMeanAndSampleDeviationsAside() {
    float one = (float) (2 - Math.sqrt(2));
    float two = (float) (6 - Math.sqrt(8));
    assertArrayEquals(new float[] {one, two}, Views.forge("alie:z=1", 3, ROWS)[0], 1e-6f);
    assertArrayEquals(
        new float[] {4 - one, 12 - two}, Views.forge("alie:z=1,sign=plus", 3, ROWS)[0], 1e-6f);
    assertArrayEquals(
        new float[][] {{one, two}, {one, two}},
        Views.forge("alie:z=1,knowledge=own-gradients", 5, ROWS));
  }

  /** From an independent implementation in Python: statistics.NormalDist().inv_cdf. */
  @Test
  void thePapersFactor() {
    assertEquals(1.067570523878, ALittleIsEnough.quantile(25, 11), 1e-9);
    assertEquals(1.426076872273, ALittleIsEnough.quantile(25, 12), 1e-9);
    assertEquals(0.253347103136, ALittleIsEnough.quantile(50, 10), 1e-9);
    assertEquals(0, ALittleIsEnough.quantile(25, 1), 1e-12);
    double z = ALittleIsEnough.quantile(3, 1);
    assertEquals(0, z, 1e-12);
  }

  @Test
  void numbersWithoutAFactorAreRefused() {
    assertEquals(
        "alie: z follows from m and q only if byzantine is between 1 and 12 for 25 workers,"
            + " got 13; give z",
        refusal("alie", 25, 13));
    assertEquals("alie: needs at least 2 correct workers, got 1", refusal("alie:z=1", 3, 2));
    assertEquals(
        "alie: needs at least 2 Byzantine workers, got 1",
        refusal("alie:z=1,knowledge=own-gradients", 25, 1));
    AttackFactory.of("alie:z=1").check(25, 13);
  }

  private static String refusal(String attack, int workers, int byzantine) {
    return assertThrows(
            UsageException.class, () -> AttackFactory.of(attack).check(workers, byzantine))
        .getMessage();
  }

  @Test
  void aSideThatIsNoneIsRefused() {
    assertEquals(
        "alie: sign must be one of minus, plus, got up",
        assertThrows(UsageException.class, () -> AttackFactory.of("alie:sign=up")).getMessage());
  }
}
