package org.byzsgd.training;

/** From the sums of blocks, added in their order, to an evaluation. */
public final class EvaluationSums {
  private EvaluationSums() {}

  /**
   * Adds up.
   *
   * @param training per block of the training set: the sum of losses, the number of hits
   * @param trainingCount samples in the training set, or the sum of their weights
   * @param test per block of the test set: the sum of losses, the number of hits
   * @param testCount samples in the test set, or the sum of their weights; 0 if there is no test
   *     set, whose means are then NaN
   * @return the means
   */
  public static Evaluation evaluation(
      double[][] training, double trainingCount, double[][] test, double testCount) {
    return new Evaluation(
        sum(training, 0) / trainingCount,
        sum(training, 1) / trainingCount,
        sum(test, 0) / testCount,
        sum(test, 1) / testCount);
  }

  /**
   * Adds up one set.
   *
   * @param blocks per block of the set: the sum of losses, the number of hits
   * @param count samples in the set, or the sum of their weights
   * @return the means
   */
  public static LossAndAccuracy means(double[][] blocks, double count) {
    return new LossAndAccuracy(sum(blocks, 0) / count, sum(blocks, 1) / count);
  }

  /**
   * How often a trigger works.
   *
   * @param blocks per block of the test set: the samples not of the target class, those of them
   *     that are taken for it when stamped
   * @return the share, 0 .. 1; NaN if there are no such samples
   */
  public static double attackSuccess(double[][] blocks) {
    return sum(blocks, 1) / sum(blocks, 0);
  }

  /** One of the two sums over all blocks. */
  static double sum(double[][] blocks, int column) {
    double sum = 0;
    for (double[] block : blocks) {
      sum += block[column];
    }
    return sum;
  }
}
