package org.byzsgd.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The blocks of d coordinates, put together to at most {@value #MOST} chunks of equally many blocks
 * (the last may have fewer). A sum over all coordinates is the sum of the chunks' sums in their
 * order, each the sum of its blocks' in theirs, wherever a chunk is: so what travels from slices,
 * which are whole chunks, does not grow with d.
 */
final class CoordinateChunks {
  /** The most chunks: partial sums are this many at the most. Fixes the bits of sums. */
  static final int MOST = 512;

  private final int dimension;
  private final int size;

  CoordinateChunks(int dimension) {
    this.dimension = dimension;
    int blocks = ceiling(dimension, CoordinateBlocks.SIZE);
    this.size = Math.max(1, ceiling(blocks, MOST)) * CoordinateBlocks.SIZE;
  }

  private static int ceiling(int number, int divisor) {
    return number / divisor + (number % divisor == 0 ? 0 : 1);
  }

  int dimension() {
    return dimension;
  }

  /** How many there are. */
  int count() {
    return ceiling(dimension, size);
  }

  /** The first coordinate of a chunk; d for the one after the last. */
  int first(int chunk) {
    return (int) Math.min(dimension, (long) chunk * size);
  }

  /**
   * The sums of some chunks, computed in parallel.
   *
   * @param from the first chunk
   * @param to one past the last
   * @param origin the coordinate at place 0 of the arrays
   * @param sums how many sums a chunk has
   * @param summation called once a block
   * @return one array a chunk
   */
  double[][] partial(int from, int to, int origin, int sums, CoordinateBlocks.Summation summation) {
    IntStream chunks = IntStream.range(from, to);
    return (to - from > 1 ? chunks.parallel() : chunks)
        .mapToObj(chunk -> partial(chunk, origin, sums, summation))
        .toArray(double[][]::new);
  }

  private double[] partial(int chunk, int origin, int sums, CoordinateBlocks.Summation summation) {
    int end = first(chunk + 1);
    double[] total = null;
    int to;
    for (int from = first(chunk); from < end; from = to) {
      to = from + Math.min(CoordinateBlocks.SIZE, end - from);
      double[] block = new double[sums];
      summation.run(from - origin, to - origin, block);
      total = total == null ? block : add(total, block);
    }
    return total;
  }

  /** Adds to a total, which is returned. */
  static double[] add(double[] total, double[] part) {
    Arrays.setAll(total, k -> total[k] + part[k]);
    return total;
  }
}
