package org.byzsgd.training;

/**
 * Watches a training run: writes its files, shows its progress. Called from the driver's thread.
 */
public interface Observer {
  /**
   * After a round.
   *
   * @param trace what happened
   */
  void round(RoundTrace trace);

  /**
   * After an evaluation.
   *
   * @param rounds how many rounds were done before
   * @param epochs the same in epochs
   * @param evaluation loss and accuracy
   */
  void evaluation(int rounds, double epochs, Evaluation evaluation);
}
