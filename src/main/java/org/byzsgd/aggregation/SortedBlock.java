package org.byzsgd.aggregation;

/**
 * The m values of each coordinate of a block, sorted by a network: every step compares two whole
 * rows of the block, which the compiler turns into vector minima and maxima. Floats are compared as
 * integers that order them totally, so a NaN costs nothing and stays at its end.
 */
final class SortedBlock {
  /** Coordinates in a block: m rows of them stay in the first-level cache for m up to 64. */
  static final int WIDTH = 128;

  private final int[][] keys;

  SortedBlock(int rows) {
    this.keys = new int[rows][WIDTH];
  }

  /** Sorts the rows' coordinates from .. from + width - 1, each by itself. */
  void sort(float[][] rows, int from, int width) {
    int m = rows.length;
    for (int i = 0; i < m; i++) {
      float[] row = rows[i];
      int[] key = keys[i];
      for (int k = 0; k < width; k++) {
        key[k] = key(row[from + k]);
      }
    }
    // Batcher's odd-even merge sort for any m (Knuth, volume 3, 5.2.2, Algorithm M).
    int top = Integer.highestOneBit(Math.max(1, m - 1));
    for (int p = top; p > 0; p >>= 1) {
      int r = 0;
      int d = p;
      for (int q = top; q >= p; q >>= 1) {
        for (int i = 0; i < m - d; i++) {
          if ((i & p) == r) {
            compareAndExchange(keys[i], keys[i + d]);
          }
        }
        d = q - p;
        r = p;
      }
    }
  }

  /** The keys of the values of a rank, 0 for the smallest. */
  int[] rank(int rank) {
    return keys[rank];
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

  private static void compareAndExchange(int[] low, int[] high) {
    for (int k = 0; k < WIDTH; k++) {
      int a = low[k];
      int b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
  }
}
