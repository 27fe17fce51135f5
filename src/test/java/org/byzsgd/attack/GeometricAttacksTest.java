package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks whose rows follow from the distances of the correct ones. */
class GeometricAttacksTest {
  private static double square(float[] x, float[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += ((double) x[k] - y[k]) * ((double) x[k] - y[k]);
    }
    return sum;
  }

  @Test
  void workedExamples() {
    assertArrayEquals(
        new float[] {1, 0},
        Views.forge("min-max:direction=unit-mean", 3, new float[][] {{1, 0}, {3, 0}})[0]);
    assertArrayEquals(
        new float[] {0, 0},
        Views.forge("min-sum:direction=unit-mean", 4, new float[][] {{0, 0}, {3, 0}, {6, 0}})[0]);
    assertArrayEquals(
        new float[] {5, 1}, Views.forge("mimic", 4, new float[][] {{0, 0}, {1, 0}, {5, 1}})[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit-mean", "sign", "deviation"})
  void minMaxMeetsItsBound(String direction) {
    float[][] rows = Views.rows(5, 14, 3000, 0.2);
    float[] forged = Views.forge("min-max:direction=" + direction, 25, rows)[0];
    double bound = 0;
    double largest = 0;
    for (float[] row : rows) {
      largest = Math.max(largest, square(forged, row));
      for (float[] other : rows) {
        bound = Math.max(bound, square(row, other));
      }
    }
    assertEquals(1, largest / bound, 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unit-mean", "sign", "deviation"})
  void minSumMeetsItsBound(String direction) {
    float[][] rows = Views.rows(6, 14, 3000, 0.2);
    float[] forged = Views.forge("min-sum:direction=" + direction, 25, rows)[0];
    double bound = 0;
    double sum = 0;
    for (float[] row : rows) {
      sum += square(forged, row);
      double own = 0;
      for (float[] other : rows) {
        own += square(row, other);
      }
      bound = Math.max(bound, own);
    }
    assertEquals(1, sum / bound, 1e-6);
  }

  @Test
  void noDirectionOrOneRowGivesTheMean() {
    float[][] opposite = {{1, 2}, {-1, -2}};
    for (String name : new String[] {"min-max", "min-sum"}) {
      for (String direction : new String[] {"unit-mean", "sign"}) {
        assertArrayEquals(
            new float[] {0, 0}, Views.forge(name + ":direction=" + direction, 3, opposite)[0]);
      }
      assertArrayEquals(new float[] {1, 2}, Views.forge(name, 2, new float[] {1, 2})[0]);
      assertArrayEquals(
          Views.forge(name, 3, new float[][] {{1, 2}, {3, 5}})[0],
          Views.forge(name + ":knowledge=own-gradients", 5, new float[][] {{1, 2}, {3, 5}})[1]);
    }
  }

  @Test
  void theChosenWorkerIsCopied() {
    float[][] rows = {{0, 0}, {1, 0}, {5, 1}};
    assertArrayEquals(rows[1], Views.forge("mimic:worker=1", 5, rows)[1]);
    assertArrayEquals(rows[0], Views.forge("mimic", 5, new float[][] {rows[0], rows[0]})[0]);
    Attack attack = AttackFactory.of("mimic:worker=3");
    assertEquals(
        "mimic: worker must be between 0 and 2 for 3 correct workers, got 3",
        assertThrows(UsageException.class, () -> attack.check(5, 2)).getMessage());
  }

  /** Noise everywhere, but the largest variance lies along the first coordinate. */
  @Test
  void theRowThatStandsOutAlongTheLargestVarianceIsCopied() {
    float[][] rows = Views.rows(7, 14, 100, 0);
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i == 9 ? -60 : 5 * i;
    }
    assertArrayEquals(rows[9], Views.forge("mimic", 25, rows)[3]);
  }

  @Test
  void longRowsAreDroppedAndShorterLiarsPass() {
    assertArrayEquals(
        new float[] {-1.5f, 0},
        Views.forge("anti-cge:factor=0.5", 3, new float[][] {{3, 0}, {1, 0}})[0]);
    float[][] rows = Views.rows(8, 14, 200, 0.5);
    float[] forged = Views.forge("anti-cge:factor=0.99999", 25, rows)[0];
    long longer = 0;
    for (float[] row : rows) {
      longer += square(row, new float[200]) > square(forged, new float[200]) ? 1 : 0;
    }
    assertEquals(11, longer);
    assertEquals(
        "anti-cge: byzantine must be between 1 and 12 for 25 workers, got 13",
        assertThrows(UsageException.class, () -> AttackFactory.of("anti-cge").check(25, 13))
            .getMessage());
  }
}
