package org.byzsgd.aggregation;

import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;

/** Runs a rule on the rows of a round, in parallel over blocks of coordinates. */
public final class Aggregator {
  private final AggregationRule rule;

  /**
   * An aggregator of a rule.
   *
   * @param rule the rule
   */
  public Aggregator(AggregationRule rule) {
    this.rule = rule;
  }

  /**
   * Aggregates.
   *
   * @param gradients m rows, all set; not written into
   * @return the aggregate, which shares no memory with the rows
   * @throws org.byzsgd.registry.UsageException if the rule refuses m
   */
  public Aggregate aggregate(Gradients gradients) {
    rule.check(gradients.workers());
    float[] vector = new float[gradients.dimension()];
    float[][] rows = gradients.rows();
    if (rule instanceof MixingRule mixing) {
      double[] weights = mixing.weights(Geometry.of(gradients));
      CoordinateBlocks.forEach(
          vector.length, (from, to) -> combine(rows, weights, from, to, vector));
      return new Aggregate(vector, weights);
    }
    CoordinateRule coordinates = (CoordinateRule) rule;
    CoordinateBlocks.forEach(
        vector.length, (from, to) -> coordinates.aggregate(rows, from, to, vector));
    return new Aggregate(vector, new double[0]);
  }

  /** The sum of w_i x_i in the order of the rows, in double; rows of weight 0 are not looked at. */
  private static void combine(float[][] rows, double[] weights, int from, int to, float[] out) {
    double[] sums = new double[to - from];
    for (int i = 0; i < rows.length; i++) {
      double weight = weights[i];
      if (weight == 0) {
        continue;
      }
      float[] row = rows[i];
      for (int k = 0; k < sums.length; k++) {
        sums[k] += weight * row[from + k];
      }
    }
    for (int k = 0; k < sums.length; k++) {
      out[from + k] = (float) sums[k];
    }
  }
}
