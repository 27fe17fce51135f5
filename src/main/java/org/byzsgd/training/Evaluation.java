package org.byzsgd.training;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How good a point is, in inference mode.
 *
 * @param trainingLoss mean cross-entropy on the whole training set, samples that no worker gets
 *     included, nats
 * @param trainingAccuracy top-1 share on the training set, 0 .. 1
 * @param testLoss mean cross-entropy on the test set, nats
 * @param testAccuracy top-1 share on the test set, 0 .. 1
 * @param validation on the samples that settings are chosen by; empty if none are held out
 * @param attackSuccess under a backdoor the share of the test samples of other classes that are
 *     taken for the target when stamped, 0 .. 1; empty without a backdoor
 */
public record Evaluation(
    double trainingLoss,
    double trainingAccuracy,
    double testLoss,
    double testAccuracy,
    Optional<LossAndAccuracy> validation,
    OptionalDouble attackSuccess) {
  /**
   * An evaluation without a backdoor, with no samples held out.
   *
   * @param trainingLoss mean cross-entropy on the whole training set, nats
   * @param trainingAccuracy top-1 share on the training set, 0 .. 1
   * @param testLoss mean cross-entropy on the test set, nats
   * @param testAccuracy top-1 share on the test set, 0 .. 1
   */
  public Evaluation(
      double trainingLoss, double trainingAccuracy, double testLoss, double testAccuracy) {
    this(
        trainingLoss,
        trainingAccuracy,
        testLoss,
        testAccuracy,
        Optional.empty(),
        OptionalDouble.empty());
  }

  Evaluation withAttackSuccess(double share) {
    return new Evaluation(
        trainingLoss,
        trainingAccuracy,
        testLoss,
        testAccuracy,
        validation,
        OptionalDouble.of(share));
  }

  /**
   * The same evaluation with what was measured on samples that were held out.
   *
   * @param measured loss and accuracy there
   * @return the evaluation
   */
  public Evaluation withValidation(LossAndAccuracy measured) {
    return new Evaluation(
        trainingLoss,
        trainingAccuracy,
        testLoss,
        testAccuracy,
        Optional.of(measured),
        attackSuccess);
  }
}
