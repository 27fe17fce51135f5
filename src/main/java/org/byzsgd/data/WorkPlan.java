package org.byzsgd.data;

/** Who holds which samples of a training set, and who computes on which of them in which round. */
public interface WorkPlan extends Minibatches {
  /** {@return whether workers draw from the whole training set, or keep a shard of their own} */
  Shuffle shuffle();

  /** {@return m, the number of workers} */
  int workers();

  /** {@return the number of rounds of an epoch, at least 1} */
  int roundsPerEpoch();

  /** {@return positions in the training set, ascending, that the server keeps} */
  int[] heldBack();

  /** {@return positions in the training set, ascending, that settings are chosen by} */
  int[] validation();

  /**
   * What a worker holds for good, with {@link Shuffle#LOCAL}.
   *
   * @param worker from 0
   * @return positions in the training set
   * @throws IllegalStateException with {@link Shuffle#GLOBAL}, where a worker needs the whole set
   */
  int[] shard(int worker);

  @Override
  WorkPlan withSteps(int count);
}
