package org.byzsgd.theory;

import java.util.function.DoublePredicate;

/**
 * The factors of inner product manipulation that break a rule in one round: those epsilon &gt; 0
 * for which, with all q Byzantine workers sending -epsilon vbar, &lt;vbar, Aggr&gt; &lt; 0
 * <em>and</em> a Byzantine row has a part in the aggregate. For Krum that means: it chooses a
 * Byzantine row. (A rule that goes the wrong way by choosing correct rows alone is not broken by
 * the attack.)
 *
 * <p>The set B of such epsilon need not be an interval, so both its ends are given. For the mean it
 * is ((m-q)/q, infinity), for the median (odd m) an interval without upper end, for Krum most often
 * (0, epsilon*): then {@code smallest} is 0 and {@code largest} the epsilon* above which Krum
 * defends itself. In one dimension, or on skew data, Krum's set can have holes.
 *
 * <p>How the ends are found: exactly for Krum, Multi-Krum ({@link ScoreBreaking}), the mean, the
 * median of odd m ({@link MedianBreaking}), and up to rounding for the trimmed mean and the median
 * of even m ({@link TrimmedBreaking}); otherwise by {@link #search}.
 *
 * @param smallest inf B; infinite if no epsilon breaks the rule
 * @param largest sup B; infinite if arbitrarily large ones do, 0 if none does
 */
public record BreakingEpsilon(double smallest, double largest) {
  /**
   * The smallest factor that {@link #search} tries; what breaks there counts as breaking from 0.
   */
  public static final double LEAST = 1e-3;

  /** The largest factor that {@link #search} tries; what breaks there counts as without end. */
  public static final double MOST = 1e3;

  /** Grid points a decade: neighbours are a factor of 1.21 apart. */
  private static final int POINTS_A_DECADE = 12;

  private static final int DECADES = 6;
  private static final double PRECISION = 1e-9;

  /** {@return the ends of an empty set} */
  public static BreakingEpsilon none() {
    return new BreakingEpsilon(Double.POSITIVE_INFINITY, 0);
  }

  /** {@return whether some factor breaks the rule} */
  public boolean exists() {
    return smallest < Double.POSITIVE_INFINITY;
  }

  /**
   * The ends for the mean of m rows, in every round: beyond (m-q)/q.
   *
   * @param workers m
   * @param byzantine q
   * @return the open interval's ends; none for q = 0
   */
  public static BreakingEpsilon ofMean(int workers, int byzantine) {
    return byzantine == 0
        ? none()
        : new BreakingEpsilon((workers - byzantine) / (double) byzantine, Double.POSITIVE_INFINITY);
  }

  /**
   * Searches the ends by trying factors: 73 of a geometric grid from {@link #LEAST} to {@link
   * #MOST}, then bisection between the outermost that break and their neighbours that do not, to a
   * relative 1e-9. Both ends that are found are ends of the set. The first is its infimum if no
   * part of the set lies between two neighbours of the grid below it: every part that is longer
   * than a factor of 1.21 is found. If the set is an interval, as for every rule that is monotone
   * in each coordinate (median, trimmed mean, mean), and one of its points is on the grid, the
   * result is exact to 1e-9.
   *
   * @param breaks whether a factor breaks the rule
   * @return the ends
   */
  public static BreakingEpsilon search(DoublePredicate breaks) {
    int last = DECADES * POINTS_A_DECADE;
    int first = 0;
    while (first <= last && !breaks.test(grid(first))) {
      first++;
    }
    if (first > last) {
      return none();
    }
    double smallest = first == 0 ? 0 : end(breaks, grid(first), grid(first - 1));
    int end = last;
    while (end > first && !breaks.test(grid(end))) {
      end--;
    }
    double largest = end == last ? Double.POSITIVE_INFINITY : end(breaks, grid(end), grid(end + 1));
    return new BreakingEpsilon(smallest, largest);
  }

  private static double grid(int index) {
    return LEAST * Math.pow(10, (double) index / POINTS_A_DECADE);
  }

  /** An end of the set between a factor inside and one outside. */
  private static double end(DoublePredicate breaks, double inside, double outside) {
    double in = inside;
    double out = outside;
    while (Math.abs(in - out) > PRECISION * in) {
      double middle = (in + out) / 2;
      if (breaks.test(middle)) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return (in + out) / 2;
  }
}
