package org.byzsgd.training;

import java.util.Arrays;
import java.util.Optional;
import org.byzsgd.data.Poisoning;

/**
 * What the server asks of the workers in a round. Not a record: it holds the parameters by
 * reference.
 */
public final class RoundRequest {
  private final int round;
  private final int roundsPerEpoch;
  private final int[] workers;
  private final float[] parameters;
  private final double localRate;
  private final int independent;
  private final int[] poisoned;
  private final Poisoning poisoning;

  /**
   * A request.
   *
   * @param round from 0
   * @param roundsPerEpoch at least 1
   * @param workers the ids whose gradients are wanted, ascending
   * @param parameters the point, d floats, not to be written into while the round lasts
   */
  public RoundRequest(int round, int roundsPerEpoch, int[] workers, float[] parameters) {
    this(round, roundsPerEpoch, workers.clone(), parameters, 1, 0, new int[0], null);
  }

  private RoundRequest(
      int round,
      int roundsPerEpoch,
      int[] workers,
      float[] parameters,
      double localRate,
      int independent,
      int[] poisoned,
      Poisoning poisoning) {
    this.round = round;
    this.roundsPerEpoch = roundsPerEpoch;
    this.workers = workers;
    this.parameters = parameters;
    this.localRate = localRate;
    this.independent = independent;
    this.poisoned = poisoned;
    this.poisoning = poisoning;
  }

  /**
   * The same request at another local rate.
   *
   * @param rate of the workers' local steps, 1 if not set; without effect on workers that take one
   *     step
   * @return the request
   */
  public RoundRequest withLocalRate(double rate) {
    return new RoundRequest(
        round, roundsPerEpoch, workers, parameters, rate, independent, poisoned, poisoning);
  }

  /**
   * The same request with poisoned minibatches.
   *
   * @param ids the poisoned workers, ascending
   * @param how what they do to their minibatches
   * @return the request
   */
  public RoundRequest withPoisoning(int[] ids, Poisoning how) {
    return new RoundRequest(
        round, roundsPerEpoch, workers, parameters, localRate, independent, ids.clone(), how);
  }

  /**
   * The same request for an independent estimate of the gradient: in place of what it sends in the
   * round, each worker computes the mean over minibatches that are drawn from its samples anew, by
   * random numbers of their own.
   *
   * @param minibatches how many; 0 for what the worker sends in the round
   * @return the request
   */
  public RoundRequest withIndependent(int minibatches) {
    return new RoundRequest(
        round, roundsPerEpoch, workers, parameters, localRate, minibatches, poisoned, poisoning);
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

  /** {@return the rate of the workers' local steps} */
  public double localRate() {
    return localRate;
  }

  /**
   * {@return over how many fresh minibatches a worker averages; 0 for what it sends in the round}
   */
  public int independent() {
    return independent;
  }

  /**
   * What a worker does to its minibatch.
   *
   * @param worker its id
   * @return nothing if it is not poisoned
   */
  public Optional<Poisoning> poisoning(int worker) {
    return Arrays.binarySearch(poisoned, worker) >= 0 ? Optional.of(poisoning) : Optional.empty();
  }

  /** {@return the point, d floats} */
  public float[] parameters() {
    return parameters;
  }
}
