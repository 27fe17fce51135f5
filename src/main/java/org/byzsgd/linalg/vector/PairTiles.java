package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.byzsgd.linalg.Lanes;

/**
 * Distances of rows, four rows by four in registers: each loaded value meets four others. Tiles on
 * the diagonal compute each pair once and the norms beside. Flat for the same reason as {@link
 * MultiplyTiles}.
 */
final class PairTiles {
  private static final int TILE = 4;

  private PairTiles() {}

  /** Adds the sums over [from, to) of all norms and pairs to the upper triangle of {@code sums}. */
  static void add(float[][] rows, int from, int to, double[] sums) {
    float[] lanes = new float[TILE * TILE * Lanes.COUNT];
    for (int start = from; start < to; start += Lanes.BLOCK) {
      int end = Math.min(start + Lanes.BLOCK, to);
      for (int i = 0; i < rows.length; i += TILE) {
        addTile(rows, i, i, TILE, start, end, lanes, sums);
        int j = i + TILE;
        for (; j + TILE <= rows.length; j += TILE) {
          addTile(rows, i, j, TILE, start, end, lanes, sums);
        }
        for (; j < rows.length; j++) {
          addTile(rows, i, j, 1, start, end, lanes, sums);
        }
      }
    }
  }

  private static void addTile(
      float[][] rows, int i, int j, int columns, int start, int end, float[] lanes, double[] sums) {
    int whole = start + (end - start) / Lanes.COUNT * Lanes.COUNT;
    for (int lane = 0; lane < Lanes.COUNT; lane += LENGTH) {
      if (i == j) {
        diagonal(rows, i, start + lane, whole, lanes, lane);
      } else if (columns == 1) {
        tile4x1(rows, i, j, start + lane, whole, lanes, lane);
      } else {
        tile4x4(rows, i, j, start + lane, whole, lanes, lane);
      }
    }
    int m = rows.length;
    for (int a = i; a < Math.min(i + TILE, m); a++) {
      for (int b = Math.max(j, a); b < Math.min(j + columns, m); b++) {
        int at = ((a - i) * TILE + b - j) * Lanes.COUNT;
        for (int k = whole; k < end; k++) {
          int lane = at + k - whole;
          float difference = a == b ? rows[a][k] : rows[a][k] - rows[b][k];
          lanes[lane] = Math.fma(difference, difference, lanes[lane]);
        }
        sums[a * m + b] += Lanes.total(lanes, at);
      }
    }
  }

  /** Rows i .. i + 3 with one another, and their norms. */
  private static void diagonal(float[][] rows, int i, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector b1 = zero, b2 = zero, b3 = zero;
    FloatVector c2 = zero, c3 = zero;
    FloatVector d3 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      a0 = x0.fma(x0, a0);
      b1 = x1.fma(x1, b1);
      c2 = x2.fma(x2, c2);
      d3 = x3.fma(x3, d3);
      FloatVector e = x0.sub(x1);
      a1 = e.fma(e, a1);
      e = x0.sub(x2);
      a2 = e.fma(e, a2);
      e = x0.sub(x3);
      a3 = e.fma(e, a3);
      e = x1.sub(x2);
      b2 = e.fma(e, b2);
      e = x1.sub(x3);
      b3 = e.fma(e, b3);
      e = x2.sub(x3);
      c3 = e.fma(e, c3);
    }
    a0.intoArray(sums, lane);
    a1.intoArray(sums, 1 * Lanes.COUNT + lane);
    a2.intoArray(sums, 2 * Lanes.COUNT + lane);
    a3.intoArray(sums, 3 * Lanes.COUNT + lane);
    b1.intoArray(sums, 5 * Lanes.COUNT + lane);
    b2.intoArray(sums, 6 * Lanes.COUNT + lane);
    b3.intoArray(sums, 7 * Lanes.COUNT + lane);
    c2.intoArray(sums, 10 * Lanes.COUNT + lane);
    c3.intoArray(sums, 11 * Lanes.COUNT + lane);
    d3.intoArray(sums, 15 * Lanes.COUNT + lane);
  }

  /** Rows i .. i + 3 with rows j .. j + 3. */
  private static void tile4x4(
      float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    float[] q0 = rows[j + 0];
    float[] q1 = rows[j + 1];
    float[] q2 = rows[j + 2];
    float[] q3 = rows[j + 3];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    FloatVector b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    FloatVector c0 = zero, c1 = zero, c2 = zero, c3 = zero;
    FloatVector d0 = zero, d1 = zero, d2 = zero, d3 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      FloatVector y = FloatVector.fromArray(SPECIES, q0, k);
      FloatVector e = x0.sub(y);
      a0 = e.fma(e, a0);
      e = x1.sub(y);
      b0 = e.fma(e, b0);
      e = x2.sub(y);
      c0 = e.fma(e, c0);
      e = x3.sub(y);
      d0 = e.fma(e, d0);
      y = FloatVector.fromArray(SPECIES, q1, k);
      e = x0.sub(y);
      a1 = e.fma(e, a1);
      e = x1.sub(y);
      b1 = e.fma(e, b1);
      e = x2.sub(y);
      c1 = e.fma(e, c1);
      e = x3.sub(y);
      d1 = e.fma(e, d1);
      y = FloatVector.fromArray(SPECIES, q2, k);
      e = x0.sub(y);
      a2 = e.fma(e, a2);
      e = x1.sub(y);
      b2 = e.fma(e, b2);
      e = x2.sub(y);
      c2 = e.fma(e, c2);
      e = x3.sub(y);
      d2 = e.fma(e, d2);
      y = FloatVector.fromArray(SPECIES, q3, k);
      e = x0.sub(y);
      a3 = e.fma(e, a3);
      e = x1.sub(y);
      b3 = e.fma(e, b3);
      e = x2.sub(y);
      c3 = e.fma(e, c3);
      e = x3.sub(y);
      d3 = e.fma(e, d3);
    }
    a0.intoArray(sums, lane);
    a1.intoArray(sums, 1 * Lanes.COUNT + lane);
    a2.intoArray(sums, 2 * Lanes.COUNT + lane);
    a3.intoArray(sums, 3 * Lanes.COUNT + lane);
    b0.intoArray(sums, 4 * Lanes.COUNT + lane);
    b1.intoArray(sums, 5 * Lanes.COUNT + lane);
    b2.intoArray(sums, 6 * Lanes.COUNT + lane);
    b3.intoArray(sums, 7 * Lanes.COUNT + lane);
    c0.intoArray(sums, 8 * Lanes.COUNT + lane);
    c1.intoArray(sums, 9 * Lanes.COUNT + lane);
    c2.intoArray(sums, 10 * Lanes.COUNT + lane);
    c3.intoArray(sums, 11 * Lanes.COUNT + lane);
    d0.intoArray(sums, 12 * Lanes.COUNT + lane);
    d1.intoArray(sums, 13 * Lanes.COUNT + lane);
    d2.intoArray(sums, 14 * Lanes.COUNT + lane);
    d3.intoArray(sums, 15 * Lanes.COUNT + lane);
  }

  /** Rows i .. i + 3 with row j. */
  private static void tile4x1(
      float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    float[] q0 = rows[j];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector a0 = zero;
    FloatVector b0 = zero;
    FloatVector c0 = zero;
    FloatVector d0 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      FloatVector y = FloatVector.fromArray(SPECIES, q0, k);
      FloatVector e = x0.sub(y);
      a0 = e.fma(e, a0);
      e = x1.sub(y);
      b0 = e.fma(e, b0);
      e = x2.sub(y);
      c0 = e.fma(e, c0);
      e = x3.sub(y);
      d0 = e.fma(e, d0);
    }
    a0.intoArray(sums, lane);
    b0.intoArray(sums, 4 * Lanes.COUNT + lane);
    c0.intoArray(sums, 8 * Lanes.COUNT + lane);
    d0.intoArray(sums, 12 * Lanes.COUNT + lane);
  }
}
