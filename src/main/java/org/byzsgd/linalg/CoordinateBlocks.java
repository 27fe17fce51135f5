package org.byzsgd.linalg;

import java.util.stream.IntStream;

/**
 * The coordinates 0 .. d - 1 cut into blocks of a fixed size, worked on in parallel. What a block
 * computes depends on the block alone and partial results are added in the order of the blocks, so
 * the bits do not depend on the number of threads.
 */
public final class CoordinateBlocks {
  /** Coordinates in a block: 25 rows of a block fit the second-level cache. */
  public static final int SIZE = 1 << 14;

  /** Partial sums that are kept at a time. */
  private static final int NUMBERS = 1 << 22;

  private CoordinateBlocks() {}

  /** Work on the coordinates from .. to - 1. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does the block's work.
     *
     * @param from the first coordinate
     * @param to one past the last
     */
    void run(int from, int to);
  }

  /** Work on the coordinates from .. to - 1 that adds up numbers. */
  @FunctionalInterface
  public interface Summation {
    /**
     * Adds the block's share.
     *
     * @param from the first coordinate
     * @param to one past the last
     * @param sums the block's own sums, zero at first
     */
    void run(int from, int to, double[] sums);
  }

  /**
   * Runs some work on all blocks.
   *
   * @param dimension d
   * @param work called once a block, from several threads
   */
  public static void forEach(int dimension, Work work) {
    blocks(dimension).forEach(b -> work.run(b * SIZE, end(b, dimension)));
  }

  /**
   * Adds up over all blocks.
   *
   * @param dimension d
   * @param count how many sums
   * @param summation called once a block, from several threads
   * @return the sums, added in the order of the blocks; of more than 8,388,608 coordinates, those
   *     of chunks of blocks, added in the order of the chunks
   */
  public static double[] sum(int dimension, int count, Summation summation) {
    CoordinateChunks chunks = new CoordinateChunks(dimension);
    // Large tables of sums are added up in waves, so that few of them are there at a time.
    int wave = Math.max(64, NUMBERS / Math.max(1, count));
    double[] total = new double[count];
    for (int from = 0; from < chunks.count(); from += wave) {
      int to = Math.min(chunks.count(), from + wave);
      for (double[] sums : chunks.partial(from, to, 0, count, summation)) {
        CoordinateChunks.add(total, sums);
      }
    }
    return total;
  }

  private static IntStream blocks(int dimension) {
    int blocks = (dimension + SIZE - 1) / SIZE;
    IntStream all = IntStream.range(0, blocks);
    return blocks > 1 ? all.parallel() : all;
  }

  private static int end(int block, int dimension) {
    return Math.min(dimension, (block + 1) * SIZE);
  }
}
