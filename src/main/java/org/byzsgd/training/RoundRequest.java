package org.byzsgd.training;

/**
 * What the server asks of the workers in a round. Not a record: it holds the parameters by
 * reference.
 */
public final class RoundRequest {
  private final int round;
  private final int roundsPerEpoch;
  private final int[] workers;
  private final float[] parameters;

  /**
   * A request.
   *
   * @param round from 0
   * @param roundsPerEpoch at least 1
   * @param workers the ids whose gradients are wanted, ascending
   * @param parameters the point, d floats, not to be written into while the round lasts
   */
  public RoundRequest(int round, int roundsPerEpoch, int[] workers, float[] parameters) {
    this.round = round;
    this.roundsPerEpoch = roundsPerEpoch;
    this.workers = workers.clone();
    this.parameters = parameters;
  }

  /** {@return the round, from 0} */
  public int round() {
    return round;
  }

  /** {@return how many rounds an epoch has} */
  public int roundsPerEpoch() {
    return roundsPerEpoch;
  }

  /** {@return the epoch of this round, from 0} */
  public int epoch() {
    return round / roundsPerEpoch;
  }

  /** {@return the ids whose gradients are wanted, ascending} */
  public int[] workers() {
    return workers.clone();
  }

  /** {@return the point, d floats} */
  public float[] parameters() {
    return parameters;
  }
}
