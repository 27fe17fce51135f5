package org.byzsgd.training;

import java.io.IOException;
import java.util.Optional;
import org.byzsgd.data.Trigger;

/**
 * Where the workers of one run are: a port that Spark, or plain threads, implement. An evaluation
 * and a round may be called at the same time, from two threads.
 */
public interface Cluster extends AutoCloseable {
  /**
   * Lets workers compute their gradients. Returns when all are there.
   *
   * @param request the round, the point, and which workers
   * @param receiver gets each worker's gradient once, in any order, perhaps from several threads
   * @throws RoundFailedException if the round cannot be had, or if the receiver throws it of a
   *     worker that failed
   */
  void gradients(RoundRequest request, Receiver receiver);

  /**
   * Lets workers compute their gradients and keeps these in slices, where the cluster was opened to
   * do so ({@link ClusterFactory.Plan#inSlices}).
   *
   * @param request the round, the point, and which workers
   * @param scene what else the round starts from
   * @return the round, which the caller closes; nothing where rows go to the driver
   */
  default Optional<SlicedRound> slices(RoundRequest request, RoundScene scene) {
    return Optional.empty();
  }

  /**
   * Evaluates a point on the whole training and test sets, and on the samples for validation if the
   * plan holds some out.
   *
   * @param parameters d floats
   * @param statistics running statistics, s floats
   * @return loss and accuracy; the same bits wherever and in however many parts it is computed
   */
  Evaluation evaluate(float[] parameters, float[] statistics);

  /**
   * Tries a trigger on the whole test set, in inference mode.
   *
   * @param parameters d floats
   * @param statistics running statistics, s floats
   * @param trigger what samples are stamped with
   * @return the share of the samples of other classes that are taken for the target when stamped, 0
   *     .. 1; NaN if there are none
   */
  double attackSuccess(float[] parameters, float[] statistics, Trigger trigger);

  /** Frees what the run held. */
  @Override
  void close() throws IOException;

  /** Takes what a worker sends. */
  @FunctionalInterface
  interface Receiver {
    /**
     * Takes one worker's gradient.
     *
     * @param worker its id
     * @param gradient what it sent
     */
    void receive(int worker, WorkerGradient gradient);

    /**
     * Told, in place of {@link #receive}, of a worker that failed as often as the cluster lets it
     * try. The round fails if not overridden.
     *
     * @param failure which worker, and why
     * @throws RoundFailedException if the round cannot do without the worker
     */
    default void fail(WorkerFailedException failure) {
      throw failure;
    }
  }
}
