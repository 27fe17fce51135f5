package org.byzsgd.aggregation;

import org.byzsgd.linalg.Geometry;

/**
 * A mixing rule that also looks at the aggregate of the round before, zero before the first round.
 */
public interface RecallingRule extends MixingRule {
  /**
   * Weighs the rows and the last aggregate.
   *
   * @param geometry of the m rows, with the last aggregate as its reference
   * @return m + 1 finite weights, the last one that of the last aggregate
   */
  @Override
  double[] weights(Geometry geometry);
}
