package org.byzsgd.experiment;

import org.byzsgd.training.Evaluation;

/**
 * A line of {@code evaluations.csv}.
 *
 * @param round how many rounds were done before
 * @param epoch the same in epochs
 * @param evaluation loss and accuracy at that point
 */
public record EvaluationRow(int round, double epoch, Evaluation evaluation) {
  static final String HEADER =
      "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy";

  /** {@return the line, at full precision} */
  String csv() {
    return String.join(
        ",",
        Integer.toString(round),
        Double.toString(epoch),
        Double.toString(evaluation.trainingLoss()),
        Double.toString(evaluation.trainingAccuracy()),
        Double.toString(evaluation.testLoss()),
        Double.toString(evaluation.testAccuracy()));
  }

  static EvaluationRow parse(String line) {
    String[] fields = line.split(",", -1);
    return new EvaluationRow(
        Integer.parseInt(fields[0]),
        Double.parseDouble(fields[1]),
        new Evaluation(
            Double.parseDouble(fields[2]),
            Double.parseDouble(fields[3]),
            Double.parseDouble(fields[4]),
            Double.parseDouble(fields[5])));
  }
}
