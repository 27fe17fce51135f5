package org.byzsgd.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.Mean;
import org.byzsgd.aggregation.RoundContext;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.Knowledge;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.SliceCoordinates;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.linalg.SliceShare;
import org.byzsgd.linalg.Transcript;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/**
 * What the adversary and the server make of the workers' gradients in a round: forgery,
 * aggregation, and what is seen of them. Written once, for the {@link Coordinates} that are here:
 * it runs on whole rows on the driver, or as one copy on each slice of them, led from the driver.
 * Immutable.
 */
public final class RoundScript {
  private final AggregationRule rule;
  private final Aggregator aggregator;
  private final Attack attack;
  private final RoundInspector inspector;
  private final Seed seed;

  /**
   * A script.
   *
   * @param rule how the server aggregates
   * @param attack what liars send
   * @param inspector looks at the rows
   * @param seed of the run
   */
  public RoundScript(AggregationRule rule, Attack attack, RoundInspector inspector, Seed seed) {
    this.rule = rule;
    this.aggregator = new Aggregator(rule);
    this.attack = attack;
    this.inspector = inspector;
    this.seed = seed;
  }

  /** Makes the script of a run on an executor, from plain fields. */
  public interface Source extends Serializable {
    /** {@return the script} */
    RoundScript script();
  }

  /**
   * Runs the script on a slice as far as the first sum that was not answered.
   *
   * @param scene what the round starts from
   * @param layout of the slices
   * @param slice which one
   * @param rows the slice's part of each worker's gradient by the worker's id; null for those that
   *     were not asked
   * @param transcript what was answered so far
   * @return the slice's share of that sum
   */
  public SliceShare share(
      RoundScene scene, SliceLayout layout, int slice, float[][] rows, Transcript transcript) {
    SliceCoordinates here = new SliceCoordinates(layout, slice, transcript);
    Gradients sent = new Gradients(rows.length, here);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] != null) {
        sent.set(i, rows[i]);
      }
    }
    return here.share(
        () -> play(sent, scene, scene.context(here), () -> Double.NaN, Optional.empty()));
  }

  AggregationRule rule() {
    return rule;
  }

  Attack attack() {
    return attack;
  }

  Aggregator aggregator() {
    return aggregator;
  }

  /** How many fresh minibatches of each worker the inspector wants in a round. */
  int independentMinibatches(int round) {
    return inspector.independentMinibatches(round);
  }

  /** Whether the Byzantine workers of a round are asked for their gradients. */
  boolean asksLiars(int[] byzantine) {
    return byzantine.length > 0 && attack.knowledge() == Knowledge.OWN_GRADIENTS;
  }

  /**
   * Runs the script.
   *
   * @param sent the gradients by workers; null of those that were not asked
   * @param scene what the round starts from
   * @param context the scene's, for the coordinates that are here; its memory is updated
   * @param loss the mean minibatch loss of the correct workers; asked for after the aggregation
   * @param independent a gradient for the inspector, d floats; never where coordinates are
   *     elsewhere
   * @return how the round went
   */
  Played play(
      Gradients sent,
      RoundScene scene,
      RoundContext context,
      DoubleSupplier loss,
      Optional<float[]> independent) {
    int[] byzantine = scene.byzantine();
    int[] correct = complement(byzantine, sent.workers());
    Gradients correctRows = sent.choose(correct);
    Gradients rows = new Gradients(sent.workers(), sent.coordinates());
    for (int i : correct) {
      rows.set(i, sent.row(i));
    }
    RoundContext before = context.fork();
    AdversaryView.Defence again = tried -> aggregate(tried, scene.round(), before.fork());
    float[] correctMean = forge(sent, correctRows, rows, scene, again);
    Aggregate aggregate = aggregate(rows, scene.round(), context);
    Finding finding = new Finding(correctMean, aggregate.vector());
    double[] products =
        sent.coordinates().sum(3, finding::products, aggregate.vector(), finding::keep);
    RoundTrace trace = trace(scene, loss.getAsDouble(), products, aggregate.selected());
    Map<String, Double> seen =
        inspector.inspect(
            trace, correctRows.rows(), correctMean, rows, aggregate, again, independent);
    return new Played(rows, aggregate, finding.whole, trace.with(seen));
  }

  /** Puts the forged rows to their places; gives the mean of the correct ones. */
  private float[] forge(
      Gradients sent,
      Gradients correctRows,
      Gradients rows,
      RoundScene scene,
      AdversaryView.Defence defence) {
    int[] byzantine = scene.byzantine();
    if (byzantine.length == 0) {
      return mean(correctRows);
    }
    boolean own = asksLiars(byzantine);
    Stream stream = seed.stream(Purpose.ATTACK, scene.round(), 0);
    AdversaryView view =
        own
            ? AdversaryView.ownGradients(
                sent.choose(byzantine), byzantine, sent.workers(), scene.round(), stream)
            : AdversaryView.omniscient(
                correctRows, byzantine, rule, defence, scene.round(), stream);
    float[][] forged = attack.forge(view);
    for (int i = 0; i < byzantine.length; i++) {
      rows.set(byzantine[i], forged[i]);
    }
    // An omniscient attacker has averaged the correct rows already.
    return own ? mean(correctRows) : view.knownMean();
  }

  private Aggregate aggregate(Gradients rows, int round, RoundContext context) {
    return aggregator.aggregate(rows, context.with(seed.stream(Purpose.AGGREGATION, round, 0)));
  }

  private static RoundTrace trace(
      RoundScene scene, double loss, double[] products, int[] selected) {
    double norms = Math.sqrt(products[0]) * Math.sqrt(products[1]);
    return new RoundTrace(
        scene.round(),
        scene.round() / scene.roundsPerEpoch(),
        RoundTrace.list(scene.byzantine()),
        loss,
        Math.sqrt(products[0]),
        Math.sqrt(products[1]),
        products[2],
        products[2] / norms,
        RoundTrace.list(selected),
        Map.of(),
        List.of());
  }

  static float[] mean(Gradients rows) {
    float[] mean = new float[rows.dimension()];
    CoordinateBlocks.forEach(mean.length, (from, to) -> Mean.average(rows.rows(), from, to, mean));
    return mean;
  }

  /** The numbers from 0 on that are not among some sorted ones. */
  static int[] complement(int[] sorted, int count) {
    return IntStream.range(0, count).filter(i -> Arrays.binarySearch(sorted, i) < 0).toArray();
  }

  /** The aggregate as the trace compares it with the mean of the correct rows. */
  private static final class Finding {
    private final float[] correctMean;
    private final float[] aggregate;
    private float[] whole;

    Finding(float[] correctMean, float[] aggregate) {
      this.correctMean = correctMean;
      this.aggregate = aggregate;
    }

    void products(int from, int to, double[] sums) {
      for (int k = from; k < to; k++) {
        sums[0] += (double) correctMean[k] * correctMean[k];
        sums[1] += (double) aggregate[k] * aggregate[k];
        sums[2] += (double) correctMean[k] * aggregate[k];
      }
    }

    void keep(float[] vector) {
      whole = vector;
    }
  }

  /** How a round went. (A class and not a record: it holds arrays by reference.) */
  static final class Played {
    private final Gradients rows;
    private final Aggregate aggregate;
    private final float[] vector;
    private final RoundTrace trace;

    Played(Gradients rows, Aggregate aggregate, float[] vector, RoundTrace trace) {
      this.rows = rows;
      this.aggregate = aggregate;
      this.vector = vector;
      this.trace = trace;
    }

    /** The m rows as they were sent: the coordinates that are here. */
    Gradients rows() {
      return rows;
    }

    /** What the rule made of them: the coordinates that are here. */
    Aggregate aggregate() {
      return aggregate;
    }

    /** The aggregate with all its coordinates. */
    float[] vector() {
      return vector;
    }

    RoundTrace trace() {
      return trace;
    }

    /** The same under another trace. */
    Played with(RoundTrace other) {
      return new Played(rows, aggregate, vector, other);
    }
  }
}
