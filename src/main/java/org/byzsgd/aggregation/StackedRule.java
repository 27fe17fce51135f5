package org.byzsgd.aggregation;

import java.util.List;

/**
 * A rule behind pre-aggregations, written {@code first+second+rule}: the rows pass them from left
 * to right and the rule takes what is left. The declared f is the same for all of them: f bad rows
 * spoil at most f buckets.
 *
 * @param before the pre-aggregations in the order of the rows' passing
 * @param rule the rule behind them, not itself stacked
 */
public record StackedRule(List<PreAggregation> before, AggregationRule rule)
    implements AggregationRule {
  /**
   * Keeps an unmodifiable copy.
   *
   * @param before at least one
   * @param rule of another kind
   */
  public StackedRule {
    before = List.copyOf(before);
    if (before.isEmpty() || rule instanceof StackedRule) {
      throw new IllegalArgumentException("expected pre-aggregations and one rule behind them");
    }
  }

  @Override
  public void check(int workers) {
    rule.checkBehindPreAggregations();
    int rows = workers;
    for (PreAggregation one : before) {
      one.check(rows);
      rows = one.rows(rows);
    }
    rule.check(rows);
  }

  @Override
  public boolean worksOnSlices() {
    return rule.worksOnSlices();
  }

  @Override
  public int replicas(int workers) {
    return rule.replicas(workers);
  }
}
