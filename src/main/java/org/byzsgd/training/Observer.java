package org.byzsgd.training;

import java.util.List;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.linalg.Gradients;

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
   * After a round's rows were aggregated, before {@link #round}: what the server saw. Nothing by
   * default.
   *
   * @param round from 0
   * @param rows what the workers sent that are not missing, not to be written into
   * @param losses each worker's minibatch loss in nats; NaN for workers that were not asked
   * @param aggregate what the rule made of the rows
   */
  default void aggregated(int round, Gradients rows, double[] losses, Aggregate aggregate) {}

  /**
   * Before the rows of a round are aggregated, of which some workers have none. Nothing by default.
   *
   * @param round from 0
   * @param missing the ids of the workers that failed for good
   * @param reasons what they threw, in a line
   */
  default void missed(int round, List<Integer> missing, String reasons) {}

  /**
   * Asked before each round.
   *
   * @return whether training is to end here; never by default
   */
  default boolean satisfied() {
    return false;
  }

  /**
   * After an evaluation.
   *
   * @param rounds how many rounds were done before
   * @param epochs the same in epochs
   * @param evaluation loss and accuracy
   */
  void evaluation(int rounds, double epochs, Evaluation evaluation);

  /**
   * Two observers as one: what is told to it is told to this one first; either can be satisfied.
   *
   * @param second the other
   * @return both
   */
  default Observer and(Observer second) {
    Observer first = this;
    return new Observer() {
      @Override
      public void round(RoundTrace trace) {
        first.round(trace);
        second.round(trace);
      }

      @Override
      public void aggregated(int round, Gradients rows, double[] losses, Aggregate aggregate) {
        first.aggregated(round, rows, losses, aggregate);
        second.aggregated(round, rows, losses, aggregate);
      }

      @Override
      public void missed(int round, List<Integer> missing, String reasons) {
        first.missed(round, missing, reasons);
        second.missed(round, missing, reasons);
      }

      @Override
      public boolean satisfied() {
        return first.satisfied() || second.satisfied();
      }

      @Override
      public void evaluation(int rounds, double epochs, Evaluation evaluation) {
        first.evaluation(rounds, epochs, evaluation);
        second.evaluation(rounds, epochs, evaluation);
      }
    };
  }
}
