package org.byzsgd.aggregation;

import org.byzsgd.registry.UsageException;

/** The range of f that a rule stands, and the line that refuses any other. */
public final class DeclaredRange {
  private DeclaredRange() {}

  /**
   * Refuses an f outside 0 .. most.
   *
   * @param rule the rule's name
   * @param declared f
   * @param most the largest admissible f for this many workers; below 0 if there is none
   * @param workers m
   * @throws UsageException if f is not of 0 .. most
   */
  public static void check(String rule, int declared, int most, int workers) {
    if (most < 0) {
      throw new UsageException(rule + ": is not defined for " + workers + " workers");
    }
    if (declared < 0 || declared > most) {
      throw new UsageException(
          String.format(
              "%s: declared byzantine must be between 0 and %d for %d workers, got %d",
              rule, most, workers, declared));
    }
  }
}
