package org.byzsgd.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private final Random random = new Random(4);

  private float[][] rows(int m, int d, double center, double spread) {
    float[][] rows = new float[m][d];
    for (float[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = (float) (center + spread * random.nextGaussian());
      }
    }
    return rows;
  }

  /** Coefficients; of sum 1 if {@code total} is 1. */
  private double[][] mixing(int k, int m, double total) {
    double[][] mixing = new double[k][m];
    for (double[] row : mixing) {
      double sum = 0;
      for (int j = 0; j < m; j++) {
        row[j] = random.nextDouble();
        sum += row[j];
      }
      for (int j = 0; j < m; j++) {
        row[j] *= total / sum;
      }
    }
    return mixing;
  }

  private static double squaredDistance(float[][] rows, double[] p, double[] q) {
    double sum = 0;
    for (int k = 0; k < rows[0].length; k++) {
      double difference = 0;
      for (int i = 0; i < p.length; i++) {
        difference += (p[i] - q[i]) * rows[i][k];
      }
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void mixedRowsHaveTheGeometryOfTheCombinations() {
    float[][] rows = rows(7, 50, 1, 2);
    double[][] mixing = {mixing(1, 7, 1)[0], mixing(1, 7, .3)[0], mixing(1, 7, -2)[0]};
    Geometry mixed = Geometry.of(Gradients.of(rows)).mixed(mixing);
    assertEquals(3, mixed.workers());
    for (int i = 0; i < 3; i++) {
      double norm = squaredDistance(rows, mixing[i], new double[7]);
      assertEquals(norm, mixed.squaredNorm(i), 1e-5 * norm);
      for (int j = 0; j < 3; j++) {
        double distance = squaredDistance(rows, mixing[i], mixing[j]);
        assertEquals(distance, mixed.squaredDistance(i, j), 1e-5 * distance);
      }
    }
  }

  @Test
  void mixingTwiceIsMixingByTheProduct() {
    Geometry geometry = Geometry.of(Gradients.of(rows(5, 30, 0, 1)));
    double[][] first = mixing(4, 5, .8);
    double[][] second = mixing(3, 4, 1);
    double[][] product = new double[3][5];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        for (int k = 0; k < 4; k++) {
          product[i][j] += second[i][k] * first[k][j];
        }
      }
    }
    Geometry twice = geometry.mixed(first).mixed(second);
    Geometry once = geometry.mixed(product);
    for (int i = 0; i < 3; i++) {
      assertEquals(once.squaredNorm(i), twice.squaredNorm(i), 1e-9);
      for (int j = 0; j < 3; j++) {
        assertEquals(once.squaredDistance(i, j), twice.squaredDistance(i, j), 1e-9);
      }
    }
  }

  @Test
  void nearRowsFarFromTheOriginKeepTheirDistances() {
    float[][] rows = rows(6, 200, 1000, 1e-2);
    double[][] mixing = mixing(2, 6, 1);
    double exact = squaredDistance(rows, mixing[0], mixing[1]);
    Geometry mixed = Geometry.of(Gradients.of(rows)).mixed(mixing);
    assertEquals(exact, mixed.squaredDistance(0, 1), 1e-4 * exact);
  }

  @Test
  void equalMixturesAreAtDistanceZeroAndNoDistanceIsNegative() {
    float[][] rows = rows(6, 20, 3, 1);
    double[][] mixing = mixing(40, 6, 1);
    mixing[1] = mixing[0].clone();
    for (int i = 2; i < 40; i++) {
      for (int j = 0; j < 6; j++) {
        mixing[i][j] = mixing[0][j] + 1e-13 * mixing[i][j];
      }
    }
    Geometry mixed = Geometry.of(Gradients.of(rows)).mixed(mixing);
    assertEquals(0, mixed.squaredDistance(0, 1));
    for (int i = 0; i < 40; i++) {
      for (int j = 0; j < 40; j++) {
        assertTrue(mixed.squaredDistance(i, j) >= 0);
      }
    }
  }

  @Test
  void aRowThatIsNotFiniteSpoilsOnlyWhatItTakesPartIn() {
    for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, 1e38f}) {
      float[][] rows = {{1, 2}, {bad, 0}, {4, 6}};
      Geometry geometry = Geometry.of(Gradients.of(rows));
      assertArrayEquals(new int[] {0, 2}, geometry.finiteRows());
      Geometry mixed = geometry.mixed(new double[][] {{1, 0, 0}, {.5, .5, 0}, {.5, 0, .5}});
      assertEquals(6.25, mixed.squaredDistance(0, 2), 1e-9);
      assertEquals(INFINITY, mixed.squaredDistance(0, 1));
      assertEquals(INFINITY, mixed.squaredNorm(1));
      assertArrayEquals(
          new double[] {6.25, INFINITY, 6.25},
          geometry.squaredDistancesFrom(new double[] {.5, 0, .5}),
          1e-9);
    }
  }

  /** Squares of floats overflow from 1.8e19 on, and those of differences from half of that on. */
  @Test
  void distancesOfRowsThatCountAsFiniteAreFinite() {
    for (double norm = 1e18; norm < 4e19; norm *= 1.1) {
      float size = (float) norm;
      Geometry geometry = Geometry.of(Gradients.of(new float[][] {{size}, {-size}, {1}, {0}}));
      int[] finite = geometry.finiteRows();
      assertEquals(norm < 6.5e18 ? 4 : 2, finite.length, "size " + size);
      for (int i : finite) {
        for (int j : finite) {
          assertTrue(Double.isFinite(geometry.squaredDistance(i, j)), "size " + size);
        }
      }
      double[] combination = new double[4];
      for (int i : finite) {
        combination[i] = 1.0 / finite.length;
      }
      for (double distance : geometry.squaredDistancesFrom(combination)) {
        assertTrue(distance >= 0, "size " + size + ": " + distance);
      }
    }
  }

  @Test
  void theReferenceIsOneMorePoint() {
    float[][] rows = {{1, 0}, {3, 0}};
    Geometry geometry = Geometry.of(Gradients.of(rows), new float[] {0, 4});
    assertTrue(geometry.hasReference());
    assertArrayEquals(
        new double[] {17, 25}, geometry.squaredDistancesFrom(new double[] {0, 0, 1}), 1e-9);
    Geometry mixed = geometry.mixed(new double[][] {{.5, .5}});
    assertArrayEquals(new double[] {20}, mixed.squaredDistancesFrom(new double[] {0, 1}), 1e-9);
    assertArrayEquals(new double[] {5}, mixed.squaredDistancesFrom(new double[] {.5, .5}), 1e-9);
  }

  @Test
  void anotherNumberOfCoefficientsIsRefused() {
    Geometry geometry = Geometry.of(Gradients.of(new float[2], new float[2]));
    assertThrows(
        IllegalArgumentException.class, () -> geometry.squaredDistancesFrom(new double[3]));
  }
}
