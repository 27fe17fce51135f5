package org.byzsgd.theory;

import java.util.Optional;
import java.util.function.Supplier;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.Krum;
import org.byzsgd.aggregation.Mean;
import org.byzsgd.aggregation.Median;
import org.byzsgd.aggregation.MultiKrum;
import org.byzsgd.aggregation.TrimmedMean;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Stream;

/**
 * The correct rows of a round and who lies in it: what inner product manipulation starts from. The
 * geometry is measured once, when it is asked for first. Not safe for several threads.
 */
public final class AttackedRound {
  private final Gradients correctRows;
  private final int[] byzantine;
  private final float[] mean;
  private CorrectGeometry geometry;

  private AttackedRound(Gradients correctRows, int[] byzantine, float[] mean) {
    this.correctRows = correctRows;
    this.byzantine = byzantine;
    this.mean = mean;
  }

  /**
   * A round.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids, finite; kept
   * @param byzantine the ids of the q Byzantine workers, ascending, of 0 .. h + q - 1
   * @return the round
   */
  public static AttackedRound of(float[][] correctRows, int[] byzantine) {
    return of(Gradients.of(correctRows), byzantine);
  }

  /**
   * A round of whose rows perhaps only some coordinates are here.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids, finite; kept
   * @param byzantine the ids of the q Byzantine workers, ascending, of 0 .. h + q - 1
   * @return the round
   */
  public static AttackedRound of(Gradients correctRows, int[] byzantine) {
    float[] mean = new float[correctRows.dimension()];
    CoordinateBlocks.forEach(
        mean.length, (from, to) -> Mean.average(correctRows.rows(), from, to, mean));
    return of(correctRows, byzantine, mean);
  }

  /**
   * A round whose correct rows were averaged already.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids, finite; kept
   * @param byzantine the ids of the q Byzantine workers, ascending, of 0 .. h + q - 1
   * @param mean of the correct rows, d floats; kept
   * @return the round
   */
  public static AttackedRound of(float[][] correctRows, int[] byzantine, float[] mean) {
    return of(Gradients.of(correctRows), byzantine, mean);
  }

  /**
   * A round whose correct rows were averaged already, and of which perhaps only some coordinates
   * are here.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids, finite; kept
   * @param byzantine the ids of the q Byzantine workers, ascending, of 0 .. h + q - 1
   * @param mean of the correct rows; kept
   * @return the round
   */
  public static AttackedRound of(Gradients correctRows, int[] byzantine, float[] mean) {
    return new AttackedRound(correctRows, byzantine.clone(), mean);
  }

  /** {@return m} */
  public int workers() {
    return correctRows.workers() + byzantine.length;
  }

  /** {@return q} */
  public int byzantineCount() {
    return byzantine.length;
  }

  /** {@return the ids of the q Byzantine workers, ascending} */
  public int[] byzantine() {
    return byzantine.clone();
  }

  /** {@return the h correct rows, not to be written into} */
  public float[][] correctRows() {
    return correctRows.rows();
  }

  /** {@return the same with which of their coordinates are here} */
  public Gradients correct() {
    return correctRows;
  }

  /** {@return vbar, d floats, not to be written into} */
  public float[] mean() {
    return mean;
  }

  /** {@return the geometry of the correct rows; measured by the first call} */
  public CorrectGeometry geometry() {
    if (geometry == null) {
      geometry = CorrectGeometry.of(correctRows, mean);
    }
    return geometry;
  }

  /**
   * In how many coordinates Theorem 1, as it holds, lets the liars turn the median.
   *
   * @param center vbar, or an independent estimate of the gradient, d floats
   * @return the fractions; NaN if the median is not defined for m and q, or h is 1
   */
  public MedianCondition.Fractions medianFractions(float[] center) {
    return 2 * byzantine.length < workers() && correctRows.workers() > 1
        ? new MedianCondition(workers(), byzantine.length).fractions(correctRows, center)
        : new MedianCondition.Fractions(Double.NaN, Double.NaN);
  }

  /**
   * The rows of all workers when every Byzantine one sends -epsilon vbar.
   *
   * @param epsilon the factor
   * @return m rows
   */
  public Gradients attacked(double epsilon) {
    float[] forged = new float[mean.length];
    for (int k = 0; k < forged.length; k++) {
      forged[k] = (float) (-epsilon * mean[k]) + 0f;
    }
    Gradients rows = new Gradients(workers(), correctRows.coordinates());
    int[] places = CorrectGeometry.places(correctRows.workers(), byzantine);
    for (int worker = 0; worker < places.length; worker++) {
      rows.set(worker, places[worker] < 0 ? forged : correctRows.row(places[worker]));
    }
    return rows;
  }

  /**
   * The breaking factors of a rule where nothing is searched: for the mean, the median of odd m,
   * Krum and Multi-Krum.
   *
   * @param rule the rule, which stands m
   * @return the ends; empty for other rules
   */
  public Optional<BreakingEpsilon> exactBreaking(AggregationRule rule) {
    int m = workers();
    int q = byzantine.length;
    if (q == 0) {
      return Optional.of(BreakingEpsilon.none());
    }
    if (rule instanceof Mean) {
      return Optional.of(BreakingEpsilon.ofMean(m, q));
    }
    if (rule instanceof Median && m % 2 == 1 && 2 * q < m) {
      return Optional.of(MedianBreaking.ends(correctRows, mean, q));
    }
    if (rule instanceof Krum krum && krum.variant() == Krum.Variant.PAPER) {
      return Optional.of(new ScoreBreaking(geometry(), q, krum.declared(), 1).ends());
    }
    if (rule instanceof MultiKrum multi) {
      int chosen = multi.chosen() == 0 ? m - multi.declared() - 2 : multi.chosen();
      return Optional.of(new ScoreBreaking(geometry(), q, multi.declared(), chosen).ends());
    }
    return Optional.empty();
  }

  /**
   * The breaking factors of a rule where they follow without trying the rule on all coordinates: as
   * {@link #exactBreaking}, for the trimmed mean and the median of even m by a root on values that
   * are sorted once, behind nearest-neighbour mixing by a root for each mixing that the factors
   * lead to, and for all other mixing rules that remember nothing by a search on the geometry.
   *
   * @param rule the rule, which stands m
   * @param streams the rule's random numbers of this round, from their start at each call
   * @return the ends; empty for other rules, for which {@link #searchBreaking} is
   */
  public Optional<BreakingEpsilon> breaking(AggregationRule rule, Supplier<Stream> streams) {
    Optional<BreakingEpsilon> exact = exactBreaking(rule);
    if (exact.isPresent()) {
      return exact;
    }
    int m = workers();
    int q = byzantine.length;
    if (rule instanceof TrimmedMean trimmed) {
      return Optional.of(TrimmedBreaking.ends(correctRows, mean, q, trimmed.declared()));
    }
    if (rule instanceof Median && m % 2 == 0) {
      return Optional.of(TrimmedBreaking.ends(correctRows, mean, q, m / 2 - 1));
    }
    if (NeighbourBreaking.knows(rule)) {
      return Optional.of(NeighbourBreaking.ends(this, rule));
    }
    return MixingBreaking.knows(rule)
        ? Optional.of(
            BreakingEpsilon.search(MixingBreaking.of(geometry(), byzantine, rule, streams)))
        : Optional.empty();
  }

  /**
   * The breaking factors of any rule by {@link BreakingEpsilon#search}: it is tried up to 150 times
   * on all coordinates.
   *
   * @param defence what the server would make of a round's rows
   * @return the ends
   */
  public BreakingEpsilon searchBreaking(AdversaryView.Defence defence) {
    return byzantine.length == 0
        ? BreakingEpsilon.none()
        : BreakingEpsilon.search(
            epsilon -> {
              Gradients rows = attacked(epsilon);
              Aggregate aggregate = defence.aggregate(rows);
              double product =
                  DescentCheck.of(correctRows.coordinates(), mean, aggregate.vector())
                      .innerProduct();
              return product < 0 && mayTakePart(rows, aggregate);
            });
  }

  /** A rule that chooses or weighs rows is not broken by a round in which it took correct ones. */
  private boolean mayTakePart(Gradients rows, Aggregate aggregate) {
    boolean choice = aggregate.weights().length > 0 || aggregate.selected().length > 0;
    return !choice || ByzantineShare.of(rows, byzantine, aggregate) > 0;
  }
}
