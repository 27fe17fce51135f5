package org.byzsgd.aggregation;

import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;

/** Sums over all coordinates in double, and scaled sums of vectors; in parallel over blocks. */
final class Sums {
  private Sums() {}

  /** The inner products of pairs of vectors. */
  static double[] products(Coordinates coordinates, float[][] left, float[][] right) {
    return coordinates.sum(
        left.length,
        (from, to, sums) -> {
          for (int i = 0; i < left.length; i++) {
            sums[i] += product(left[i], right[i], from, to);
          }
        });
  }

  /** Four sums side by side, since each waits for its last addition. */
  private static double product(float[] left, float[] right, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int k = from;
    for (; k + 3 < to; k += 4) {
      a += (double) left[k] * right[k];
      b += (double) left[k + 1] * right[k + 1];
      c += (double) left[k + 2] * right[k + 2];
      d += (double) left[k + 3] * right[k + 3];
    }
    for (; k < to; k++) {
      a += (double) left[k] * right[k];
    }
    return (a + b) + (c + d);
  }

  /** Writes left + factor * right; the target may be one of the two. */
  static void add(float[] left, float[] right, double factor, float[] out) {
    CoordinateBlocks.forEach(
        out.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            out[k] = (float) (left[k] + factor * right[k]);
          }
        });
  }
}
