package org.byzsgd.training;

import org.byzsgd.linalg.Slices;

/**
 * The gradients of one round, in slices of coordinates away from the driver, on which {@link
 * RoundScript#share} runs.
 */
public interface SlicedRound extends Slices, AutoCloseable {
  /**
   * What the workers sent beside their gradients; known after the first {@link #ask}.
   *
   * @return statistics and losses by workers, with gradients of length 0; null of those that were
   *     not asked
   */
  WorkerGradient[] reports();

  /** Frees the slices. */
  @Override
  void close();
}
