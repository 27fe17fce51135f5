package org.byzsgd.data;

import org.byzsgd.data.partitioning.Iid;

/**
 * How training samples are shared out beside the paper's protocol.
 *
 * @param replicas r, how many workers compute the same minibatches: the workers are cut in the
 *     order of their ids into groups of r; at least 1
 * @param heldBack how many samples no worker gets, because the server keeps them; at least 0
 * @param validation how many further samples no worker gets, because settings are chosen by them;
 *     at least 0
 * @param partitioning how the others are dealt to workers that keep them, such as {@code
 *     dirichlet:alpha=0.5}; {@code iid} if their labels do not matter
 */
public record Allotment(int replicas, int heldBack, int validation, String partitioning) {
  /** Every worker has minibatches of its own, and all samples are shared out. */
  public static final Allotment ALL = new Allotment(1, 0, 0);

  /**
   * Checks the numbers.
   *
   * @param replicas r
   * @param heldBack how many samples no worker gets
   * @param validation how many further samples no worker gets
   * @param partitioning how the others are dealt
   * @throws IllegalArgumentException if one is out of its range
   */
  public Allotment {
    if (replicas < 1 || heldBack < 0 || validation < 0) {
      throw new IllegalArgumentException(
          String.format(
              "expected at least 1 replica, 0 held back and 0 for validation, got %d, %d and %d",
              replicas, heldBack, validation));
    }
  }

  /**
   * Samples are shared out whatever their labels.
   *
   * @param replicas r
   * @param heldBack how many samples no worker gets
   * @param validation how many further samples no worker gets
   * @throws IllegalArgumentException if one is out of its range
   */
  public Allotment(int replicas, int heldBack, int validation) {
    this(replicas, heldBack, validation, Iid.NAME);
  }

  /**
   * Without samples for validation.
   *
   * @param replicas r
   * @param heldBack how many samples no worker gets
   * @throws IllegalArgumentException if one is out of its range
   */
  public Allotment(int replicas, int heldBack) {
    this(replicas, heldBack, 0);
  }

  /** {@return whether labels decide who gets a sample} */
  public boolean partitioned() {
    return !partitioning.equals(Iid.NAME);
  }
}
