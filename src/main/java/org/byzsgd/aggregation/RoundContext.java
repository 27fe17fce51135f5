package org.byzsgd.aggregation;

import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;

/**
 * What the server knows in a round beside the rows that it received. Immutable, but for the memory
 * that it refers to. Not a record: it holds the point by reference.
 */
public final class RoundContext {
  private final Stream stream;
  private final AggregationState state;
  private final float[] point;
  private final double stepSize;
  private final Trusted trusted;

  private RoundContext(
      Stream stream, AggregationState state, float[] point, double stepSize, Trusted trusted) {
    this.stream = stream;
    this.state = state;
    this.point = point;
    this.stepSize = stepSize;
    this.trusted = trusted;
  }

  /**
   * A round outside training: the point stands at zero, a step has size 1, nothing is trusted.
   *
   * @param stream random numbers of this round; null if neither rule nor pre-aggregation draws any
   * @param state what is remembered from the rounds before; updated by an aggregation
   * @return the context
   */
  public static RoundContext of(Stream stream, AggregationState state) {
    return new RoundContext(stream, state, null, 1, null);
  }

  /**
   * The same round at a point.
   *
   * @param here d floats, or null where the point is not known; not to be written into while the
   *     round lasts
   * @param rate gamma, the size of the step that will follow
   * @return the context
   */
  public RoundContext at(float[] here, double rate) {
    return new RoundContext(stream, state, here, rate, trusted);
  }

  /**
   * The same round with trusted samples.
   *
   * @param samples what the server learns of its own samples; null if it has none
   * @return the context
   */
  public RoundContext trusting(Trusted samples) {
    return new RoundContext(stream, state, point, stepSize, samples);
  }

  /**
   * The same round with random numbers.
   *
   * @param numbers of this round, from their start
   * @return the context
   */
  public RoundContext with(Stream numbers) {
    return new RoundContext(numbers, state, point, stepSize, trusted);
  }

  /**
   * The same round for a trial, which is not remembered.
   *
   * @return a context with a memory that goes on from this one's by itself
   */
  public RoundContext fork() {
    return new RoundContext(stream, state.fork(), point, stepSize, trusted);
  }

  /** {@return random numbers of this round, or null} */
  Stream stream() {
    return stream;
  }

  /** {@return what is remembered} */
  AggregationState state() {
    return state;
  }

  /** {@return gamma, the size of the step that will follow} */
  double stepSize() {
    return stepSize;
  }

  /** The point of the round, d floats. */
  float[] point(int dimension) {
    return point == null ? new float[dimension] : point;
  }

  /** The trusted samples, which a rule that asks for them must have. */
  Trusted trusted() {
    if (trusted == null) {
      throw new UsageException(
          "the rule weighs rows by samples that the server trusts: there are none outside training,"
              + " and in training --trusted says how many");
    }
    return trusted;
  }
}
