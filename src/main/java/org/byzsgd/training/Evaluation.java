package org.byzsgd.training;

/**
 * How good a point is, in inference mode.
 *
 * @param trainingLoss mean cross-entropy on the whole training set, nats
 * @param trainingAccuracy top-1 share on the training set, 0 .. 1
 * @param testLoss mean cross-entropy on the test set, nats
 * @param testAccuracy top-1 share on the test set, 0 .. 1
 */
public record Evaluation(
    double trainingLoss, double trainingAccuracy, double testLoss, double testAccuracy) {}
