package org.byzsgd.aggregation;

/**
 * How the server makes one vector of the m rows that it received, of which the user declares f to
 * be Byzantine. A rule is of one of four kinds: a {@link MixingRule} weighs whole rows by their
 * geometry, a {@link CoordinateRule} works on each coordinate by itself, a {@link ChoosingRule}
 * chooses rows by their geometry and then works on each coordinate of the chosen, and an {@link
 * InformedRule} combines rows by more than their geometry. A {@link StackedRule} is one of these
 * behind pre-aggregations. Rules are immutable: what is remembered from round to round is in the
 * server's {@link AggregationState}.
 */
public sealed interface AggregationRule
    permits MixingRule, CoordinateRule, ChoosingRule, InformedRule, StackedRule {
  /**
   * Refuses a number of workers for which the rule is not defined.
   *
   * @param workers m, at least 1
   * @throws org.byzsgd.registry.UsageException with the admissible range
   */
  void check(int workers);

  /**
   * Refuses pre-aggregations before this rule if it needs the rows as the workers sent them. Allows
   * them by default.
   *
   * @throws org.byzsgd.registry.UsageException that says why
   */
  default void checkBehindPreAggregations() {
    // Mixed rows are as good as any if not overridden.
  }

  /**
   * Whether it works where the rows are in slices of coordinates.
   *
   * @return true by default; false for a rule that has the server remember rows ({@link
   *     Evidence#sums})
   */
  default boolean worksOnSlices() {
    return true;
  }

  /**
   * How many workers are to compute the same minibatch with the same dropout masks: the workers are
   * cut in the order of their ids into groups of so many.
   *
   * @param workers m, for which {@link #check} passes
   * @return r, a divisor of m; 1 by default
   */
  default int replicas(int workers) {
    return 1;
  }
}
