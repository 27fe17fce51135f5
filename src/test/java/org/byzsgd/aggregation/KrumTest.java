package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KrumTest {
  private static int choice(int declared, float[]... rows) {
    return new Aggregator(new Krum(declared)).aggregate(Gradients.of(rows)).selected()[0];
  }

  private static float[][] column(double... values) {
    float[][] rows = new float[values.length][];
    for (int i = 0; i < values.length; i++) {
      rows[i] = new float[] {(float) values[i]};
    }
    return rows;
  }

  /** The paper's toy example: V = {0, .02, .14, .26, .38, .5}, U = {-.1 three times}, q = 3. */
  @Test
  void theToyExampleOfThePaper() {
    float[][] rows = column(0, .02, .14, .26, .38, .5, -.1, -.1, -.1);
    double[] scores = new Krum(3).scores(Geometry.of(Gradients.of(rows)));
    assertArrayEquals(
        new double[] {.0304, .0436, .1060, .1440, .2160, .4320, .0244, .0244, .0244}, scores, 1e-7);
    assertEquals(6, choice(3, rows));
    assertEquals(-.1f, new Aggregator(new Krum(3)).aggregate(Gradients.of(rows)).vector()[0], 0);
  }

  /** Two inputs on which variants (unsquared distances, m-q-1 neighbours) choose other rows. */
  @Test
  void squaredDistancesToTheNearestOthersButTwo() {
    float[][] first = {{12, 8}, {11, 6}, {3, 6}, {12, 2}, {3, 4}, {4, 6}, {4, 2}, {9, 2}, {10, 2}};
    float[][] second = {
      {11, 11}, {5, 7}, {3, 5}, {11, 2}, {2, 11}, {12, 5}, {12, 1}, {3, 4}, {9, 2}, {8, 7}
    };
    assertEquals(4, choice(3, first));
    assertEquals(1, choice(3, second));
  }

  @Test
  void tiesGoToTheLowestWorker() {
    assertEquals(1, choice(1, column(9, 2, 2, 2, 2)));
    assertEquals(0, choice(1, column(5, 5, 5, 5, 5)));
  }

  @Test
  void rowsThatAreNotFiniteAreNeverChosen() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e38}) {
      assertEquals(3, choice(2, column(bad, bad, 1, 1.1, 1.2, 1.3, 0.8)));
    }
  }

  @Test
  void theSmallestSystemIsThreeWorkersAndNoByzantineOne() {
    assertEquals(1, choice(0, column(0, 1, 1.5)));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 25, 'krum: declared byzantine must be between 0 and 11 for 25 workers, got 12'",
    "-1, 25, 'krum: declared byzantine must be between 0 and 11 for 25 workers, got -1'",
    "1, 4, 'krum: declared byzantine must be between 0 and 0 for 4 workers, got 1'",
    "0, 2, 'krum: is not defined for 2 workers'",
  })
  void outOfRange(int declared, int workers, String text) {
    assertEquals(
        text,
        assertThrows(UsageException.class, () -> new Krum(declared).check(workers)).getMessage());
  }
}
