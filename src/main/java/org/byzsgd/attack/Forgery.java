package org.byzsgd.attack;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
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

  /** The inner product over all coordinates, in double. */
  static double product(AdversaryView view, float[] x, float[] y) {
    return products(view, x, new float[][] {y})[0];
  }

  /** The inner products of x and some rows over all coordinates, in double, by one pass. */
  static double[] products(AdversaryView view, float[] x, float[][] rows) {
    return view.coordinates()
        .sum(
            rows.length,
            (from, to, sums) -> {
              for (int i = 0; i < rows.length; i++) {
                sums[i] = product(x, rows[i], from, to);
              }
            });
  }

  /** A number that follows from sums over all coordinates. */
  static double agreed(AdversaryView view, DoubleSupplier number) {
    return view.coordinates().agree(() -> new double[] {number.getAsDouble()})[0];
  }

  /** The squared norms of some rows over all coordinates, in double, by one pass. */
  static double[] squaredNorms(AdversaryView view, float[][] rows) {
    return view.coordinates()
        .sum(
            rows.length,
            (from, to, sums) -> {
              for (int i = 0; i < rows.length; i++) {
                sums[i] = product(rows[i], rows[i], from, to);
              }
            });
  }

  private static double product(float[] x, float[] y, int from, int to) {
    double sum = 0;
    for (int k = from; k < to; k++) {
      sum += (double) x[k] * y[k];
    }
    return sum;
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
