package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.byzsgd.linalg.Lanes;

/**
 * Distances and inner products of rows, four rows by four in registers: each loaded value meets
 * four others. Flat for the same reason as {@link MultiplyTiles}.
 */
final class PairTiles {
  private static final int TILE = 4;

  private PairTiles() {}

  /** What is summed over coordinates. */
  enum Term {
    /** The squared difference; pairs i below j. */
    SQUARED_DIFFERENCE,
    /** The product; pairs i not above j. */
    PRODUCT
  }

  /** Adds the sums over [from, to) of all pairs to the upper triangle of {@code sums}. */
  static void add(Term term, float[][] rows, int from, int to, double[] sums) {
    float[] lanes = new float[TILE * TILE * Lanes.COUNT];
    for (int start = from; start < to; start += Lanes.BLOCK) {
      int end = Math.min(start + Lanes.BLOCK, to);
      for (int i = 0; i < rows.length; i += TILE) {
        int j = i;
        while (j < rows.length) {
          // A full tile of one or two rows would compute most of its pairs for nothing.
          int columns = rows.length - j > 2 ? TILE : 1;
          addTile(term, rows, i, j, columns, start, end, lanes, sums);
          j += columns;
        }
      }
    }
  }

  private static void addTile(
      Term term,
      float[][] rows,
      int i,
      int j,
      int columns,
      int start,
      int end,
      float[] lanes,
      double[] sums) {
    int whole = start + (end - start) / Lanes.COUNT * Lanes.COUNT;
    for (int lane = 0; lane < Lanes.COUNT; lane += LENGTH) {
      sum(term, rows, i, j, columns, start + lane, whole, lanes, lane);
    }
    int m = rows.length;
    for (int a = i; a < Math.min(i + TILE, m); a++) {
      for (int b = Math.max(j, term == Term.PRODUCT ? a : a + 1);
          b < Math.min(j + columns, m);
          b++) {
        int at = ((a - i) * TILE + b - j) * Lanes.COUNT;
        for (int k = whole; k < end; k++) {
          int lane = at + k - whole;
          float x = rows[a][k];
          float y = rows[b][k];
          lanes[lane] =
              term == Term.PRODUCT
                  ? Math.fma(x, y, lanes[lane])
                  : Math.fma(x - y, x - y, lanes[lane]);
        }
        sums[a * m + b] += Lanes.total(lanes, at);
      }
    }
  }

  private static void sum(
      Term term,
      float[][] rows,
      int i,
      int j,
      int columns,
      int from,
      int to,
      float[] sums,
      int lane) {
    if (columns == 1) {
      if (term == Term.PRODUCT) {
        products4x1(rows, i, j, from, to, sums, lane);
      } else {
        differences4x1(rows, i, j, from, to, sums, lane);
      }
    } else if (term == Term.PRODUCT) {
      products4x4(rows, i, j, from, to, sums, lane);
    } else {
      differences4x4(rows, i, j, from, to, sums, lane);
    }
  }

  private static void differences4x4(
      float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    float[] q0 = rows[Math.min(j + 0, last)];
    float[] q1 = rows[Math.min(j + 1, last)];
    float[] q2 = rows[Math.min(j + 2, last)];
    float[] q3 = rows[Math.min(j + 3, last)];
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

  private static void products4x4(
      float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    float[] q0 = rows[Math.min(j + 0, last)];
    float[] q1 = rows[Math.min(j + 1, last)];
    float[] q2 = rows[Math.min(j + 2, last)];
    float[] q3 = rows[Math.min(j + 3, last)];
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
      a0 = x0.fma(y, a0);
      b0 = x1.fma(y, b0);
      c0 = x2.fma(y, c0);
      d0 = x3.fma(y, d0);
      y = FloatVector.fromArray(SPECIES, q1, k);
      a1 = x0.fma(y, a1);
      b1 = x1.fma(y, b1);
      c1 = x2.fma(y, c1);
      d1 = x3.fma(y, d1);
      y = FloatVector.fromArray(SPECIES, q2, k);
      a2 = x0.fma(y, a2);
      b2 = x1.fma(y, b2);
      c2 = x2.fma(y, c2);
      d2 = x3.fma(y, d2);
      y = FloatVector.fromArray(SPECIES, q3, k);
      a3 = x0.fma(y, a3);
      b3 = x1.fma(y, b3);
      c3 = x2.fma(y, c3);
      d3 = x3.fma(y, d3);
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

  private static void differences4x1(
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

  private static void products4x1(
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
      a0 = x0.fma(y, a0);
      b0 = x1.fma(y, b0);
      c0 = x2.fma(y, c0);
      d0 = x3.fma(y, d0);
    }
    a0.intoArray(sums, lane);
    b0.intoArray(sums, 4 * Lanes.COUNT + lane);
    c0.intoArray(sums, 8 * Lanes.COUNT + lane);
    d0.intoArray(sums, 12 * Lanes.COUNT + lane);
  }
}
