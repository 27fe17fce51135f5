package org.byzsgd.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairSumsTest {
  private final Kernels plain = KernelSelection.choose("plain");
  private final Kernels vector = KernelSelection.choose("vector");
  private final Random random = new Random(6);

  @Test
  void bothGiveTheSameBitsForAnyRowsAndRange() {
    for (int trial = 0; trial < 60; trial++) {
      int m = 1 + random.nextInt(30);
      int d = random.nextInt(3000);
      float[][] rows = rows(m, d, 0, 1);
      int from = random.nextInt(d + 1);
      int to = from + random.nextInt(d - from + 1);
      double[] start = new double[m * m];
      Arrays.setAll(start, k -> random.nextDouble());
      double[] expected = start.clone();
      double[] actual = start.clone();
      plain.differences(rows, from, to, expected);
      vector.differences(rows, from, to, actual);
      assertArrayEquals(expected, actual, 0);
      plain.products(rows, from, to, expected);
      vector.products(rows, from, to, actual);
      assertArrayEquals(expected, actual, 0);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < i; j++) {
          assertEquals(start[i * m + j], actual[i * m + j]);
        }
      }
    }
  }

  @Test
  void distancesAgreeWithDoublesEvenOfNearRowsFarFromTheOrigin() {
    for (double spread : new double[] {1, 1e-2, 1e-4}) {
      float[][] rows = rows(9, 5000, 1, spread);
      double[] sums = new double[81];
      vector.differences(rows, 0, 5000, sums);
      for (int i = 0; i < 9; i++) {
        for (int j = i + 1; j < 9; j++) {
          double exact = 0;
          for (int k = 0; k < 5000; k++) {
            double difference = (double) rows[i][k] - rows[j][k];
            exact += difference * difference;
          }
          assertEquals(exact, sums[i * 9 + j], 1e-6 * exact);
        }
      }
    }
  }

  @Test
  void equalRowsAreAtDistanceZero() {
    float[] row = rows(1, 4000, 100, 1)[0];
    double[] sums = new double[4];
    vector.differences(new float[][] {row, row.clone()}, 0, 4000, sums);
    assertEquals(0, sums[1]);
  }

  @Test
  void innerProductsAgreeWithDoubles() {
    float[][] rows = rows(6, 5000, 0, 1);
    double[] sums = new double[36];
    vector.products(rows, 0, 5000, sums);
    for (int i = 0; i < 6; i++) {
      for (int j = i; j < 6; j++) {
        double exact = 0;
        for (int k = 0; k < 5000; k++) {
          exact += (double) rows[i][k] * rows[j][k];
        }
        assertEquals(exact, sums[i * 6 + j], 5000 * 1e-6);
      }
    }
  }

  @Test
  void notANumberStaysWithItsRow() {
    float[][] rows = rows(7, 2000, 0, 1);
    rows[2][1999] = Float.NaN;
    rows[4][0] = Float.POSITIVE_INFINITY;
    for (Kernels kernels : new Kernels[] {plain, vector}) {
      double[] sums = new double[49];
      kernels.differences(rows, 0, 2000, sums);
      for (int i = 0; i < 7; i++) {
        for (int j = i + 1; j < 7; j++) {
          double sum = sums[i * 7 + j];
          if (i == 2 || j == 2) {
            assertTrue(Double.isNaN(sum));
          } else if (i == 4 || j == 4) {
            assertEquals(Double.POSITIVE_INFINITY, sum);
          } else {
            assertTrue(Double.isFinite(sum));
          }
        }
      }
    }
  }

  @Test
  void keysOrderFloatsTotallyAndComeBack() {
    float[] values = new float[37];
    for (int k = 0; k < values.length; k++) {
      values[k] = Float.intBitsToFloat(random.nextInt());
    }
    float[] corners = {
      Float.intBitsToFloat(-1),
      Float.NEGATIVE_INFINITY,
      -1,
      -0f,
      0f,
      1,
      1e38f,
      Float.POSITIVE_INFINITY,
      Float.intBitsToFloat(0x7FFFFFFF)
    };
    System.arraycopy(corners, 0, values, 5, corners.length);
    for (Kernels kernels : new Kernels[] {plain, vector}) {
      int[] keys = new int[32];
      kernels.keys(values, 5, keys, 32);
      for (int k = 1; k < corners.length; k++) {
        assertTrue(keys[k - 1] < keys[k]);
      }
      float[] back = new float[32];
      kernels.values(keys, back, 32);
      for (int k = 0; k < 32; k++) {
        assertEquals(Float.floatToRawIntBits(values[5 + k]), Float.floatToRawIntBits(back[k]));
      }
    }
  }

  private float[][] rows(int m, int d, double center, double spread) {
    float[][] rows = new float[m][d];
    for (float[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = (float) (center + spread * random.nextGaussian());
      }
    }
    return rows;
  }
}
