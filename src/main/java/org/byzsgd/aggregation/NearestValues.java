package org.byzsgd.aggregation;

import java.util.function.ToDoubleFunction;

/** Averages of sorted values, for rules that work around a centre. */
final class NearestValues {
  private NearestValues() {}

  /**
   * In each coordinate the average of the {@code count} values nearest to a centre of the sorted
   * ones.
   */
  static void aggregate(
      float[][] rows,
      int from,
      int to,
      ToDoubleFunction<float[]> center,
      int count,
      float[] aggregate) {
    int m = rows.length;
    SortedBlock block = new SortedBlock(m, SelectionNetwork.ranks(m, 0, m - 1));
    float[] values = new float[m];
    for (int start = from; start < to; start += SortedBlock.WIDTH) {
      int width = Math.min(SortedBlock.WIDTH, to - start);
      block.sort(rows, start, width);
      float[][] ranks = block.values();
      for (int k = 0; k < width; k++) {
        for (int rank = 0; rank < m; rank++) {
          values[rank] = ranks[rank][k];
        }
        aggregate[start + k] = (float) averageNear(values, center.applyAsDouble(values), count);
      }
    }
  }

  /** The mean of the two middle values of sorted ones, halves first against overflow. */
  static double median(float[] sorted) {
    int m = sorted.length;
    return 0.5 * sorted[(m - 1) / 2] + 0.5 * sorted[m / 2];
  }

  /** The average of the values of ranks from .. to - 1. */
  static double average(float[] sorted, int from, int to) {
    double sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += sorted[rank];
    }
    return sum / (to - from);
  }

  /** The average of the {@code count} values nearest to a centre; ties to the smaller value. */
  static double averageNear(float[] sorted, double center, int count) {
    int from = 0;
    // The nearest values are neighbours in the order: the window moves up while that comes nearer.
    while (from + count < sorted.length
        && distance(sorted[from], center) > distance(sorted[from + count], center)) {
      from++;
    }
    return average(sorted, from, from + count);
  }

  private static double distance(float value, double center) {
    double distance = Math.abs(value - center);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }
}
