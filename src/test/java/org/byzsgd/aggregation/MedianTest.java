package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MedianTest {
  private static float[] median(float[]... rows) {
    return new Aggregator(new Median(0)).aggregate(Gradients.of(rows)).vector();
  }

  /** The paper's toy example. */
  @Test
  void theToyExampleOfThePaper() {
    assertArrayEquals(new float[] {-.1f}, median(col(-4), col(-2), col(-.1f), col(.1f), col(.3f)));
  }

  @Test
  void anEvenNumberOfRowsGivesTheMeanOfTheTwoMiddleOnes() {
    assertArrayEquals(new float[] {2.5f}, median(col(9), col(2), col(3), col(-1)));
    assertArrayEquals(new float[] {3e38f}, median(col(3e38f), col(3e38f)));
  }

  /** Against sorting, for every number of rows, over a width that is no multiple of a block. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 16, 25, 50, 99, 128, 129})
  void equalsSorting(int m) {
    int d = 2 * RowKernels.WIDTH + 77;
    Stream stream = new Seed(3).stream(Purpose.MONTE_CARLO, m, 0);
    float[][] rows = new float[m][d];
    for (float[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = k % 7 == 0 ? stream.nextInt(3) - 1 : (float) stream.nextGaussian();
      }
    }
    float[] expected = new float[d];
    for (int k = 0; k < d; k++) {
      float[] column = new float[m];
      for (int i = 0; i < m; i++) {
        column[i] = rows[i][k];
      }
      Arrays.sort(column);
      expected[k] = (column[(m - 1) / 2] + column[m / 2]) / 2;
    }
    assertArrayEquals(expected, median(rows), 1e-7f);
  }

  @Test
  void nonFiniteRowsBelowHalfDoNotReachTheMiddle() {
    float bad = Float.NaN;
    float negative = Float.intBitsToFloat(0xFFC00000);
    assertArrayEquals(col(2), median(col(bad), col(bad), col(2), col(1), col(0)));
    assertArrayEquals(col(0), median(col(negative), col(negative), col(2), col(1), col(0)));
    assertArrayEquals(
        col(1), median(col(bad), col(Float.NEGATIVE_INFINITY), col(2), col(1), col(0)));
  }

  @Test
  void halfOrMoreDeclaredIsRefused() {
    assertEquals(
        "median: declared byzantine must be between 0 and 12 for 25 workers, got 13",
        assertThrows(UsageException.class, () -> new Median(13).check(25)).getMessage());
  }

  private static float[] col(float value) {
    return new float[] {value};
  }
}
