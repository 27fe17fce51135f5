package org.byzsgd.aggregation;

/** A rule that works on each coordinate by itself. */
public non-sealed interface CoordinateRule extends AggregationRule {
  /**
   * Aggregates a block of coordinates. Called from several threads for different blocks.
   *
   * @param rows the m rows, not to be written into
   * @param from the first coordinate
   * @param to one past the last
   * @param aggregate of which the coordinates from .. to - 1 are to be written
   */
  void aggregate(float[][] rows, int from, int to, float[] aggregate);
}
