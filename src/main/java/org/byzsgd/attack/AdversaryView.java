package org.byzsgd.attack;

import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.Mean;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Stream;

/**
 * What an attacker knows in a round. An omniscient one knows the rows of the h = m - q correct
 * workers and the rule in use (with the f that the rule was told); any other knows only the honest
 * rows of the q workers that it controls. Both know m, whom they control, and the round.
 */
public final class AdversaryView {
  private final Knowledge knowledge;
  private final Gradients known;
  private final float[][] rows;
  private final int[] byzantine;
  private final int workers;
  private final AggregationRule rule;
  private final Defence defence;
  private final int round;
  private final Stream stream;
  private float[] mean;
  private float[] deviation;

  private AdversaryView(
      Knowledge knowledge,
      Gradients known,
      int[] byzantine,
      int workers,
      AggregationRule rule,
      Defence defence,
      int round,
      Stream stream) {
    this.knowledge = knowledge;
    this.known = known;
    this.rows = known.rows();
    this.byzantine = byzantine.clone();
    this.workers = workers;
    this.rule = rule;
    this.defence = defence;
    this.round = round;
    this.stream = stream;
  }

  /**
   * The view of an attacker that knows everything, against a rule without randomness or memory.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param rule the rule in use
   * @param round from 0
   * @param stream the attacker's own random numbers in this round
   * @return the view
   */
  public static AdversaryView omniscient(
      float[][] correctRows, int[] byzantine, AggregationRule rule, int round, Stream stream) {
    return omniscient(
        correctRows, byzantine, rule, rows -> new Aggregator(rule).aggregate(rows), round, stream);
  }

  /**
   * The view of an attacker that knows everything, the rule's random numbers and memory included.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param rule the rule in use
   * @param defence what the server would make of a round's rows; called any number of times
   * @param round from 0
   * @param stream the attacker's own random numbers in this round
   * @return the view
   */
  public static AdversaryView omniscient(
      float[][] correctRows,
      int[] byzantine,
      AggregationRule rule,
      Defence defence,
      int round,
      Stream stream) {
    return omniscient(Gradients.of(correctRows), byzantine, rule, defence, round, stream);
  }

  /**
   * The same where perhaps only some coordinates of the rows are.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param rule the rule in use
   * @param defence what the server would make of a round's rows; called any number of times
   * @param round from 0
   * @param stream the attacker's own random numbers in this round
   * @return the view
   */
  public static AdversaryView omniscient(
      Gradients correctRows,
      int[] byzantine,
      AggregationRule rule,
      Defence defence,
      int round,
      Stream stream) {
    int workers = correctRows.workers() + byzantine.length;
    return new AdversaryView(
        Knowledge.OMNISCIENT, correctRows, byzantine, workers, rule, defence, round, stream);
  }

  /**
   * The view of an attacker that knows only what its own workers computed.
   *
   * @param ownRows the honest rows of the q Byzantine workers, in the order of their ids
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param workers m
   * @param round from 0
   * @param stream the attacker's own random numbers in this round
   * @return the view
   */
  public static AdversaryView ownGradients(
      float[][] ownRows, int[] byzantine, int workers, int round, Stream stream) {
    return ownGradients(Gradients.of(ownRows), byzantine, workers, round, stream);
  }

  /**
   * The same where perhaps only some coordinates of the rows are.
   *
   * @param ownRows the honest rows of the q Byzantine workers, in the order of their ids
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param workers m
   * @param round from 0
   * @param stream the attacker's own random numbers in this round
   * @return the view
   */
  public static AdversaryView ownGradients(
      Gradients ownRows, int[] byzantine, int workers, int round, Stream stream) {
    return new AdversaryView(
        Knowledge.OWN_GRADIENTS, ownRows, byzantine, workers, null, null, round, stream);
  }

  /** {@return what the attacker knows} */
  public Knowledge knowledge() {
    return knowledge;
  }

  /**
   * The honest rows that the attacker knows.
   *
   * @return the h correct rows in the order of their workers' ids, or the q own ones in the order
   *     of {@link #byzantine}, each d floats; not to be written into
   */
  public float[][] knownRows() {
    return rows;
  }

  /** {@return the same rows for {@link org.byzsgd.linalg.Geometry}} */
  public Gradients known() {
    return known;
  }

  /** {@return which coordinates of the rows are here, and how sums over all of them are had} */
  public Coordinates coordinates() {
    return known.coordinates();
  }

  /** {@return the mean of the known rows, d floats, not to be written into} */
  public float[] knownMean() {
    if (mean == null) {
      mean = new float[dimension()];
      CoordinateBlocks.forEach(mean.length, (from, to) -> Mean.average(rows, from, to, mean));
    }
    return mean;
  }

  /**
   * The standard deviation of the known rows in each coordinate: the sample's, with one degree of
   * freedom less than rows; 0 if there is one row.
   *
   * @return d floats, not to be written into
   */
  public float[] knownDeviation() {
    if (deviation == null) {
      deviation = new float[dimension()];
      CoordinateBlocks.forEach(
          deviation.length,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              deviation[k] = deviation(k);
            }
          });
    }
    return deviation;
  }

  private float deviation(int coordinate) {
    double sum = 0;
    for (float[] row : rows) {
      sum += row[coordinate];
    }
    double center = sum / rows.length;
    double squares = 0;
    for (float[] row : rows) {
      squares += (row[coordinate] - center) * (row[coordinate] - center);
    }
    return (float) Math.sqrt(squares / Math.max(1, rows.length - 1));
  }

  /** {@return the ids of the q Byzantine workers in ascending order} */
  public int[] byzantine() {
    return byzantine.clone();
  }

  /** {@return m, the number of all workers} */
  public int workers() {
    return workers;
  }

  /** {@return how many coordinates are here: d, unless rows are in slices} */
  public int dimension() {
    return known.dimension();
  }

  /** {@return the round, from 0} */
  public int round() {
    return round;
  }

  /** {@return the attacker's own random numbers in this round} */
  public Stream stream() {
    return stream;
  }

  /**
   * The rule in use.
   *
   * @return the rule, with the f that it was told
   * @throws IllegalStateException if the attacker is not omniscient
   */
  public AggregationRule rule() {
    if (knowledge != Knowledge.OMNISCIENT) {
      throw new IllegalStateException(
          "an attack that knows only its own gradients does not know the rule");
    }
    return rule;
  }

  /**
   * What the rule in use would make of the round if these rows were sent.
   *
   * @param forged q rows in the order of {@link #byzantine}
   * @return the aggregate
   * @throws IllegalStateException if the attacker is not omniscient
   */
  public Aggregate outcome(float[][] forged) {
    if (knowledge != Knowledge.OMNISCIENT) {
      throw new IllegalStateException(
          "an attack that knows only its own gradients cannot try what they do");
    }
    Gradients all = new Gradients(workers, coordinates());
    int lies = 0;
    for (int worker = 0; worker < workers; worker++) {
      boolean liar = lies < byzantine.length && byzantine[lies] == worker;
      all.set(worker, liar ? forged[lies] : rows[worker - lies]);
      lies += liar ? 1 : 0;
    }
    return defence.aggregate(all);
  }

  /** What the server would make of a round's rows, as often as one likes. */
  @FunctionalInterface
  public interface Defence {
    /**
     * Aggregates.
     *
     * @param rows m rows, all set
     * @return the aggregate; nothing is remembered of it
     */
    Aggregate aggregate(Gradients rows);
  }
}
