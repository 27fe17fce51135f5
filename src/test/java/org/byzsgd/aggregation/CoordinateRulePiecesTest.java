package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole blocks of coordinates, their rest and single pieces of any length give the same bits. */
class CoordinateRulePiecesTest {
  private static final int DECLARED = 2;
  private static final int PIECE = 50;

  @ParameterizedTest
  @CsvSource({
    "median, 9",
    "median, 40",
    "trimmed-mean, 9",
    "trimmed-mean, 40",
    "meamed, 9",
    "meamed, 40",
    "phocas, 9",
    "phocas, 40",
    "sign-majority, 9"
  })
  void thePlaceOfACoordinateDoesNotMatter(String name, int m) {
    int d = 2 * RowKernels.WIDTH + 77;
    Stream stream = new Seed(5).stream(Purpose.MONTE_CARLO, m, 0);
    float[][] rows = new float[m][d];
    for (float[] row : rows) {
      for (int k = 0; k < d; k++) {
        row[k] = k % 7 == 0 ? stream.nextInt(3) - 1 : (float) stream.nextGaussian();
      }
    }
    CoordinateRule rule = (CoordinateRule) RuleFactory.of(name, DECLARED, m);
    float[] whole = new float[d];
    rule.aggregate(rows, 0, d, whole);
    for (int from = 0; from < d; from += PIECE) {
      int first = from;
      int to = Math.min(from + PIECE, d);
      float[][] pieces =
          Arrays.stream(rows)
              .map(row -> Arrays.copyOfRange(row, first, to))
              .toArray(float[][]::new);
      float[] piece = new float[to - from];
      rule.aggregate(pieces, 0, piece.length, piece);
      assertArrayEquals(Arrays.copyOfRange(whole, from, to), piece, "from " + from);
    }
  }
}
