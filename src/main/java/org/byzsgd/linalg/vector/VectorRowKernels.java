package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
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
  public void largestOfSmaller(int[][] keys, int[][] pairs, int[] largest) {
    Selection.largestOfSmaller(keys, pairs[0], pairs[1], largest);
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
    WideSums.narrow(wide, values, at, count);
  }

  @Override
  public void majority(float[][] rows, int from, int to, float[] majority) {
    int[] votes = new int[BLOCK];
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
        majority[start + k] = Integer.signum(votes[k]);
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
  public int only(float[][] some, float[][] others, int from, int to, float[] values) {
    return Comparisons.count(some, others, from, to, values);
  }

  private static void vote(float[] row, int at, int count, int[] votes) {
    for (int k = 0; k < count; k += LENGTH) {
      FloatVector x = FloatVector.fromArray(SPECIES, row, at + k);
      IntVector sum = IntVector.fromArray(INTEGERS, votes, k);
      sum = sum.add(1, x.compare(VectorOperators.GT, 0).cast(INTEGERS));
      sum = sum.sub(1, x.compare(VectorOperators.LT, 0).cast(INTEGERS));
      sum.intoArray(votes, k);
    }
  }
}
