package org.byzsgd.aggregation;

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

  SortedBlock(int rows, SelectionNetwork network) {
    this.keys = new int[rows][WIDTH];
    this.network = network;
  }

  /**
   * Puts the ranks of the network at their places, for the coordinates from .. from + width - 1,
   * each by itself.
   */
  void sort(float[][] rows, int from, int width) {
    int m = rows.length;
    for (int i = 0; i < m; i++) {
      float[] row = rows[i];
      int[] key = keys[i];
      for (int k = 0; k < width; k++) {
        key[k] = key(row[from + k]);
      }
    }
    network.run(keys);
  }

  /** The keys of the values of a rank, 0 for the smallest. */
  int[] rank(int rank) {
    return keys[rank];
  }

  /** The values of a column, by rank. */
  void column(int k, float[] values) {
    for (int rank = 0; rank < keys.length; rank++) {
      values[rank] = value(keys[rank][k]);
    }
  }

  /** An integer that orders floats as -NaN, -Inf, ..., -0, +0, ..., +Inf, NaN. */
  static int key(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) >>> 1);
  }

  /** The float of a key. */
  static float value(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) >>> 1));
  }
}
