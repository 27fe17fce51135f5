package org.byzsgd.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.theory.AttackedRound;
import org.byzsgd.theory.BreakingEpsilon;
import org.byzsgd.theory.ByzantineShare;
import org.byzsgd.theory.DescentCheck;
import org.byzsgd.theory.MedianCondition;
import org.byzsgd.theory.RoundDiagnostics;
import org.byzsgd.training.RoundInspector;
import org.byzsgd.training.RoundTrace;

/**
 * Evaluates the theory in each round. While nobody lies its columns say what f liars, the workers
 * of the highest ids, could do to the rows of the others: with the declared f and not with q, since
 * runs that differ in the attack alone have these rounds in common. In a round whose rows or
 * aggregate are not finite all is NaN.
 *
 * @param rule the rule in use
 * @param declared f
 * @param inspection what is looked at, at least {@link Diagnostics#STANDARD}
 * @param seed of the run
 */
record TheoryInspector(AggregationRule rule, int declared, Inspection inspection, Seed seed)
    implements RoundInspector {
  static final List<String> COLUMNS =
      List.of(
          "eta",
          "byzantine_weight",
          "scatter",
          "signal_to_noise",
          "farthest_ratio",
          "beta",
          "theorem_2_lowest_epsilon",
          "theorem_2_highest_epsilon",
          "theorem_2_covers",
          "closed_form_epsilon",
          "breaking_epsilon",
          "largest_breaking_epsilon",
          "coordinates_by_sample",
          "coordinates_by_reach");

  /** Against a gradient that does not depend on the rows, where there is one. */
  static final List<String> REFERENCE_COLUMNS =
      List.of(
          "reference_norm",
          "reference_inner_product",
          "reference_eta",
          "reference_cosine",
          "reference_coordinates_by_sample",
          "reference_coordinates_by_reach");

  @Override
  public int independentMinibatches(int round) {
    return inspection.independentMinibatches(round);
  }

  @Override
  public Map<String, Double> inspect(
      RoundTrace trace,
      float[][] correctRows,
      float[] correctMean,
      Gradients rows,
      Aggregate aggregate,
      AdversaryView.Defence defence,
      Optional<float[]> independent) {
    int[] byzantine = trace.byzantine().stream().mapToInt(i -> i).toArray();
    Gradients correct = Gradients.of(rows.coordinates(), correctRows);
    AttackedRound round =
        byzantine.length > 0
            ? AttackedRound.of(correct, byzantine, correctMean)
            : imagined(correct, correctMean);
    double square = trace.correctNorm() * trace.correctNorm();
    boolean finite = Double.isFinite(square) && Double.isFinite(trace.aggregateNorm());
    if (!finite || round.correct().workers() < 2) {
      return Map.of();
    }
    RoundDiagnostics seen = RoundDiagnostics.of(round, breaking(round, trace.round(), defence));
    Map<String, Double> named = new LinkedHashMap<>();
    put(
        named,
        COLUMNS,
        trace.innerProduct() / square,
        ByzantineShare.of(rows, byzantine, aggregate),
        seen.scatter(),
        seen.signalToNoise(),
        seen.farthest(),
        seen.beta(),
        seen.lowestCovered(),
        seen.highestCovered(),
        seen.covered(),
        seen.closedForm(),
        seen.smallestBreaking(),
        seen.largestBreaking(),
        seen.coordinatesBySample(),
        seen.coordinatesByReach());
    independent.ifPresent(gradient -> compare(named, gradient, round, aggregate));
    return named;
  }

  private static void compare(
      Map<String, Double> named, float[] gradient, AttackedRound round, Aggregate aggregate) {
    DescentCheck descent = DescentCheck.of(gradient, aggregate.vector());
    MedianCondition.Fractions fractions = round.medianFractions(gradient);
    put(
        named,
        REFERENCE_COLUMNS,
        Math.sqrt(descent.gradientSquaredNorm()),
        descent.innerProduct(),
        descent.eta(),
        descent.cosine(),
        fractions.bySample(),
        fractions.byReach());
  }

  private AttackedRound imagined(Gradients correctRows, float[] correctMean) {
    int m = correctRows.workers();
    if (declared == 0 || declared >= m) {
      return AttackedRound.of(correctRows, new int[0], correctMean);
    }
    return AttackedRound.of(
        correctRows.choose(IntStream.range(0, m - declared).toArray()),
        IntStream.range(m - declared, m).toArray());
  }

  private Optional<BreakingEpsilon> breaking(
      AttackedRound round, int number, AdversaryView.Defence defence) {
    if (round.byzantineCount() == 0) {
      return Optional.empty();
    }
    if (inspection.level() == Diagnostics.STANDARD) {
      return round.exactBreaking(rule);
    }
    return round
        .breaking(rule, () -> seed.stream(Purpose.AGGREGATION, number, 0))
        .or(() -> Optional.of(round.searchBreaking(defence)));
  }

  private static void put(Map<String, Double> named, List<String> columns, double... values) {
    for (int i = 0; i < values.length; i++) {
      named.put(columns.get(i), values[i]);
    }
  }
}
