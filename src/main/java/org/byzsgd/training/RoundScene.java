package org.byzsgd.training;

import java.io.Serializable;
import java.util.Arrays;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.RoundContext;
import org.byzsgd.aggregation.Trusted;
import org.byzsgd.linalg.Coordinates;

/**
 * What a round's {@link RoundScript} starts from beside the workers' gradients: numbers, and the
 * few vectors of d floats that some rules measure from. It goes to wherever slices of the gradients
 * are.
 */
public final class RoundScene implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int round;
  private final int roundsPerEpoch;
  private final int[] byzantine;
  private final double stepSize;
  private final AggregationState state;
  private final float[] trustedGradient;

  /** Holds the state by reference; the trusted gradient is null if the rule has no use for it. */
  RoundScene(
      int round,
      int roundsPerEpoch,
      int[] byzantine,
      double stepSize,
      AggregationState state,
      float[] trustedGradient) {
    this.round = round;
    this.roundsPerEpoch = roundsPerEpoch;
    this.byzantine = byzantine;
    this.stepSize = stepSize;
    this.state = state;
    this.trustedGradient = trustedGradient;
  }

  /** The same round with other ids of the Byzantine workers. */
  RoundScene with(int[] others) {
    return new RoundScene(round, roundsPerEpoch, others, stepSize, state, trustedGradient);
  }

  int round() {
    return round;
  }

  int roundsPerEpoch() {
    return roundsPerEpoch;
  }

  /** The ids of the Byzantine workers of the round, ascending. */
  int[] byzantine() {
    return byzantine.clone();
  }

  /** What the server knows in this round, where all its coordinates are. */
  RoundContext context(float[] point, Trusted trusted) {
    return RoundContext.of(null, state).at(point, stepSize).trusting(trusted);
  }

  /** The same for a program whose coordinates are a slice, or are all elsewhere. */
  RoundContext context(Coordinates here) {
    return RoundContext.of(null, state.slice(here.first(), here.count()))
        .at(null, stepSize)
        .trusting(trustedGradient == null ? null : new TrustedSlice(part(here)));
  }

  private float[] part(Coordinates here) {
    return Arrays.copyOfRange(trustedGradient, here.first(), here.first() + here.count());
  }

  /** What a slice knows of the trusted samples. */
  private static final class TrustedSlice implements Trusted {
    private final float[] gradient;

    TrustedSlice(float[] gradient) {
      this.gradient = gradient;
    }

    @Override
    public float[] gradient() {
      return gradient;
    }

    @Override
    public double loss(float[] point) {
      throw new IllegalStateException("the trusted samples are not where slices are");
    }
  }
}
