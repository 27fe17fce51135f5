package org.byzsgd.experiment;

import org.byzsgd.training.Evaluation;

/**
 * A line of {@code evaluations.csv}: loss and accuracy at one point of a run, in inference mode.
 *
 * @param round how many rounds were done before
 * @param epoch the same in epochs
 * @param trainingLoss mean cross-entropy on the whole training set, nats
 * @param trainingAccuracy top-1 share on the training set, 0 .. 1
 * @param testLoss mean cross-entropy on the test set, nats
 * @param testAccuracy top-1 share on the test set, 0 .. 1
 */
public record EvaluationRow(
    int round,
    double epoch,
    double trainingLoss,
    double trainingAccuracy,
    double testLoss,
    double testAccuracy) {
  static final String HEADER =
      "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy";

  static EvaluationRow of(int round, double epoch, Evaluation evaluation) {
    return new EvaluationRow(
        round,
        epoch,
        evaluation.trainingLoss(),
        evaluation.trainingAccuracy(),
        evaluation.testLoss(),
        evaluation.testAccuracy());
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
        + testAccuracy;
  }

  static EvaluationRow parse(String line) {
    String[] fields = line.split(",", -1);
    return new EvaluationRow(
        Integer.parseInt(fields[0]),
        Double.parseDouble(fields[1]),
        Double.parseDouble(fields[2]),
        Double.parseDouble(fields[3]),
        Double.parseDouble(fields[4]),
        Double.parseDouble(fields[5]));
  }
}
