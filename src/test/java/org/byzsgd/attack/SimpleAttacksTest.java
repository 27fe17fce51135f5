package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the attacks that need no search. */
class SimpleAttacksTest {
  private static final float INFINITY = Float.POSITIVE_INFINITY;

  private static float[] forge(String attack, float[]... known) {
    float[][] forged = Views.forge(attack, known.length + 2, known);
    assertEquals(2, forged.length);
    assertArrayEquals(forged[0], forged[1]);
    return forged[0];
  }

  @Test
  void workedExamples() {
    float[][] rows = {{1, 4}, {3, 8}};
    float[][] mixed = {{1, -4}, {3, -8}};
    assertArrayEquals(new float[] {-2, -6}, forge("sign-flip-mean", rows));
    assertArrayEquals(new float[] {-3, -8}, forge("sign-flip-copy:worker=1", rows));
    assertArrayEquals(new float[] {-6, -16}, forge("sign-flip-copy:worker=1,scale=2", rows));
    assertArrayEquals(new float[] {-40, -120}, forge("omniscient:scale=10", rows));
    assertArrayEquals(new float[] {-1, 0}, forge("theorem-1", mixed));
    assertArrayEquals(new float[] {1, -4}, forge("theorem-1:margin=0", mixed));
    assertArrayEquals(new float[] {0, 0}, forge("gaussian:deviation=0", rows));
    assertArrayEquals(new float[] {0, 0}, forge("zero", rows));
    assertArrayEquals(new float[] {Float.NaN, Float.NaN}, forge("nan", rows));
    assertArrayEquals(new float[] {-INFINITY, INFINITY}, forge("infinity", mixed));
    assertArrayEquals(new float[] {-1e30f, 1e30f}, forge("huge", mixed));
  }

  @Test
  void attacksOnOwnGradientsSendARowEach() {
    float[][] own = {{1, 4}, {3, -8}};
    assertArrayEquals(new float[][] {{-1, -4}, {-3, 8}}, Views.forge("sign-flip-own", 5, own));
    assertArrayEquals(new float[][] {{-1, -4}, {-3, 8}}, Views.forge("bit-flip:bits=32", 5, own));
    assertArrayEquals(new float[][] {{0.5f}}, Views.forge("bit-flip:bits=24", 3, new float[] {1}));
  }

  @Test
  void theDefaultBitsAreThoseOfThePaper() {
    float flipped = Views.forge("bit-flip", 3, new float[] {1})[0][0];
    assertEquals(0x3F800000 ^ 0xE0200000, Float.floatToRawIntBits(flipped));
  }

  @Test
  void gaussianNoiseHasItsDeviation() {
    float[][] forged = Views.forge("gaussian:deviation=3", 4, Views.rows(1, 2, 50_000, 0));
    for (float[] row : forged) {
      double square = Views.product(row, row) / row.length;
      assertEquals(9, square, 5 * 9 * Math.sqrt(2.0 / row.length));
    }
    assertTrue(Math.abs(Views.product(forged[0], forged[1])) < 5 * 9 * Math.sqrt(50_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "theorem-1:margin=-1 | theorem-1: margin must be between 0.0 and ",
        "gaussian:deviation=-1 | gaussian: deviation must be between 0.0 and ",
        "huge:value=1e39 | huge: value must be between 0.0 and 3.4E38, got 1e39",
        "bit-flip:bits=33 | bit-flip: bits must be whole numbers between 1 and 32 joined by -,",
        "sign-flip-copy:worker=-1 | sign-flip-copy: worker must be a whole number between 0 and ",
        "omniscient:scale=NaN | omniscient: scale must be a finite number, got NaN"
      })
  void parametersOutOfRangeAreRefused(String attack, String start) {
    String text = assertThrows(UsageException.class, () -> AttackFactory.of(attack)).getMessage();
    assertTrue(text.startsWith(start), text);
  }

  @Test
  void aWorkerBeyondTheCorrectOnesIsRefused() {
    Attack attack = AttackFactory.of("sign-flip-copy:worker=14");
    attack.check(26, 11);
    assertEquals(
        "sign-flip-copy: worker must be between 0 and 13 for 14 correct workers, got 14",
        assertThrows(UsageException.class, () -> attack.check(25, 11)).getMessage());
  }
}
