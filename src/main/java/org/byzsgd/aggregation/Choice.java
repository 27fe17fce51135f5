package org.byzsgd.aggregation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.byzsgd.linalg.Geometry;

/** Choosing rows by a number each. */
final class Choice {
  private Choice() {}

  /** The rows of the {@code count} smallest numbers, smallest first, ties to the lowest row. */
  static int[] smallest(double[] numbers, int count) {
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> numbers[i]))
        .mapToInt(i -> i)
        .limit(count)
        .toArray();
  }

  /** The weights, of m rows, of the average of some. */
  static double[] average(int[] rows, int workers) {
    double[] weights = new double[workers];
    Arrays.stream(rows).forEach(i -> weights[i] = 1.0 / rows.length);
    return weights;
  }

  /** The finite rows; all rows if none is, since the result cannot be finite then. */
  static int[] usable(Geometry geometry) {
    int[] finite = geometry.finiteRows();
    return finite.length > 0 ? finite : IntStream.range(0, geometry.workers()).toArray();
  }
}
