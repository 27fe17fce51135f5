package org.byzsgd.theory;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.MixingRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.aggregation.StackedRule;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.attack.Knowledge;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;

/** Trials of a {@link Tolerance} in one dimension. */
final class Trials {
  private final Tolerance plan;
  private final Seed seed;
  private final ThreatModel threat;
  private final List<AggregationRule> rules;
  private final List<Attack> attacks;
  private final int dimension;
  private final boolean whole;
  private final NoiseRows reduced;
  private NoiseRows full;
  private final boolean ownGradients;

  Trials(Tolerance plan, int dimension) {
    this.plan = plan;
    this.seed = new Seed(plan.seed());
    this.threat = new ThreatModel(plan.workers(), plan.byzantine(), List.of(), 0);
    this.rules =
        plan.rules().stream()
            .map(text -> RuleFactory.of(text, plan.declared(), plan.workers()))
            .toList();
    this.attacks = plan.attacks().stream().map(one -> AttackFactory.of(one.text())).toList();
    this.dimension = dimension;
    this.ownGradients =
        attacks.stream().anyMatch(one -> one.knowledge() == Knowledge.OWN_GRADIENTS);
    boolean reducible = plan.noise().isotropic() && dimension >= plan.workers() + 2;
    boolean all =
        rules.stream().allMatch(Trials::mixes)
            && attacks.stream().allMatch(Attack::combinesKnownRows);
    boolean some =
        rules.stream().anyMatch(Trials::mixes)
            && attacks.stream().anyMatch(Attack::combinesKnownRows);
    this.reduced = reducible && some ? NoiseRows.reduced(dimension, plan.workers()) : null;
    this.whole = !(reducible && all);
  }

  /**
   * {@return about how much memory {@link #run} holds at a time: of whole rows the noise, what is
   * sent and what is forged, and the signal, the aggregate and deviations in double; 0 where inner
   * products do}
   */
  long bytes() {
    return whole ? (long) Float.BYTES * dimension * (3L * plan.workers() + 6) : 0;
  }

  private static boolean mixes(AggregationRule rule) {
    return (rule instanceof StackedRule stacked ? stacked.rule() : rule) instanceof MixingRule;
  }

  /** The trials from .. to - 1: for each and each cell eta and the share. */
  double[] run(int from, int to) {
    // Made here, where the memory for it is sure.
    full = whole ? NoiseRows.full(dimension, plan.noise()) : null;
    int cells = plan.signals().size() * attacks.size() * rules.size();
    double[] results = new double[2 * cells * (to - from)];
    for (int trial = from; trial < to; trial++) {
      double[] own = trial(trial, cells);
      System.arraycopy(own, 0, results, 2 * cells * (trial - from), own.length);
    }
    return results;
  }

  private double[] trial(int trial, int cells) {
    int[] byzantine = threat.byzantine(seed, trial);
    Noises noises = new Noises(trial, byzantine);
    double[] results = new double[2 * cells];
    int at = 0;
    for (double signal : plan.signals()) {
      Sent reducedRows = reduced == null ? null : noises.sent(reduced, noises.reducedRows, signal);
      Sent fullRows = full == null ? null : noises.sent(full, noises.fullRows, signal);
      for (Attack attack : attacks) {
        for (AggregationRule rule : rules) {
          boolean less = reduced != null && attack.combinesKnownRows() && mixes(rule);
          (less ? reducedRows : fullRows).play(attack, rule, results, at);
          at += 2;
        }
      }
    }
    return results;
  }

  /** The noise of a trial, in as many forms as the cells need. */
  private final class Noises {
    private final int trial;
    private final int[] byzantine;
    private final float[][] fullRows;
    private final float[][] reducedRows;

    Noises(int trial, int[] byzantine) {
      this.trial = trial;
      this.byzantine = byzantine;
      this.fullRows = full == null ? null : rows(full);
      this.reducedRows = reduced == null ? null : rows(reduced);
    }

    private float[][] rows(NoiseRows source) {
      // Each row has a stream of its own, so leaving out those that nobody looks at changes
      // nothing.
      return IntStream.range(0, plan.workers())
          .mapToObj(
              i ->
                  ownGradients || Arrays.binarySearch(byzantine, i) < 0
                      ? source.row(seed, trial, i)
                      : null)
          .toArray(float[][]::new);
    }

    Sent sent(NoiseRows source, float[][] noise, double signal) {
      float[] direction = source.signal();
      float[][] rows = new float[noise.length][];
      for (int i = 0; i < rows.length; i++) {
        if (noise[i] != null) {
          rows[i] = new float[direction.length];
          for (int k = 0; k < direction.length; k++) {
            rows[i][k] = (float) (signal * direction[k] + noise[i][k]);
          }
        }
      }
      return new Sent(trial, byzantine, rows, direction, signal);
    }
  }

  /** The gradients of a trial at one signal. */
  private final class Sent {
    private final int trial;
    private final int[] byzantine;
    private final float[][] rows;
    private final float[][] correct;
    private final float[] direction;
    private final double signal;

    Sent(int trial, int[] byzantine, float[][] rows, float[] direction, double signal) {
      this.trial = trial;
      this.byzantine = byzantine;
      this.rows = rows;
      this.direction = direction;
      this.signal = signal;
      this.correct =
          IntStream.range(0, rows.length)
              .filter(i -> Arrays.binarySearch(byzantine, i) < 0)
              .mapToObj(i -> rows[i])
              .toArray(float[][]::new);
    }

    void play(Attack attack, AggregationRule rule, double[] results, int at) {
      Aggregator aggregator = new Aggregator(rule);
      AdversaryView.Defence defence =
          tried ->
              aggregator.aggregate(
                  tried, seed.stream(Purpose.AGGREGATION, trial, 0), AggregationState.initial());
      float[][] forged = attack.forge(view(attack, rule, defence));
      Gradients all = new Gradients(rows.length, direction.length);
      int lies = 0;
      for (int i = 0; i < rows.length; i++) {
        boolean liar = lies < byzantine.length && byzantine[lies] == i;
        all.set(i, liar ? forged[lies++] : rows[i]);
      }
      Aggregate aggregate = defence.aggregate(all);
      double product = 0;
      float[] vector = aggregate.vector();
      for (int k = 0; k < vector.length; k++) {
        product += (double) direction[k] * vector[k];
      }
      // g = s times the direction, whose squared length is d.
      results[at] = signal == 0 ? Double.NaN : product / (signal * dimension);
      results[at + 1] = ByzantineShare.of(all, byzantine, aggregate);
    }

    private AdversaryView view(Attack attack, AggregationRule rule, AdversaryView.Defence defence) {
      var stream = seed.stream(Purpose.ATTACK, trial, 0);
      if (attack.knowledge() == Knowledge.OWN_GRADIENTS) {
        float[][] own = Arrays.stream(byzantine).mapToObj(i -> rows[i]).toArray(float[][]::new);
        return AdversaryView.ownGradients(own, byzantine, rows.length, trial, stream);
      }
      return AdversaryView.omniscient(correct, byzantine, rule, defence, trial, stream);
    }
  }
}
