package org.byzsgd.random;

/** What a stream of random numbers is for. The codes are part of every result: never renumber. */
public enum Purpose {
  /** The parameters' initial values. */
  INITIAL_POINT(1),
  /** The training set's order: one stream an epoch, or an epoch and worker. */
  SHUFFLE(2),
  /** How samples are dealt to workers once and for all. */
  DEALING(3),
  /** A worker's minibatch beyond the epoch's order, and augmentation. */
  BATCH(4),
  /** Dropout masks, different from worker to worker. */
  DROPOUT(5),
  /** Which workers are Byzantine in a round. */
  MASK(6),
  /** The attacker's own randomness. */
  ATTACK(7),
  /** A rule's own randomness, such as bucketing. */
  AGGREGATION(8),
  /** Generated data. */
  SYNTHETIC_DATA(9),
  /** Monte Carlo studies outside training. */
  MONTE_CARLO(10),
  /** Which samples the server trusts, and its dropout masks on them. */
  TRUSTED_SAMPLES(11),
  /** Which samples settings are chosen by. */
  VALIDATION(12),
  /** The minibatches and dropout masks of an independent estimate of the gradient. */
  REFERENCE(13);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** {@return the number that stands for this purpose in a stream's counter} */
  public int code() {
    return code;
  }
}
