package org.byzsgd.aggregation;

/**
 * How the server makes one vector of the m rows that it received, of which the user declares f to
 * be Byzantine. A rule is of one of two kinds: a {@link MixingRule} chooses or weighs whole rows by
 * their geometry, a {@link CoordinateRule} works on each coordinate by itself. Rules are immutable.
 */
public sealed interface AggregationRule permits MixingRule, CoordinateRule {
  /**
   * Refuses a number of workers for which the rule is not defined.
   *
   * @param workers m, at least 1
   * @throws org.byzsgd.registry.UsageException with the admissible range
   */
  void check(int workers);
}
