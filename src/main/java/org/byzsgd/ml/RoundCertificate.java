package org.byzsgd.ml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.theory.AttackedRound;
import org.byzsgd.theory.BreakingEpsilon;

/**
 * What inner product manipulation would have needed to break the rule in a round, were the f
 * workers farthest from the aggregate liars and all others correct: the ends of the factors epsilon
 * for which f rows of -epsilon times the mean of the others turn the aggregate against that mean.
 *
 * <p>Costs a geometry of the rows, and never tries the rule on all coordinates: none for rules that
 * would need it (MeaMed, Phocas and others by coordinates, but for the median and the trimmed
 * mean).
 *
 * <p>Example: of five rows under the mean with f = 1, epsilon must exceed (5 - 1)/1 = 4.
 */
final class RoundCertificate {
  private final AggregationRule rule;
  private final int declared;
  private final Seed seed;

  RoundCertificate(AggregationRule rule, int declared, Seed seed) {
    this.rule = rule;
    this.declared = declared;
    this.seed = seed;
  }

  /**
   * The factors of a round.
   *
   * @param round from 0
   * @param rows what the m workers sent
   * @param distances of the rows from the aggregate; infinite for rows that are not finite
   * @return the ends; empty if f is 0, fewer than two finite rows would be correct, or the rule is
   *     none that is known to do
   */
  Optional<BreakingEpsilon> of(int round, Gradients rows, double[] distances) {
    int[] liars = farthest(distances, declared);
    Arrays.sort(liars);
    int[] others =
        IntStream.range(0, distances.length)
            .filter(i -> Arrays.binarySearch(liars, i) < 0)
            .toArray();
    if (declared == 0
        || others.length < 2
        || Arrays.stream(others).anyMatch(i -> Double.isInfinite(distances[i]))) {
      return Optional.empty();
    }
    float[][] correct = Arrays.stream(others).mapToObj(rows::row).toArray(float[][]::new);
    return AttackedRound.of(correct, liars)
        .breaking(rule, () -> seed.stream(Purpose.AGGREGATION, round, 0));
  }

  /** The rows farthest from the aggregate, the farthest first; ties to the lower id. */
  static int[] farthest(double[] distances, int count) {
    return IntStream.range(0, distances.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -distances[i]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
