package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.F2D;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF;
import static org.byzsgd.linalg.vector.VectorKernels.HALVES;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** Rows held against one vector, coordinate by coordinate. */
final class Comparisons {
  private Comparisons() {}

  /** Adds the deviations of a row, and their squares, in the coordinates at .. at + count - 1. */
  static void addDeviations(
      float[] row, float[] center, int at, int count, double[] sums, double[] squares) {
    int whole = count / HALF * HALF;
    for (int k = 0; k < whole; k += HALF) {
      DoubleVector shifted =
          ((DoubleVector)
                  FloatVector.fromArray(HALVES, row, at + k)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0))
              .sub(
                  FloatVector.fromArray(HALVES, center, at + k)
                      .reinterpretShape(SPECIES, 0)
                      .convertShape(F2D, DOUBLES, 0));
      shifted.add(DoubleVector.fromArray(DOUBLES, sums, k)).intoArray(sums, k);
      shifted.mul(shifted).add(DoubleVector.fromArray(DOUBLES, squares, k)).intoArray(squares, k);
    }
    for (int k = whole; k < count; k++) {
      double shifted = (double) row[at + k] - center[at + k];
      sums[k] += shifted;
      squares[k] += shifted * shifted;
    }
  }

  /** Compilers do not vectorize minima and maxima of doubles by themselves. */
  static void addClipped(
      double[] numbers, double[] low, double[] high, int at, int count, double[] sums) {
    int whole = DOUBLES.loopBound(count);
    for (int k = 0; k < whole; k += HALF) {
      DoubleVector.fromArray(DOUBLES, high, at + k)
          .min(DoubleVector.fromArray(DOUBLES, numbers, k))
          .max(DoubleVector.fromArray(DOUBLES, low, at + k))
          .add(DoubleVector.fromArray(DOUBLES, sums, k))
          .intoArray(sums, k);
    }
    for (int k = whole; k < count; k++) {
      sums[k] += Math.max(low[at + k], Math.min(high[at + k], numbers[k]));
    }
  }

  static int count(float[][] some, float[][] others, int from, int to, float[] values) {
    int whole = from + SPECIES.loopBound(to - from);
    int count = 0;
    for (int k = from; k < whole; k += LENGTH) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, k);
      VectorMask<Float> found = has(some, k, value);
      if (found.anyTrue()) {
        count += found.andNot(has(others, k, value)).trueCount();
      }
    }
    for (int k = whole; k < to; k++) {
      count += has(some, k, values[k]) && !has(others, k, values[k]) ? 1 : 0;
    }
    return count;
  }

  /**
   * The first row is compared by itself, and again at the end: of the mask a loop carried the JIT
   * does not know the exact class.
   */
  private static VectorMask<Float> has(float[][] rows, int at, FloatVector value) {
    if (rows.length == 0) {
      return SPECIES.maskAll(false);
    }
    VectorMask<Float> one =
        FloatVector.fromArray(SPECIES, rows[0], at).compare(VectorOperators.EQ, value);
    VectorMask<Float> found = one;
    for (int i = 1; i < rows.length; i++) {
      found =
          FloatVector.fromArray(SPECIES, rows[i], at).compare(VectorOperators.EQ, value).or(found);
    }
    return one.or(found);
  }

  private static boolean has(float[][] rows, int at, float value) {
    for (float[] row : rows) {
      if (row[at] == value) {
        return true;
      }
    }
    return false;
  }
}
