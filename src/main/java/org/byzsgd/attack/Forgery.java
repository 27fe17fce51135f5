package org.byzsgd.attack;

import java.util.Arrays;
import org.byzsgd.linalg.CoordinateBlocks;

/** How most attacks put their rows together. */
final class Forgery {
  private Forgery() {}

  /** All q Byzantine workers send one row. */
  static float[][] sentByAll(AdversaryView view, float[] row) {
    float[][] rows = new float[view.byzantine().length][];
    Arrays.fill(rows, row);
    return rows;
  }

  /** A factor times x, a new array; 0 is always +0. */
  static float[] multiple(double factor, float[] x) {
    float[] product = new float[x.length];
    CoordinateBlocks.forEach(
        x.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            product[k] = (float) (factor * x[k]) + 0f;
          }
        });
    return product;
  }

  /** The row x + factor y, a new array. */
  static float[] sum(float[] x, double factor, float[] y) {
    float[] sum = new float[x.length];
    CoordinateBlocks.forEach(
        x.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            sum[k] = (float) (x[k] + factor * y[k]);
          }
        });
    return sum;
  }

  /** The inner product, in double. */
  static double product(float[] x, float[] y) {
    return CoordinateBlocks.sum(
        x.length,
        1,
        (from, to, sums) -> {
          for (int k = from; k < to; k++) {
            sums[0] += (double) x[k] * y[k];
          }
        })[0];
  }

  /** The sign of each coordinate: -1, 0 or 1. */
  static float[] signs(float[] x) {
    float[] signs = new float[x.length];
    for (int k = 0; k < x.length; k++) {
      signs[k] = Math.signum(x[k]);
    }
    return signs;
  }
}
