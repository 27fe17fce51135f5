package org.byzsgd.aggregation;

/**
 * How the server makes one vector of the m rows that it received, of which the user declares f to
 * be Byzantine. A rule is of one of three kinds: a {@link MixingRule} weighs whole rows by their
 * geometry, a {@link CoordinateRule} works on each coordinate by itself, and a {@link ChoosingRule}
 * chooses rows by their geometry and then works on each coordinate of the chosen. A {@link
 * StackedRule} is one of these behind pre-aggregations. Rules are immutable: what is remembered
 * from round to round is in the server's {@link AggregationState}.
 */
public sealed interface AggregationRule
    permits MixingRule, CoordinateRule, ChoosingRule, StackedRule {
  /**
   * Refuses a number of workers for which the rule is not defined.
   *
   * @param workers m, at least 1
   * @throws org.byzsgd.registry.UsageException with the admissible range
   */
  void check(int workers);
}
