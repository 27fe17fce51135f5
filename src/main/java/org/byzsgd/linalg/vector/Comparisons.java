package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF;
import static org.byzsgd.linalg.vector.VectorKernels.HALVES;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;

/** Rows held against one vector, coordinate by coordinate. */
final class Comparisons {
  /** Coordinates that are looked at at a time. */
  private static final int BLOCK = 512;

  private static final float[] NOTHING = new float[BLOCK];

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
    float[] theirs = new float[BLOCK];
    float[] also = new float[BLOCK];
    int count = 0;
    for (int start = from; start < to; start += BLOCK) {
      int width = Math.min(BLOCK, to - start);
      Arrays.fill(theirs, 0);
      for (float[] row : some) {
        mark(row, values, start, width, theirs);
      }
      int found = above(theirs, NOTHING, width);
      if (found > 0) {
        Arrays.fill(also, 0);
        for (float[] row : others) {
          mark(row, values, start, width, also);
        }
        found = above(theirs, also, width);
      }
      count += found;
    }
    return count;
  }

  /** Marks where a row has the values with 1. Masks that are kept would become objects. */
  private static void mark(float[] row, float[] values, int at, int count, float[] marks) {
    int whole = SPECIES.loopBound(count);
    for (int k = 0; k < whole; k += LENGTH) {
      FloatVector value = FloatVector.fromArray(SPECIES, values, at + k);
      FloatVector.fromArray(SPECIES, marks, k)
          .blend(1, FloatVector.fromArray(SPECIES, row, at + k).compare(EQ, value))
          .intoArray(marks, k);
    }
    for (int k = whole; k < count; k++) {
      marks[k] = row[at + k] == values[at + k] ? 1 : marks[k];
    }
  }

  private static int above(float[] marks, float[] others, int count) {
    int above = 0;
    for (int k = 0; k < count; k++) {
      above += marks[k] > others[k] ? 1 : 0;
    }
    return above;
  }
}
