package org.byzsgd.aggregation;

import org.byzsgd.linalg.Geometry;

/** A rule that chooses rows by their geometry and works on each coordinate of the chosen rows. */
public non-sealed interface ChoosingRule extends AggregationRule {
  /**
   * Chooses rows.
   *
   * @param geometry of the m rows
   * @return the numbers of the chosen rows, at least one
   */
  int[] choose(Geometry geometry);

  /**
   * Aggregates a block of coordinates. Called from several threads for different blocks.
   *
   * @param chosen the chosen rows in the order of the choice, not to be written into
   * @param from the first coordinate
   * @param to one past the last
   * @param aggregate of which the coordinates from .. to - 1 are to be written
   */
  void aggregate(float[][] chosen, int from, int to, float[] aggregate);
}
