package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.F2D;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF;
import static org.byzsgd.linalg.vector.VectorKernels.HALVES;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Several weighted sums of the same rows: a product of matrices, strip by strip. A strip is widened
 * to double once, then each tile keeps five sums of two vectors of it in registers. Weights of 0
 * are multiplied like all others, which changes no sum of finite numbers; a strip that holds others
 * is left to {@link WideSums}. Flat for the same reason as {@link MultiplyTiles}.
 */
final class MixingTiles {
  /** Coordinates of a strip: 25 widened rows of it fit the first-level cache. */
  private static final int STRIP = 64;

  private static final int TILE = 5;

  private MixingTiles() {}

  static void mix(float[][] rows, double[][] matrix, int from, int count, float[][] sums) {
    int m = rows.length;
    int mixtures = matrix.length;
    double[] weights = weights(matrix, m);
    double[] wide = new double[m * STRIP];
    double[] totals = new double[weights.length / m * STRIP];
    for (int start = 0; start < count; start += STRIP) {
      int width = Math.min(STRIP, count - start);
      if (widen(rows, from + start, width, wide)) {
        for (int i = 0; i < mixtures; i += TILE) {
          for (int k = 0; k < STRIP; k += 2 * HALF) {
            tile(weights, i * m, m, wide, k, totals, i * STRIP + k);
          }
        }
        for (int i = 0; i < mixtures; i++) {
          WideSums.narrow(totals, i * STRIP, width, sums[i], start);
        }
      } else {
        for (int i = 0; i < mixtures; i++) {
          WideSums.combine(rows, matrix[i], from + start, width, sums[i], start);
        }
      }
    }
  }

  /** The weights row by row, and zeros until tiles are full. */
  private static double[] weights(double[][] matrix, int m) {
    double[] weights = new double[(matrix.length + TILE - 1) / TILE * TILE * m];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, weights, i * m, m);
    }
    return weights;
  }

  /** Widens a strip; returns whether all its numbers are finite. */
  private static boolean widen(float[][] rows, int at, int width, double[] wide) {
    int whole = width / HALF * HALF;
    double[] checks = new double[HALF];
    for (int j = 0; j < rows.length; j++) {
      widen(rows[j], at, whole, wide, j * STRIP, checks);
      for (int k = whole; k < width; k++) {
        wide[j * STRIP + k] = rows[j][at + k];
        checks[0] += 0 * rows[j][at + k];
      }
    }
    double check = 0;
    for (double one : checks) {
      check += one;
    }
    return check == 0;
  }

  /** A number minus itself, like 0 times it, is 0, or NaN if it is not finite. */
  private static void widen(
      float[] row, int at, int whole, double[] wide, int to, double[] checks) {
    DoubleVector check = DoubleVector.fromArray(DOUBLES, checks, 0);
    for (int k = 0; k < whole; k += HALF) {
      DoubleVector x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, row, at + k)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      x.intoArray(wide, to + k);
      check = x.sub(x).add(check);
    }
    DoubleVector.zero(DOUBLES).add(check).intoArray(checks, 0);
  }

  /** Five weighted sums of two vectors; {@code at} is the place of the first weight. */
  private static void tile(
      double[] weights, int at, int m, double[] wide, int column, double[] totals, int to) {
    DoubleVector zero = DoubleVector.zero(DOUBLES);
    DoubleVector a0 = zero, a1 = zero;
    DoubleVector b0 = zero, b1 = zero;
    DoubleVector c0 = zero, c1 = zero;
    DoubleVector d0 = zero, d1 = zero;
    DoubleVector e0 = zero, e1 = zero;
    for (int j = 0; j < m; j++) {
      DoubleVector x = DoubleVector.fromArray(DOUBLES, wide, j * STRIP + column);
      DoubleVector y = DoubleVector.fromArray(DOUBLES, wide, j * STRIP + column + HALF);
      DoubleVector w = DoubleVector.broadcast(DOUBLES, weights[at + j]);
      a0 = x.mul(w).add(a0);
      a1 = y.mul(w).add(a1);
      w = DoubleVector.broadcast(DOUBLES, weights[at + m + j]);
      b0 = x.mul(w).add(b0);
      b1 = y.mul(w).add(b1);
      w = DoubleVector.broadcast(DOUBLES, weights[at + 2 * m + j]);
      c0 = x.mul(w).add(c0);
      c1 = y.mul(w).add(c1);
      w = DoubleVector.broadcast(DOUBLES, weights[at + 3 * m + j]);
      d0 = x.mul(w).add(d0);
      d1 = y.mul(w).add(d1);
      w = DoubleVector.broadcast(DOUBLES, weights[at + 4 * m + j]);
      e0 = x.mul(w).add(e0);
      e1 = y.mul(w).add(e1);
    }
    zero.add(a0).intoArray(totals, to);
    zero.add(a1).intoArray(totals, to + HALF);
    zero.add(b0).intoArray(totals, to + STRIP);
    zero.add(b1).intoArray(totals, to + STRIP + HALF);
    zero.add(c0).intoArray(totals, to + 2 * STRIP);
    zero.add(c1).intoArray(totals, to + 2 * STRIP + HALF);
    zero.add(d0).intoArray(totals, to + 3 * STRIP);
    zero.add(d1).intoArray(totals, to + 3 * STRIP + HALF);
    zero.add(e0).intoArray(totals, to + 4 * STRIP);
    zero.add(e1).intoArray(totals, to + 4 * STRIP + HALF);
  }
}
