package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/** The kernels over rows on the Vector API, with the bits of the plain ones. */
final class VectorRowKernels implements RowKernels {
  /** Coordinates whose votes are counted at a time. */
  private static final int BLOCK = 512;

  VectorRowKernels() {}

  @Override
  public void average(float[][] rows, int from, int to, float[] average) {
    WideSums.average(rows, from, to, average);
  }

  @Override
  public void combine(float[][] rows, double[] weights, int from, int to, float[] sum) {
    WideSums.combine(rows, weights, from, to - from, sum, from);
  }

  @Override
  public void mix(float[][] rows, double[][] matrix, int from, int count, float[][] sums) {
    MixingTiles.mix(rows, matrix, from, count, sums);
  }

  @Override
  public void distances(float[][] rows, int from, int to, double[] sums) {
    PairTiles.add(rows, from, to, sums);
  }

  @Override
  public void select(SelectionNetwork network, float[][] rows, int from, int count, int[][] keys) {
    Selection.select(network, rows, from, count, keys);
  }

  @Override
  public void medians(
      SelectionNetwork halves,
      float[][] rows,
      int from,
      int count,
      int[][] keys,
      int[][] middle,
      float[] medians) {
    Medians.find(halves, rows, from, count, keys, middle);
    if (rows.length % 2 == 1) {
      Selection.values(middle[1], medians, from, count);
    } else {
      Medians.average(middle[0], middle[1], medians, from, count);
    }
  }

  @Override
  public void values(int[] keys, float[] values, int at, int count) {
    Selection.values(keys, values, at, count);
  }

  @Override
  public void average(int[][] keys, int[] places, double[] average) {
    KeySums.average(keys, places, average);
  }

  @Override
  public void averageNear(int[][] keys, int[] places, double[] center, int kept, double[] average) {
    KeySums.averageNear(keys, places, center, kept, average);
  }

  @Override
  public void narrow(double[] wide, float[] values, int at, int count) {
    WideSums.narrow(wide, 0, count, values, at);
  }

  @Override
  public void majority(float[][] rows, int from, int to, float[] majority) {
    float[] votes = new float[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      int whole = SPECIES.loopBound(count);
      Arrays.fill(votes, 0);
      for (float[] row : rows) {
        vote(row, start, whole, votes);
        for (int k = whole; k < count; k++) {
          votes[k] += (row[start + k] > 0 ? 1 : 0) - (row[start + k] < 0 ? 1 : 0);
        }
      }
      for (int k = 0; k < count; k++) {
        majority[start + k] = Math.signum(votes[k]);
      }
    }
  }

  @Override
  public void deviations(
      float[][] rows, float[] center, int from, int count, double[] sums, double[] squares) {
    for (float[] row : rows) {
      Comparisons.addDeviations(row, center, from, count, sums, squares);
    }
  }

  @Override
  public void addClipped(
      double[] numbers, double[] low, double[] high, int at, int count, double[] sums) {
    Comparisons.addClipped(numbers, low, high, at, count, sums);
  }

  @Override
  public int only(float[][] some, float[][] others, int from, int to, float[] values) {
    return Comparisons.count(some, others, from, to, values);
  }

  /** Votes are counted in float, exact below 2^24 rows: JDK 17 makes objects of a cast mask. */
  private static void vote(float[] row, int at, int count, float[] votes) {
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    for (int k = 0; k < count; k += LENGTH) {
      FloatVector x = FloatVector.fromArray(SPECIES, row, at + k);
      zero.blend(one, zero.compare(VectorOperators.LT, x))
          .sub(zero.blend(one, zero.compare(VectorOperators.GT, x)))
          .add(FloatVector.fromArray(SPECIES, votes, k))
          .intoArray(votes, k);
    }
  }
}
