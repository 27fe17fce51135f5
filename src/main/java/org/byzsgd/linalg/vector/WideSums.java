package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF;
import static org.byzsgd.linalg.vector.VectorKernels.HALVES;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/**
 * Sums of rows in double, a block of sums at a time. Half a vector of floats is read and widened to
 * a vector of doubles; five or eight rows meet each sum while it is in a register. Flat for the
 * same reason as {@link MultiplyTiles}.
 */
final class WideSums {
  /** A block of sums; a row is read for 4 kilobytes on end. */
  private static final int BLOCK = 512;

  private WideSums() {}

  static void average(float[][] rows, int from, int to, float[] average) {
    double[] sums = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      int whole = count / HALF * HALF;
      Arrays.fill(sums, 0);
      int i = 0;
      for (; i + 4 < rows.length; i += 5) {
        add5(rows[i], rows[i + 1], rows[i + 2], rows[i + 3], rows[i + 4], start, whole, sums);
      }
      for (; i < rows.length; i++) {
        add1(rows[i], start, whole, sums);
      }
      for (int k = whole; k < count; k++) {
        for (float[] row : rows) {
          sums[k] += row[start + k];
        }
      }
      divide(sums, rows.length);
      narrow(sums, 0, count, average, start);
    }
  }

  /** Writes the weighted sums of {@code count} coordinates to {@code at} on. */
  static void combine(float[][] rows, double[] weights, int from, int count, float[] sum, int at) {
    int[] used = new int[rows.length];
    int some = 0;
    for (int i = 0; i < rows.length; i++) {
      if (weights[i] != 0) {
        used[some++] = i;
      }
    }
    double[] sums = new double[BLOCK];
    for (int done = 0; done < count; done += BLOCK) {
      int width = Math.min(BLOCK, count - done);
      addAll(rows, weights, used, some, from + done, width, sums);
      narrow(sums, 0, width, sum, at + done);
    }
  }

  private static void addAll(
      float[][] rows, double[] weights, int[] used, int some, int start, int width, double[] sums) {
    int whole = width / HALF * HALF;
    Arrays.fill(sums, 0);
    int u = 0;
    for (; u + 7 < some; u += 8) {
      addScaled8(rows, weights, used, u, start, whole, sums);
    }
    for (; u < some; u++) {
      addScaled1(rows[used[u]], weights[used[u]], start, whole, sums);
    }
    for (int k = whole; k < width; k++) {
      for (int i = 0; i < some; i++) {
        sums[k] += weights[used[i]] * rows[used[i]][start + k];
      }
    }
  }

  private static void add5(
      float[] a, float[] b, float[] c, float[] d, float[] e, int at, int count, double[] sums) {
    for (int k = 0; k < count; k += HALF) {
      int from = at + k;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, k);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, a, from)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .add(sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, b, from)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .add(sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, c, from)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .add(sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, d, from)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .add(sum);
      sum =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, e, from)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .add(sum);
      sum.intoArray(sums, k);
    }
  }

  private static void add1(float[] a, int at, int count, double[] sums) {
    for (int k = 0; k < count; k += HALF) {
      ((DoubleVector)
              FloatVector.fromArray(HALVES, a, at + k)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0))
          .add(DoubleVector.fromArray(DOUBLES, sums, k))
          .intoArray(sums, k);
    }
  }

  private static void addScaled8(
      float[][] rows, double[] weights, int[] used, int u, int at, int count, double[] sums) {
    float[] a = rows[used[u + 0]];
    float[] b = rows[used[u + 1]];
    float[] c = rows[used[u + 2]];
    float[] d = rows[used[u + 3]];
    float[] e = rows[used[u + 4]];
    float[] f = rows[used[u + 5]];
    float[] g = rows[used[u + 6]];
    float[] h = rows[used[u + 7]];
    DoubleVector wa = DoubleVector.broadcast(DOUBLES, weights[used[u + 0]]);
    DoubleVector wb = DoubleVector.broadcast(DOUBLES, weights[used[u + 1]]);
    DoubleVector wc = DoubleVector.broadcast(DOUBLES, weights[used[u + 2]]);
    DoubleVector wd = DoubleVector.broadcast(DOUBLES, weights[used[u + 3]]);
    DoubleVector we = DoubleVector.broadcast(DOUBLES, weights[used[u + 4]]);
    DoubleVector wf = DoubleVector.broadcast(DOUBLES, weights[used[u + 5]]);
    DoubleVector wg = DoubleVector.broadcast(DOUBLES, weights[used[u + 6]]);
    DoubleVector wh = DoubleVector.broadcast(DOUBLES, weights[used[u + 7]]);
    for (int k = 0; k < count; k += HALF) {
      int from = at + k;
      DoubleVector sum = DoubleVector.fromArray(DOUBLES, sums, k);
      DoubleVector x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, a, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wa).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, b, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wb).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, c, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wc).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, d, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wd).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, e, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(we).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, f, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wf).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, g, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wg).add(sum);
      x =
          (DoubleVector)
              FloatVector.fromArray(HALVES, h, from)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0);
      sum = x.mul(wh).add(sum);
      sum.intoArray(sums, k);
    }
  }

  private static void addScaled1(float[] a, double weight, int at, int count, double[] sums) {
    DoubleVector w = DoubleVector.broadcast(DOUBLES, weight);
    for (int k = 0; k < count; k += HALF) {
      ((DoubleVector)
              FloatVector.fromArray(HALVES, a, at + k)
                  .reinterpretShape(SPECIES, 0)
                  .convertShape(F2D, DOUBLES, 0))
          .mul(w)
          .add(DoubleVector.fromArray(DOUBLES, sums, k))
          .intoArray(sums, k);
    }
  }

  private static void divide(double[] sums, int divisor) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] /= divisor;
    }
  }

  /**
   * Rounds to float. The floats of one vector of doubles are stored as the lower half of a whole
   * vector, whose upper half the next store overwrites, and the last ones by themselves: a store of
   * half a vector would teach the JVM that vectors to be stored have two sizes, and slow down all
   * kernels by boxing.
   */
  static void narrow(double[] wide, int from, int count, float[] values, int at) {
    int k = 0;
    for (; k + 2 * HALF <= count; k += HALF) {
      ((FloatVector) DoubleVector.fromArray(DOUBLES, wide, from + k).convertShape(D2F, SPECIES, 0))
          .intoArray(values, at + k);
    }
    for (; k < count; k++) {
      values[at + k] = (float) wide[from + k];
    }
  }
}
