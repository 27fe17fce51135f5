package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import org.byzsgd.linalg.Lanes;

/**
 * Norms and distances of 4 rows by 4, lane by lane; the sums of the pair (a, b) of a tile are the
 * {@code a * 4 + b}th sixteen. Rows after the last are the last. Written by PairTileGenerator.
 */
final class PairTile4 {
  private PairTile4() {}

  /** Rows i .. i + 3 with one another, and their norms. */
  static void diagonal(float[][] rows, int i, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s33 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      s00 = x0.fma(x0, s00);
      s11 = x1.fma(x1, s11);
      s22 = x2.fma(x2, s22);
      s33 = x3.fma(x3, s33);
      FloatVector e;
      e = x0.sub(x1);
      s01 = e.fma(e, s01);
      e = x0.sub(x2);
      s02 = e.fma(e, s02);
      e = x0.sub(x3);
      s03 = e.fma(e, s03);
      e = x1.sub(x2);
      s12 = e.fma(e, s12);
      e = x1.sub(x3);
      s13 = e.fma(e, s13);
      e = x2.sub(x3);
      s23 = e.fma(e, s23);
    }
    s00.intoArray(sums, 0 * Lanes.COUNT + lane);
    s01.intoArray(sums, 1 * Lanes.COUNT + lane);
    s02.intoArray(sums, 2 * Lanes.COUNT + lane);
    s03.intoArray(sums, 3 * Lanes.COUNT + lane);
    s11.intoArray(sums, 5 * Lanes.COUNT + lane);
    s12.intoArray(sums, 6 * Lanes.COUNT + lane);
    s13.intoArray(sums, 7 * Lanes.COUNT + lane);
    s22.intoArray(sums, 10 * Lanes.COUNT + lane);
    s23.intoArray(sums, 11 * Lanes.COUNT + lane);
    s33.intoArray(sums, 15 * Lanes.COUNT + lane);
  }

  /** Rows i .. i + 3 with rows j .. j + 3. */
  static void square(float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    FloatVector zero = FloatVector.zero(SPECIES);
    float[] q0 = rows[j + 0];
    float[] q1 = rows[j + 1];
    float[] q2 = rows[j + 2];
    float[] q3 = rows[j + 3];
    FloatVector s00 = zero;
    FloatVector s01 = zero;
    FloatVector s02 = zero;
    FloatVector s03 = zero;
    FloatVector s10 = zero;
    FloatVector s11 = zero;
    FloatVector s12 = zero;
    FloatVector s13 = zero;
    FloatVector s20 = zero;
    FloatVector s21 = zero;
    FloatVector s22 = zero;
    FloatVector s23 = zero;
    FloatVector s30 = zero;
    FloatVector s31 = zero;
    FloatVector s32 = zero;
    FloatVector s33 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      FloatVector y;
      FloatVector e;
      y = FloatVector.fromArray(SPECIES, q0, k);
      e = x0.sub(y);
      s00 = e.fma(e, s00);
      e = x1.sub(y);
      s10 = e.fma(e, s10);
      e = x2.sub(y);
      s20 = e.fma(e, s20);
      e = x3.sub(y);
      s30 = e.fma(e, s30);
      y = FloatVector.fromArray(SPECIES, q1, k);
      e = x0.sub(y);
      s01 = e.fma(e, s01);
      e = x1.sub(y);
      s11 = e.fma(e, s11);
      e = x2.sub(y);
      s21 = e.fma(e, s21);
      e = x3.sub(y);
      s31 = e.fma(e, s31);
      y = FloatVector.fromArray(SPECIES, q2, k);
      e = x0.sub(y);
      s02 = e.fma(e, s02);
      e = x1.sub(y);
      s12 = e.fma(e, s12);
      e = x2.sub(y);
      s22 = e.fma(e, s22);
      e = x3.sub(y);
      s32 = e.fma(e, s32);
      y = FloatVector.fromArray(SPECIES, q3, k);
      e = x0.sub(y);
      s03 = e.fma(e, s03);
      e = x1.sub(y);
      s13 = e.fma(e, s13);
      e = x2.sub(y);
      s23 = e.fma(e, s23);
      e = x3.sub(y);
      s33 = e.fma(e, s33);
    }
    s00.intoArray(sums, 0 * Lanes.COUNT + lane);
    s01.intoArray(sums, 1 * Lanes.COUNT + lane);
    s02.intoArray(sums, 2 * Lanes.COUNT + lane);
    s03.intoArray(sums, 3 * Lanes.COUNT + lane);
    s10.intoArray(sums, 4 * Lanes.COUNT + lane);
    s11.intoArray(sums, 5 * Lanes.COUNT + lane);
    s12.intoArray(sums, 6 * Lanes.COUNT + lane);
    s13.intoArray(sums, 7 * Lanes.COUNT + lane);
    s20.intoArray(sums, 8 * Lanes.COUNT + lane);
    s21.intoArray(sums, 9 * Lanes.COUNT + lane);
    s22.intoArray(sums, 10 * Lanes.COUNT + lane);
    s23.intoArray(sums, 11 * Lanes.COUNT + lane);
    s30.intoArray(sums, 12 * Lanes.COUNT + lane);
    s31.intoArray(sums, 13 * Lanes.COUNT + lane);
    s32.intoArray(sums, 14 * Lanes.COUNT + lane);
    s33.intoArray(sums, 15 * Lanes.COUNT + lane);
  }

  /** Rows i .. i + 3 with row j. */
  static void column(float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
    int last = rows.length - 1;
    float[] p0 = rows[Math.min(i + 0, last)];
    float[] p1 = rows[Math.min(i + 1, last)];
    float[] p2 = rows[Math.min(i + 2, last)];
    float[] p3 = rows[Math.min(i + 3, last)];
    FloatVector zero = FloatVector.zero(SPECIES);
    float[] q0 = rows[j + 0];
    FloatVector s00 = zero;
    FloatVector s10 = zero;
    FloatVector s20 = zero;
    FloatVector s30 = zero;
    for (int k = from; k < to; k += Lanes.COUNT) {
      FloatVector x0 = FloatVector.fromArray(SPECIES, p0, k);
      FloatVector x1 = FloatVector.fromArray(SPECIES, p1, k);
      FloatVector x2 = FloatVector.fromArray(SPECIES, p2, k);
      FloatVector x3 = FloatVector.fromArray(SPECIES, p3, k);
      FloatVector y;
      FloatVector e;
      y = FloatVector.fromArray(SPECIES, q0, k);
      e = x0.sub(y);
      s00 = e.fma(e, s00);
      e = x1.sub(y);
      s10 = e.fma(e, s10);
      e = x2.sub(y);
      s20 = e.fma(e, s20);
      e = x3.sub(y);
      s30 = e.fma(e, s30);
    }
    s00.intoArray(sums, 0 * Lanes.COUNT + lane);
    s10.intoArray(sums, 4 * Lanes.COUNT + lane);
    s20.intoArray(sums, 8 * Lanes.COUNT + lane);
    s30.intoArray(sums, 12 * Lanes.COUNT + lane);
  }
}
