package org.byzsgd.linalg;

import java.util.Arrays;

/** The kernels over rows in plain loops: the definition that faster ones are held to. */
final class PlainRowKernels implements RowKernels {
  /** Coordinates whose sums are kept at a time. */
  private static final int BLOCK = 512;

  private final PlainKernels.Rounding rounding;

  PlainRowKernels(PlainKernels.Rounding rounding) {
    this.rounding = rounding;
  }

  @Override
  public void average(float[][] rows, int from, int to, float[] average) {
    double[] sums = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      Arrays.fill(sums, 0);
      for (float[] row : rows) {
        for (int k = 0; k < count; k++) {
          sums[k] += row[start + k];
        }
      }
      for (int k = 0; k < count; k++) {
        average[start + k] = (float) (sums[k] / rows.length);
      }
    }
  }

  @Override
  public void combine(float[][] rows, double[] weights, int from, int to, float[] sum) {
    double[] sums = new double[BLOCK];
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      Arrays.fill(sums, 0);
      for (int i = 0; i < rows.length; i++) {
        double weight = weights[i];
        float[] row = rows[i];
        for (int k = 0; weight != 0 && k < count; k++) {
          sums[k] += weight * row[start + k];
        }
      }
      narrow(sums, sum, start, count);
    }
  }

  @Override
  public void mix(float[][] rows, double[][] matrix, int from, int count, float[][] sums) {
    double[] wide = new double[count];
    double[][] totals = new double[matrix.length][count];
    for (int j = 0; j < rows.length; j++) {
      // Once a row: compilers do not vectorize loops that convert as they sum.
      for (int k = 0; k < count; k++) {
        wide[k] = rows[j][from + k];
      }
      for (int i = 0; i < matrix.length; i++) {
        double weight = matrix[i][j];
        double[] total = totals[i];
        for (int k = 0; weight != 0 && k < count; k++) {
          total[k] += weight * wide[k];
        }
      }
    }
    for (int i = 0; i < matrix.length; i++) {
      narrow(totals[i], sums[i], 0, count);
    }
  }

  @Override
  public void distances(float[][] rows, int from, int to, double[] sums) {
    int m = rows.length;
    float[] lanes = new float[Lanes.COUNT];
    float[] difference = new float[Lanes.BLOCK];
    for (int start = from; start < to; start += Lanes.BLOCK) {
      int count = Math.min(to - start, Lanes.BLOCK);
      for (int i = 0; i < m; i++) {
        System.arraycopy(rows[i], start, difference, 0, count);
        sums[i * m + i] += squaredNorm(difference, count, lanes);
        for (int j = i + 1; j < m; j++) {
          for (int k = 0; k < count; k++) {
            difference[k] = rows[i][start + k] - rows[j][start + k];
          }
          sums[i * m + j] += squaredNorm(difference, count, lanes);
        }
      }
    }
  }

  /** The sum of squares of one block, in sixteen partial sums. */
  private double squaredNorm(float[] values, int count, float[] lanes) {
    Arrays.fill(lanes, 0);
    for (int k = 0; k < count; k += Lanes.COUNT) {
      int some = Math.min(count - k, Lanes.COUNT);
      if (rounding == PlainKernels.Rounding.ONCE) {
        for (int lane = 0; lane < some; lane++) {
          lanes[lane] = Math.fma(values[k + lane], values[k + lane], lanes[lane]);
        }
      } else {
        for (int lane = 0; lane < some; lane++) {
          lanes[lane] += values[k + lane] * values[k + lane];
        }
      }
    }
    return Lanes.total(lanes, 0);
  }

  @Override
  public void select(SelectionNetwork network, float[][] rows, int from, int count, int[][] keys) {
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < count; k++) {
        keys[i][k] = FloatKeys.of(rows[i][from + k]);
      }
    }
    int[] groups = network.groups();
    for (int g = 0; g + 1 < groups.length; g++) {
      for (int[] pair : SelectionNetwork.sorting(groups[g + 1] - groups[g])) {
        exchange(keys[groups[g] + pair[0]], keys[groups[g] + pair[1]]);
      }
    }
    for (SelectionNetwork.Pair pair : network.pairs()) {
      exchange(keys[pair.low()], keys[pair.high()]);
    }
  }

  /** Of a constant width, so that the compiler makes vector minima and maxima. */
  private static void exchange(int[] low, int[] high) {
    for (int k = 0; k < WIDTH; k++) {
      int a = low[k];
      int b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
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
    select(halves, rows, from, count, keys);
    int m = rows.length;
    largestOfSmaller(keys, halves.lowest(m / 2), middle[1]);
    if (m % 2 == 0) {
      largestOfSmaller(keys, halves.lowest(m / 2 - 1), middle[0]);
      for (int k = 0; k < count; k++) {
        medians[from + k] =
            0.5f * FloatKeys.value(middle[0][k]) + 0.5f * FloatKeys.value(middle[1][k]);
      }
    } else {
      values(middle[1], medians, from, count);
    }
  }

  /** In each coordinate the largest of the smaller keys of some pairs of places. */
  private static void largestOfSmaller(int[][] keys, int[][] pairs, int[] largest) {
    Arrays.fill(largest, Integer.MIN_VALUE);
    for (int i = 0; i < pairs[0].length; i++) {
      int[] a = keys[pairs[0][i]];
      int[] b = keys[pairs[1][i]];
      for (int k = 0; k < WIDTH; k++) {
        largest[k] = Math.max(largest[k], Math.min(a[k], b[k]));
      }
    }
  }

  @Override
  public void values(int[] keys, float[] values, int at, int count) {
    for (int k = 0; k < count; k++) {
      values[at + k] = FloatKeys.value(keys[k]);
    }
  }

  @Override
  public void average(int[][] keys, int[] places, double[] average) {
    Arrays.fill(average, 0, WIDTH, 0);
    for (int place : places) {
      for (int k = 0; k < WIDTH; k++) {
        average[k] += FloatKeys.value(keys[place][k]);
      }
    }
    for (int k = 0; k < WIDTH; k++) {
      average[k] /= places.length;
    }
  }

  @Override
  public void averageNear(int[][] keys, int[] places, double[] center, int kept, double[] average) {
    double[] window = new double[kept];
    for (int k = 0; k < WIDTH; k++) {
      for (int rank = 0; rank < kept; rank++) {
        window[rank] = FloatKeys.value(keys[places[rank]][k]);
      }
      for (int rank = kept; rank < places.length; rank++) {
        double lowest = window[rank % kept];
        double next = FloatKeys.value(keys[places[rank]][k]);
        if (center[k] - lowest > next - center[k]
            || (Double.isNaN(lowest) && !Double.isNaN(next))) {
          window[rank % kept] = next;
        }
      }
      double sum = 0;
      for (double value : window) {
        sum += value;
      }
      average[k] = sum / kept;
    }
  }

  @Override
  public void narrow(double[] wide, float[] values, int at, int count) {
    for (int k = 0; k < count; k++) {
      values[at + k] = (float) wide[k];
    }
  }

  @Override
  public void majority(float[][] rows, int from, int to, float[] majority) {
    int[] votes = new int[to - from];
    for (float[] row : rows) {
      for (int k = 0; k < votes.length; k++) {
        float value = row[from + k];
        votes[k] += (value > 0 ? 1 : 0) - (value < 0 ? 1 : 0);
      }
    }
    for (int k = 0; k < votes.length; k++) {
      majority[from + k] = Integer.signum(votes[k]);
    }
  }

  @Override
  public void deviations(
      float[][] rows, float[] center, int from, int count, double[] sums, double[] squares) {
    double[] shifted = new double[count];
    for (float[] row : rows) {
      // A loop of its own: compilers do not vectorize loops that convert as they sum.
      for (int k = 0; k < count; k++) {
        shifted[k] = (double) row[from + k] - center[from + k];
      }
      for (int k = 0; k < count; k++) {
        sums[k] += shifted[k];
        squares[k] += shifted[k] * shifted[k];
      }
    }
  }

  @Override
  public void addClipped(
      double[] numbers, double[] low, double[] high, int at, int count, double[] sums) {
    for (int k = 0; k < count; k++) {
      sums[k] += Math.max(low[at + k], Math.min(high[at + k], numbers[k]));
    }
  }

  @Override
  public int only(float[][] some, float[][] others, int from, int to, float[] values) {
    int count = 0;
    for (int k = from; k < to; k++) {
      count += has(some, k, values[k]) && !has(others, k, values[k]) ? 1 : 0;
    }
    return count;
  }

  private static boolean has(float[][] rows, int coordinate, float value) {
    for (float[] row : rows) {
      if (row[coordinate] == value) {
        return true;
      }
    }
    return false;
  }
}
