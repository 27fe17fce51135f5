package org.byzsgd.aggregation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.linalg.CoordinateBlocks;

/**
 * What pre-aggregations made of the rows: k rows that are either some of the m received ones, or
 * linear combinations of them, which are computed a block of coordinates at a time.
 */
final class Mixing {
  /** Coordinates combined at a time: a few dozen combined rows stay in the second-level cache. */
  private static final int WIDTH = 512;

  private final int received;
  private final int[] picked;
  private final double[][] matrix;

  private Mixing(int received, int[] picked, double[][] matrix) {
    this.received = received;
    this.picked = picked;
    this.matrix = matrix;
  }

  /** A kernel on a block of coordinates of some rows. */
  @FunctionalInterface
  interface Kernel {
    void run(float[][] rows, int from, int to, float[] aggregate);
  }

  /** The m received rows themselves. */
  static Mixing none(int received) {
    return new Mixing(received, IntStream.range(0, received).toArray(), null);
  }

  /** These rows mixed once more. */
  Mixing then(double[][] next) {
    return new Mixing(
        received, null, Arrays.stream(next).map(this::collapse).toArray(double[][]::new));
  }

  /** Some of these rows. */
  Mixing choose(int[] rows) {
    return matrix == null
        ? new Mixing(received, Arrays.stream(rows).map(i -> picked[i]).toArray(), null)
        : new Mixing(
            received, null, Arrays.stream(rows).mapToObj(i -> matrix[i]).toArray(double[][]::new));
  }

  /** The received rows that take part, in order. */
  int[] used() {
    return matrix == null
        ? Arrays.stream(picked).sorted().toArray()
        : IntStream.range(0, received)
            .filter(j -> Arrays.stream(matrix).anyMatch(row -> row[j] != 0))
            .toArray();
  }

  /** Weights of these rows as weights of the received ones. */
  double[] collapse(double[] weights) {
    double[] all = new double[received];
    if (matrix == null) {
      for (int i = 0; i < picked.length; i++) {
        all[picked[i]] += weights[i];
      }
      return all;
    }
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < received; j++) {
        all[j] += weights[i] * matrix[i][j];
      }
    }
    return all;
  }

  /** Runs a kernel on these rows, in parallel over blocks of coordinates. */
  void forEachBlock(float[][] rows, float[] out, Kernel kernel) {
    if (matrix == null) {
      float[][] own = Arrays.stream(picked).mapToObj(i -> rows[i]).toArray(float[][]::new);
      CoordinateBlocks.forEach(out.length, (from, to) -> kernel.run(own, from, to, out));
    } else {
      CoordinateBlocks.forEach(out.length, (from, to) -> mixAndRun(rows, from, to, out, kernel));
    }
  }

  private void mixAndRun(float[][] rows, int from, int to, float[] out, Kernel kernel) {
    float[][] mixed = new float[matrix.length][WIDTH];
    double[][] wide = new double[rows.length][WIDTH];
    float[] aggregate = new float[WIDTH];
    double[] sums = new double[WIDTH];
    int[] used = used();
    for (int start = from; start < to; start += WIDTH) {
      int width = Math.min(WIDTH, to - start);
      for (int j : used) {
        widen(rows[j], start, width, wide[j]);
      }
      for (int i = 0; i < matrix.length; i++) {
        combine(wide, matrix[i], width, sums, mixed[i]);
      }
      kernel.run(mixed, 0, width, aggregate);
      System.arraycopy(aggregate, 0, out, start, width);
    }
  }

  /** Once a block and row: compilers do not vectorize loops that convert as they sum. */
  private static void widen(float[] row, int from, int width, double[] wide) {
    for (int k = 0; k < width; k++) {
      wide[k] = row[from + k];
    }
  }

  private static void combine(
      double[][] wide, double[] weights, int width, double[] sums, float[] out) {
    Arrays.fill(sums, 0, width, 0);
    for (int i = 0; i < wide.length; i++) {
      if (weights[i] != 0) {
        addScaled(weights[i], wide[i], width, sums);
      }
    }
    for (int k = 0; k < width; k++) {
      out[k] = (float) sums[k];
    }
  }

  private static void addScaled(double weight, double[] row, int width, double[] sums) {
    for (int k = 0; k < width; k++) {
      sums[k] += weight * row[k];
    }
  }

  /** The sum of w_i x_i, in parallel over blocks of coordinates. */
  static void combine(float[][] rows, double[] weights, float[] out) {
    CoordinateBlocks.forEach(
        out.length,
        (from, to) -> {
          double[] sums = new double[WIDTH];
          for (int start = from; start < to; start += WIDTH) {
            combine(rows, weights, start, Math.min(WIDTH, to - start), sums, out);
          }
        });
  }

  /** The sum of w_i x_i in the order of the rows, in double; rows of weight 0 are not looked at. */
  private static void combine(
      float[][] rows, double[] weights, int from, int width, double[] sums, float[] out) {
    Arrays.fill(sums, 0, width, 0);
    for (int i = 0; i < rows.length; i++) {
      double weight = weights[i];
      if (weight == 0) {
        continue;
      }
      float[] row = rows[i];
      for (int k = 0; k < width; k++) {
        sums[k] += weight * row[from + k];
      }
    }
    for (int k = 0; k < width; k++) {
      out[from + k] = (float) sums[k];
    }
  }
}
