package org.byzsgd.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowKernelsTest {
  private final RowKernels plain = KernelSelection.choose("plain").rows();
  private final RowKernels vector = KernelSelection.choose("vector").rows();
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
      plain.distances(rows, from, to, expected);
      vector.distances(rows, from, to, actual);
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
      vector.distances(rows, 0, 5000, sums);
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
    vector.distances(new float[][] {row, row.clone()}, 0, 4000, sums);
    assertEquals(0, sums[1]);
  }

  @Test
  void notANumberStaysWithItsRow() {
    float[][] rows = rows(7, 2000, 0, 1);
    rows[2][1999] = Float.NaN;
    rows[4][0] = Float.POSITIVE_INFINITY;
    for (RowKernels kernels : new RowKernels[] {plain, vector}) {
      double[] sums = new double[49];
      kernels.distances(rows, 0, 2000, sums);
      for (int i = 0; i < 7; i++) {
        for (int j = i; j < 7; j++) {
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

  /** Rows with ties, zeros of both signs, and some values that are no numbers. */
  private float[][] mixedRows(int m, int d) {
    float[][] rows = rows(m, d, 0, 1);
    float[] odd = {0f, -0f, 1, 1e38f, Float.NaN, Float.intBitsToFloat(-1), Float.NEGATIVE_INFINITY};
    for (int t = 0; t < m * d / 3; t++) {
      rows[random.nextInt(m)][random.nextInt(d)] = odd[random.nextInt(t % 4 == 0 ? odd.length : 3)];
    }
    return rows;
  }

  /** Small whole numbers, so that rows meet often, with what compares unlike its bits. */
  @Test
  void coordinatesOfSomeRowsAloneAreCountedAsByDefinition() {
    float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, -0f, 0f};
    for (int trial = 0; trial < 60; trial++) {
      int d = 1 + random.nextInt(100);
      float[][] some = whole(1 + random.nextInt(3), d);
      float[][] others = whole(1 + random.nextInt(4), d);
      float[] values = whole(1, d)[0];
      for (float[] row : new float[][] {some[0], others[0], values}) {
        row[random.nextInt(d)] = odd[random.nextInt(odd.length)];
      }
      int from = random.nextInt(d);
      int to = from + 1 + random.nextInt(d - from);
      long expected =
          IntStream.range(from, to)
              .filter(k -> Arrays.stream(some).anyMatch(row -> row[k] == values[k]))
              .filter(k -> Arrays.stream(others).noneMatch(row -> row[k] == values[k]))
              .count();
      assertEquals(expected, plain.only(some, others, from, to, values));
      assertEquals(expected, vector.only(some, others, from, to, values));
    }
  }

  private float[][] whole(int m, int d) {
    float[][] rows = new float[m][d];
    for (float[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = random.nextInt(5) - 2;
      }
    }
    return rows;
  }

  @Test
  void sumsOfRowsGiveTheSameBitsInBothAndAgreeWithDoubles() {
    for (int trial = 0; trial < 60; trial++) {
      int m = 1 + random.nextInt(30);
      int d = 1 + random.nextInt(1500);
      float[][] rows = rows(m, d, 0, 1);
      int from = random.nextInt(d);
      int to = from + 1 + random.nextInt(d - from);
      double[][] matrix = new double[3][m];
      for (double[] weights : matrix) {
        Arrays.setAll(weights, i -> random.nextInt(3) == 0 ? 0 : random.nextGaussian());
      }
      int unused = random.nextInt(m);
      for (double[] weights : matrix) {
        weights[unused] = 0;
      }
      float[] expected = new float[d];
      float[] actual = new float[d];
      plain.average(rows, from, to, expected);
      vector.average(rows, from, to, actual);
      assertArrayEquals(expected, actual);
      plain.majority(rows, from, to, expected);
      vector.majority(rows, from, to, actual);
      assertArrayEquals(expected, actual);
      double[][] expectedSums = new double[2][to - from];
      double[][] actualSums = new double[2][to - from];
      plain.deviations(rows, expected, from, to - from, expectedSums[0], expectedSums[1]);
      vector.deviations(rows, expected, from, to - from, actualSums[0], actualSums[1]);
      assertArrayEquals(expectedSums, actualSums);
      double[] numbers = random.doubles(to - from, -2, 2).toArray();
      double[] low = random.doubles(d, -2, 0).toArray();
      double[] high = random.doubles(d, 0, 2).toArray();
      plain.addClipped(numbers, low, high, from, to - from, expectedSums[0]);
      vector.addClipped(numbers, low, high, from, to - from, actualSums[0]);
      assertArrayEquals(expectedSums[0], actualSums[0]);
      rows[unused] = new float[d];
      Arrays.fill(rows[unused], Float.NaN);
      plain.combine(rows, matrix[0], from, to, expected);
      vector.combine(rows, matrix[0], from, to, actual);
      assertArrayEquals(expected, actual);
      float[][] mixed = new float[3][to - from];
      float[][] same = new float[3][to - from];
      plain.mix(rows, matrix, from, to - from, mixed);
      vector.mix(rows, matrix, from, to - from, same);
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(mixed[i], same[i]);
      }
      assertArrayEquals(Arrays.copyOfRange(expected, from, to), mixed[0]);
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += i == unused ? 0 : matrix[1][i] * rows[i][from];
      }
      assertEquals(sum, mixed[1][0], 1e-5);
    }
  }

  @Test
  void mixturesGiveTheSameBitsInBothWhateverTheRowsHold() {
    for (int trial = 0; trial < 40; trial++) {
      int m = 1 + random.nextInt(30);
      int d = 1 + random.nextInt(400);
      // Of odd trials some rows are not finite, in some strips only.
      float[][] rows = rows(m, d, 0, 1);
      for (int t = 0; t < trial % 2 * 3; t++) {
        rows[random.nextInt(m)][random.nextInt(d)] = t == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
      }
      double[][] matrix = new double[1 + random.nextInt(12)][m];
      for (double[] weights : matrix) {
        Arrays.setAll(weights, i -> random.nextInt(3) == 0 ? 0 : random.nextGaussian());
      }
      int from = random.nextInt(d);
      int count = d - from;
      float[][] expected = new float[matrix.length][count + 1];
      float[][] actual = new float[matrix.length][count + 1];
      plain.mix(rows, matrix, from, count, expected);
      vector.mix(rows, matrix, from, count, actual);
      float[] one = new float[d];
      for (int i = 0; i < matrix.length; i++) {
        assertArrayEquals(expected[i], actual[i]);
        vector.combine(rows, matrix[i], from, d, one);
        assertArrayEquals(Arrays.copyOfRange(one, from, d + 1), actual[i]);
      }
    }
  }

  @Test
  void orderedValuesGiveTheSameBitsInBothAndAreOrdered() {
    for (int m : new int[] {1, 2, 3, 7, 10, 15, 16, 17, 25, 40, 70, 128}) {
      float[][] rows = mixedRows(m, RowKernels.WIDTH + 7);
      SelectionNetwork all = SelectionNetwork.ranks(m, 0, m - 1);
      for (int count : new int[] {RowKernels.WIDTH, 13}) {
        int[][] expected = new int[m][RowKernels.WIDTH];
        int[][] actual = new int[m][RowKernels.WIDTH];
        plain.select(all, rows, 5, count, expected);
        vector.select(all, rows, 5, count, actual);
        float[][] ranks = new float[m][count + 1];
        for (int rank = 0; rank < m; rank++) {
          plain.values(expected[all.place(rank)], ranks[rank], 1, count);
          float[] same = new float[count + 1];
          vector.values(actual[all.place(rank)], same, 1, count);
          for (int k = 1; k <= count; k++) {
            assertEquals(Float.floatToRawIntBits(ranks[rank][k]), Float.floatToRawIntBits(same[k]));
          }
        }
        for (int k = 0; k < count; k++) {
          int[] keys = new int[m];
          for (int i = 0; i < m; i++) {
            int bits = Float.floatToRawIntBits(rows[i][5 + k]);
            keys[i] = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
          }
          Arrays.sort(keys);
          for (int rank = 0; rank < m; rank++) {
            assertEquals(keys[rank], expected[all.place(rank)][k]);
          }
        }
      }
    }
  }

  @Test
  void mediansHaveTheSameBitsInBothAndAreTheMiddleOfTheSortedValues() {
    for (int m : IntStream.concat(IntStream.rangeClosed(1, 36), IntStream.of(50, 101)).toArray()) {
      SelectionNetwork halves = SelectionNetwork.halves(m);
      for (int count : new int[] {RowKernels.WIDTH, 13}) {
        int from = 5;
        float[][] rows = mixedRows(m, from + RowKernels.WIDTH + 2);
        float[] expected = new float[from + count + 1];
        float[] actual = new float[from + count + 1];
        int[][] keys = new int[m][RowKernels.WIDTH];
        int[][] middle = new int[2][RowKernels.WIDTH];
        plain.medians(halves, rows, from, count, keys, middle, expected);
        vector.medians(halves, rows, from, count, keys, middle, actual);
        for (int k = 0; k <= from + count; k++) {
          assertEquals(bits(expected[k]), bits(actual[k]), m + " rows, coordinate " + k);
          assertEquals(bits(k < from || k == from + count ? 0 : median(rows, k)), bits(actual[k]));
        }
      }
    }
  }

  private static float median(float[][] rows, int coordinate) {
    int m = rows.length;
    int[] keys = new int[m];
    for (int i = 0; i < m; i++) {
      int bits = Float.floatToRawIntBits(rows[i][coordinate]);
      keys[i] = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
    }
    Arrays.sort(keys);
    float upper = value(keys[m / 2]);
    return m % 2 == 1 ? upper : 0.5f * value(keys[m / 2 - 1]) + 0.5f * upper;
  }

  private static float value(int key) {
    return Float.intBitsToFloat(key >= 0 ? key : key ^ Integer.MAX_VALUE);
  }

  /** All NaN are one: kernels may differ in their payload once they have computed with it. */
  private static int bits(float value) {
    return Float.floatToIntBits(value);
  }

  @Test
  void averagesOfOrderedValuesGiveTheSameBitsInBoth() {
    for (int m : new int[] {1, 2, 5, 15, 25, 40}) {
      float[][] rows = mixedRows(m, RowKernels.WIDTH);
      SelectionNetwork all = SelectionNetwork.ranks(m, 0, m - 1);
      int[][] keys = new int[m][RowKernels.WIDTH];
      plain.select(all, rows, 0, RowKernels.WIDTH, keys);
      for (int kept = 1; kept <= m; kept++) {
        double[] expected = new double[RowKernels.WIDTH];
        double[] actual = new double[RowKernels.WIDTH];
        int[] places = all.places((m - 1) / 2, m / 2);
        plain.average(keys, places, expected);
        vector.average(keys, places, actual);
        assertArrayEquals(expected, actual);
        plain.averageNear(keys, all.places(0, m - 1), expected, kept, expected);
        vector.averageNear(keys, all.places(0, m - 1), actual, kept, actual);
        assertArrayEquals(expected, actual);
        float[] narrow = new float[50];
        float[] same = new float[50];
        plain.narrow(expected, narrow, 3, 45);
        vector.narrow(actual, same, 3, 45);
        assertArrayEquals(narrow, same);
      }
    }
  }

  /** The lowest values are equal and many: nearer ones must not be missed behind them. */
  @Test
  void manyEqualValuesFarFromTheCentreAreLeft() {
    float[] values = {1, 1, 1, 1, 5, 5, 5, 9, 9};
    float[][] rows = new float[values.length][RowKernels.WIDTH];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(rows[i], values[i]);
    }
    SelectionNetwork all = SelectionNetwork.ranks(9, 0, 8);
    for (RowKernels kernels : new RowKernels[] {plain, vector}) {
      int[][] keys = new int[9][RowKernels.WIDTH];
      double[] average = new double[RowKernels.WIDTH];
      kernels.select(all, rows, 0, RowKernels.WIDTH, keys);
      kernels.average(keys, all.places(4, 4), average);
      kernels.averageNear(keys, all.places(0, 8), average, 3, average);
      assertEquals(5, average[0]);
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
