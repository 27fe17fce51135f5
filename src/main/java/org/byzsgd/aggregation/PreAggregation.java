package org.byzsgd.aggregation;

import org.byzsgd.linalg.Geometry;
import org.byzsgd.random.Stream;

/**
 * What stands before a rule: it replaces the m rows by k linear combinations of them, with
 * coefficients from their geometry. The rule behind it sees the geometry of the combinations, which
 * follows from that of the rows. Pre-aggregations are immutable.
 */
public interface PreAggregation {
  /**
   * Refuses a number of workers for which this is not defined.
   *
   * @param workers m, at least 1
   * @throws org.byzsgd.registry.UsageException with the admissible range
   */
  void check(int workers);

  /**
   * How many rows go on.
   *
   * @param workers m, at least 1
   * @return k, at least 1; m by default
   */
  default int rows(int workers) {
    return workers;
  }

  /** {@return whether {@link #mixing} looks at the distances; true by default} */
  default boolean looksAtDistances() {
    return true;
  }

  /**
   * The coefficients of the rows that go on.
   *
   * @param geometry of the m rows; if {@link #looksAtDistances} is false, only its number of rows
   *     may be asked for
   * @param stream random numbers of this round
   * @return k x m finite coefficients; a row with coefficient 0 takes no part, whatever it holds
   */
  double[][] mixing(Geometry geometry, Stream stream);
}
