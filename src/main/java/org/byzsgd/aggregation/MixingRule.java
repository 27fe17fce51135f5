package org.byzsgd.aggregation;

import org.byzsgd.linalg.Geometry;

/** A rule whose aggregate is a linear combination of the rows, with weights from their geometry. */
public non-sealed interface MixingRule extends AggregationRule {
  /**
   * Weighs the rows.
   *
   * @param geometry of the m rows
   * @return m finite weights; a row of weight 0 takes no part, whatever it holds
   */
  double[] weights(Geometry geometry);
}
