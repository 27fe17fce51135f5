package org.byzsgd.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Stream;

/**
 * Runs a rule on the rows of a round, in parallel over blocks of coordinates. However many
 * pre-aggregations stand before the rule, the rows are read twice: once for their geometry and once
 * for the result.
 */
public final class Aggregator {
  private final AggregationRule whole;
  private final List<PreAggregation> before;
  private final AggregationRule rule;

  /**
   * An aggregator of a rule.
   *
   * @param rule the rule
   */
  public Aggregator(AggregationRule rule) {
    this.whole = rule;
    this.before = rule instanceof StackedRule stacked ? stacked.before() : List.of();
    this.rule = rule instanceof StackedRule stacked ? stacked.rule() : rule;
  }

  /**
   * Aggregates once, as in a first round, by a rule that draws no random numbers.
   *
   * @param gradients m rows, all set; not written into
   * @return the aggregate, which shares no memory with the rows
   * @throws org.byzsgd.registry.UsageException if the rule refuses m
   * @throws NullPointerException if the rule draws random numbers
   */
  public Aggregate aggregate(Gradients gradients) {
    return aggregate(gradients, null, AggregationState.initial());
  }

  /**
   * Aggregates.
   *
   * @param gradients m rows, all set; not written into
   * @param stream random numbers of this round
   * @param state what is remembered from the rounds before; updated
   * @return the aggregate, which shares no memory with the rows
   * @throws org.byzsgd.registry.UsageException if the rule refuses m
   */
  public Aggregate aggregate(Gradients gradients, Stream stream, AggregationState state) {
    return aggregate(gradients, RoundContext.of(stream, state));
  }

  /**
   * Aggregates.
   *
   * @param gradients m rows, all set; not written into
   * @param context what else the server knows in this round; its memory is updated
   * @return the aggregate, which shares no memory with the rows
   * @throws org.byzsgd.registry.UsageException if the rule refuses m, or needs what the context
   *     lacks
   */
  public Aggregate aggregate(Gradients gradients, RoundContext context) {
    whole.check(gradients.workers());
    RowEvidence evidence = new RowEvidence(gradients, before, reference().orElse(null), context);
    Aggregate aggregate = apply(gradients, evidence);
    evidence.remember(aggregate.vector());
    return aggregate;
  }

  /** {@return the vector beside the rows that the rule measures from, if there is one} */
  public Optional<Reference> reference() {
    return rule instanceof InformedRule informed ? informed.reference() : Optional.empty();
  }

  private Aggregate apply(Gradients gradients, RowEvidence evidence) {
    float[][] rows = gradients.rows();
    float[] out = new float[gradients.dimension()];
    if (before.isEmpty() && rule instanceof CoordinateRule one) {
      evidence.mixing().forEachBlock(rows, out, one::aggregate);
      return new Aggregate(out, new double[0], new int[0]);
    }
    // All of the second stage is numbers that follow from sums.
    Decision decision =
        Decision.of(gradients.coordinates().agree(() -> decide(evidence).numbers()), rows.length);
    evidence.mixedBy(decision.mixing());
    return carryOut(decision, rows, evidence, out);
  }

  private Decision decide(RowEvidence evidence) {
    evidence.mix();
    Mixing mixing = evidence.mixing();
    if (rule instanceof InformedRule one) {
      return new Decision(mixing, one.combine(evidence));
    }
    if (rule instanceof MixingRule one) {
      return new Decision(mixing, Combination.weighted(one.weights(evidence.geometry())));
    }
    if (rule instanceof ChoosingRule one) {
      return new Decision(mixing, Combination.average(one.choose(evidence.geometry())));
    }
    double[] equal = new double[mixing.rows()];
    Arrays.fill(equal, 1.0 / equal.length);
    return new Decision(mixing, Combination.weighted(equal));
  }

  private Aggregate carryOut(Decision decision, float[][] rows, RowEvidence evidence, float[] out) {
    Mixing mixing = decision.mixing();
    Combination combination = decision.combination();
    if (rule instanceof ChoosingRule one) {
      Mixing chosen = mixing.choose(combination.averaged());
      chosen.forEachBlock(rows, out, one::aggregate);
      return new Aggregate(out, new double[0], chosen.used());
    }
    if (rule instanceof Mean) {
      // The average of combinations is itself one: no mixed row is computed.
      Mixing.combine(rows, mixing.collapse(combination.weights()), out);
      return new Aggregate(out, new double[0], new int[0]);
    }
    if (rule instanceof CoordinateRule one) {
      mixing.forEachBlock(rows, out, one::aggregate);
      return new Aggregate(out, new double[0], new int[0]);
    }
    return combine(rows, evidence, combination, out);
  }

  private static Aggregate combine(
      float[][] rows, RowEvidence evidence, Combination combination, float[] out) {
    if (combination.averaged() != null) {
      Mixing chosen = evidence.mixing().choose(combination.averaged());
      chosen.forEachBlock(rows, out, Mean::average);
      double[] shares = Choice.average(combination.averaged(), evidence.workers());
      return new Aggregate(out, evidence.mixing().collapse(shares), chosen.used());
    }
    double[] mixed = combination.weights();
    double[] weights = evidence.mixing().collapse(mixed);
    if (mixed.length == evidence.workers()) {
      return weigh(rows, weights, out);
    }
    double last = mixed[mixed.length - 1];
    Mixing.combine(append(rows, evidence.reference()), append(weights, last), out);
    return new Aggregate(out, weights, selected(weights));
  }

  private static Aggregate weigh(float[][] rows, double[] weights, float[] out) {
    Mixing.combine(rows, weights, out);
    return new Aggregate(out, weights, selected(weights));
  }

  private static int[] selected(double[] weights) {
    return IntStream.range(0, weights.length).filter(i -> weights[i] != 0).toArray();
  }

  private static float[][] append(float[][] rows, float[] last) {
    float[][] all = Arrays.copyOf(rows, rows.length + 1);
    all[rows.length] = last;
    return all;
  }

  private static double[] append(double[] weights, double last) {
    double[] all = Arrays.copyOf(weights, weights.length + 1);
    all[weights.length] = last;
    return all;
  }
}
