package org.byzsgd.training;

import org.byzsgd.registry.UsageException;

/**
 * The learning rate: constant, on the aggregated mean gradient.
 *
 * @param rate gamma, a positive finite number
 */
public record StepSize(double rate) {
  /**
   * Checks the rate.
   *
   * @param rate gamma
   * @throws UsageException if it is not a positive finite number
   */
  public StepSize {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new UsageException("learning rate must be a positive finite number, got " + rate);
    }
  }
}
