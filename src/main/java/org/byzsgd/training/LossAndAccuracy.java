package org.byzsgd.training;

/**
 * How good a point is on some samples, in inference mode.
 *
 * @param loss mean cross-entropy, nats
 * @param accuracy top-1 share, 0 .. 1
 */
public record LossAndAccuracy(double loss, double accuracy) {}
