package org.byzsgd.experiment;

import java.util.Optional;
import java.util.OptionalDouble;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.LossAndAccuracy;

/**
 * A line of {@code evaluations.csv}: loss and accuracy at one point of a run, in inference mode.
 * The last columns are there only where there is something in them, and how many there are tells
 * which.
 *
 * @param round how many rounds were done before
 * @param epoch the same in epochs
 * @param trainingLoss mean cross-entropy on the whole training set, nats
 * @param trainingAccuracy top-1 share on the training set, 0 .. 1
 * @param testLoss mean cross-entropy on the test set, nats
 * @param testAccuracy top-1 share on the test set, 0 .. 1
 * @param validation on the samples that are held out for the choice of settings; empty, and no
 *     columns of the file, if there are none
 * @param attackSuccess under a backdoor, the share of test samples of other classes that are taken
 *     for its target when stamped, 0 .. 1; empty, and no column of the file, without one
 */
public record EvaluationRow(
    int round,
    double epoch,
    double trainingLoss,
    double trainingAccuracy,
    double testLoss,
    double testAccuracy,
    Optional<LossAndAccuracy> validation,
    OptionalDouble attackSuccess) {
  private static final String HEADER =
      "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy";

  /**
   * A line without a backdoor, with no samples held out.
   *
   * @param round how many rounds were done before
   * @param epoch the same in epochs
   * @param trainingLoss mean cross-entropy on the whole training set, nats
   * @param trainingAccuracy top-1 share on the training set, 0 .. 1
   * @param testLoss mean cross-entropy on the test set, nats
   * @param testAccuracy top-1 share on the test set, 0 .. 1
   */
  public EvaluationRow(
      int round,
      double epoch,
      double trainingLoss,
      double trainingAccuracy,
      double testLoss,
      double testAccuracy) {
    this(
        round,
        epoch,
        trainingLoss,
        trainingAccuracy,
        testLoss,
        testAccuracy,
        Optional.empty(),
        OptionalDouble.empty());
  }

  /** {@return the loss on held-out samples, nats; NaN if there are none} */
  public double validationLoss() {
    return validation.map(LossAndAccuracy::loss).orElse(Double.NaN);
  }

  /** {@return the accuracy on held-out samples, 0 .. 1; NaN if there are none} */
  public double validationAccuracy() {
    return validation.map(LossAndAccuracy::accuracy).orElse(Double.NaN);
  }

  /** {@return the names of the columns of a run's file} */
  static String header(RunSpec spec) {
    return HEADER
        + (spec.validation() > 0 ? ",validation_loss,validation_accuracy" : "")
        + (spec.goal().isPresent() ? ",attack_success" : "");
  }

  static EvaluationRow of(int round, double epoch, Evaluation evaluation) {
    return new EvaluationRow(
        round,
        epoch,
        evaluation.trainingLoss(),
        evaluation.trainingAccuracy(),
        evaluation.testLoss(),
        evaluation.testAccuracy(),
        evaluation.validation(),
        evaluation.attackSuccess());
  }

  /** {@return the line, at full precision} */
  String csv() {
    return round
        + ","
        + epoch
        + ","
        + trainingLoss
        + ","
        + trainingAccuracy
        + ","
        + testLoss
        + ","
        + testAccuracy
        + validation.map(held -> "," + held.loss() + "," + held.accuracy()).orElse("")
        + (attackSuccess.isPresent() ? "," + attackSuccess.getAsDouble() : "");
  }

  static EvaluationRow parse(String line) {
    String[] fields = line.split(",", -1);
    boolean validated = fields.length > 7;
    int last = validated ? 8 : 6;
    return new EvaluationRow(
        Integer.parseInt(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]),
        Double.parseDouble(fields[5]),
        validated
            ? Optional.of(
                new LossAndAccuracy(Double.parseDouble(fields[6]), Double.parseDouble(fields[7])))
            : Optional.empty(),
        fields.length > last
            ? OptionalDouble.of(Double.parseDouble(fields[last]))
            : OptionalDouble.empty());
  }
}
