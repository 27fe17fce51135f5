package org.byzsgd.aggregation;

import org.byzsgd.linalg.Kernels;

/**
 * The m values of each coordinate of a block, ordered by a network: every step compares two whole
 * rows of the block, which the compiler turns into vector minima and maxima. Floats are compared as
 * integers that order them totally, so a NaN costs nothing and stays at its end.
 */
final class SortedBlock {
  /** Coordinates in a block: m rows of them stay in the first-level cache for m up to 64. */
  static final int WIDTH = 128;

  private final int[][] keys;
  private final SelectionNetwork network;
  private final Kernels kernels = Kernels.get();

  SortedBlock(int rows, SelectionNetwork network) {
    this.keys = new int[rows][WIDTH];
    this.network = network;
  }

  /**
   * Puts the ranks of the network at their places, for the coordinates from .. from + width - 1,
   * each by itself.
   */
  void sort(float[][] rows, int from, int width) {
    for (int i = 0; i < rows.length; i++) {
      kernels.keys(rows[i], from, keys[i], width);
    }
    network.run(keys);
  }

  /** Writes the values of a rank, 0 for the smallest, and overwrites nothing else. */
  void rank(int rank, float[] values) {
    kernels.values(keys[rank], values, WIDTH);
  }

  /** {@return the values of all ranks, of the shape ranks x coordinates} */
  float[][] values() {
    float[][] values = new float[keys.length][WIDTH];
    for (int rank = 0; rank < keys.length; rank++) {
      rank(rank, values[rank]);
    }
    return values;
  }
}
