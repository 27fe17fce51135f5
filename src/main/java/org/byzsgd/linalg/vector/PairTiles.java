package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;

import org.byzsgd.linalg.Lanes;

/**
 * Distances of rows, four rows by four in registers or five by five: each loaded value meets as
 * many others. Tiles on the diagonal compute each pair once and the norms beside.
 */
final class PairTiles {
  /**
   * The most rows that are cut into fives. They are read less often, but of many rows ten at a time
   * and what is read ahead do not stay in the first-level cache.
   */
  private static final int MOST_IN_FIVES = 30;

  private PairTiles() {}

  /** Adds the sums over [from, to) of all norms and pairs to the upper triangle of {@code sums}. */
  static void add(float[][] rows, int from, int to, double[] sums) {
    int m = rows.length;
    int size = m % 5 == 0 && m <= MOST_IN_FIVES ? 5 : 4;
    float[] lanes = new float[size * size * Lanes.COUNT];
    for (int start = from; start < to; start += Lanes.BLOCK) {
      int end = Math.min(start + Lanes.BLOCK, to);
      for (int i = 0; i < m; i += size) {
        addTile(rows, i, i, size, size, start, end, lanes, sums);
        int j = i + size;
        for (; j + size <= m; j += size) {
          addTile(rows, i, j, size, size, start, end, lanes, sums);
        }
        for (; j < m; j++) {
          addTile(rows, i, j, size, 1, start, end, lanes, sums);
        }
      }
    }
  }

  private static void addTile(
      float[][] rows,
      int i,
      int j,
      int size,
      int columns,
      int start,
      int end,
      float[] lanes,
      double[] sums) {
    int whole = start + (end - start) / Lanes.COUNT * Lanes.COUNT;
    for (int lane = 0; lane < Lanes.COUNT; lane += LENGTH) {
      int from = start + lane;
      if (i == j) {
        if (size == 5) {
          PairTile5.diagonal(rows, i, from, whole, lanes, lane);
        } else {
          PairTile4.diagonal(rows, i, from, whole, lanes, lane);
        }
      } else if (columns == 1) {
        // Five are taken only where nothing is left over.
        PairTile4.column(rows, i, j, from, whole, lanes, lane);
      } else if (size == 5) {
        PairTile5.square(rows, i, j, from, whole, lanes, lane);
      } else {
        PairTile4.square(rows, i, j, from, whole, lanes, lane);
      }
    }
    int m = rows.length;
    for (int a = i; a < Math.min(i + size, m); a++) {
      for (int b = Math.max(j, a); b < Math.min(j + columns, m); b++) {
        int at = ((a - i) * size + b - j) * Lanes.COUNT;
        for (int k = whole; k < end; k++) {
          int lane = at + k - whole;
          float difference = a == b ? rows[a][k] : rows[a][k] - rows[b][k];
          lanes[lane] = Math.fma(difference, difference, lanes[lane]);
        }
        sums[a * m + b] += Lanes.total(lanes, at);
      }
    }
  }
}
