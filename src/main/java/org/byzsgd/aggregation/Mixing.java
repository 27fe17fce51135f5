package org.byzsgd.aggregation;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;

/**
 * What pre-aggregations made of the rows: k rows that are either some of the m received ones, or
 * linear combinations of them, which are computed a block of coordinates at a time.
 */
final class Mixing {
  /** Coordinates combined at a time: a few dozen combined rows stay in the second-level cache. */
  private static final int WIDTH = 6 * RowKernels.WIDTH;

  /** Behind each combined row, so that not all of them start in the same set of a cache. */
  private static final int SPREAD = 80;

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

  /** Rows that were mixed as some numbers say, which {@link #numbers} gave. */
  static Mixing of(int received, double[] numbers) {
    if (numbers.length == 0) {
      return none(received);
    }
    double[][] matrix = new double[numbers.length / received][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = Arrays.copyOfRange(numbers, i * received, (i + 1) * received);
    }
    return new Mixing(received, null, matrix);
  }

  /** The coefficients row by row; none if the rows are the received ones. */
  double[] numbers() {
    return matrix == null
        ? new double[0]
        : Arrays.stream(matrix).flatMapToDouble(Arrays::stream).toArray();
  }

  /** How many rows there are. */
  int rows() {
    return matrix == null ? picked.length : matrix.length;
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
    float[][] mixed = new float[matrix.length][WIDTH + SPREAD];
    float[] aggregate = new float[WIDTH];
    RowKernels kernels = Kernels.get().rows();
    for (int start = from; start < to; start += WIDTH) {
      int width = Math.min(WIDTH, to - start);
      kernels.mix(rows, matrix, start, width, mixed);
      kernel.run(mixed, 0, width, aggregate);
      System.arraycopy(aggregate, 0, out, start, width);
    }
  }

  /** The sum of w_i x_i, in parallel over blocks of coordinates. */
  static void combine(float[][] rows, double[] weights, float[] out) {
    RowKernels kernels = Kernels.get().rows();
    CoordinateBlocks.forEach(
        out.length, (from, to) -> kernels.combine(rows, weights, from, to, out));
  }
}
