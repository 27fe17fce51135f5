package org.byzsgd.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;

/**
 * How much of an aggregate is the liars'. Of a weighted sum of rows: the share of the Byzantine
 * rows in the sum of the absolute weights, so 0 or 1 for Krum. Of a rule that works on the
 * coordinates of chosen rows: their share among the chosen. Of other rules: the fraction of
 * coordinates in which the aggregate is, bit for bit, a value that a Byzantine worker sent and no
 * correct one: for the median that is how often a Byzantine value is the chosen one; averages of
 * values never are.
 */
public final class ByzantineShare {
  private ByzantineShare() {}

  /**
   * The share.
   *
   * @param rows the m rows as they were sent
   * @param byzantine the ids of the Byzantine workers, ascending
   * @param aggregate what a rule made of them
   * @return 0 .. 1
   */
  public static double of(Gradients rows, int[] byzantine, Aggregate aggregate) {
    if (byzantine.length == 0) {
      return 0;
    }
    double[] weights = aggregate.weights();
    if (weights.length > 0) {
      double lies = Arrays.stream(byzantine).mapToDouble(i -> Math.abs(weights[i])).sum();
      double all = Arrays.stream(weights).map(Math::abs).sum();
      return all == 0 ? 0 : lies / all;
    }
    int[] selected = aggregate.selected();
    if (selected.length > 0) {
      long lies =
          Arrays.stream(selected).filter(i -> Arrays.binarySearch(byzantine, i) >= 0).count();
      return (double) lies / selected.length;
    }
    return shareOfCoordinates(rows, byzantine, aggregate.vector());
  }

  private static double shareOfCoordinates(Gradients rows, int[] byzantine, float[] aggregate) {
    // Liars often share one row; it is looked at once.
    float[][] forged =
        Arrays.stream(byzantine).mapToObj(rows::row).distinct().toArray(float[][]::new);
    float[][] correct =
        IntStream.range(0, rows.workers())
            .filter(i -> Arrays.binarySearch(byzantine, i) < 0)
            .mapToObj(rows::row)
            .toArray(float[][]::new);
    RowKernels kernels = Kernels.get().rows();
    double count =
        rows.coordinates()
            .sum(
                1,
                (from, to, sums) -> sums[0] += kernels.only(forged, correct, from, to, aggregate))[
            0];
    return count / rows.coordinates().dimension();
  }
}
