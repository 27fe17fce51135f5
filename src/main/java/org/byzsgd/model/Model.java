package org.byzsgd.model;

import org.byzsgd.data.Batch;
import org.byzsgd.random.Stream;

/**
 * A classifier with a flat vector of d parameters, trained on the mean softmax cross-entropy of a
 * minibatch. Beside the parameters a model may have s running statistics (batch normalisation's),
 * which are not part of the gradient. A model itself is immutable and safe for use by many threads;
 * what a computation needs in memory is in its {@link Workspace}.
 */
public interface Model {
  /** {@return d, the number of parameters} */
  int parameters();

  /** {@return s, the number of running statistics; 0 for most models} */
  int statistics();

  /** {@return the number of classes} */
  int classes();

  /**
   * Draws the initial parameters.
   *
   * @param stream where the random numbers come from
   * @return d values
   */
  float[] initialParameters(Stream stream);

  /** {@return the s running statistics before the first round} */
  float[] initialStatistics();

  /**
   * Memory for computing on batches.
   *
   * @param capacity the most samples a batch will have
   * @return a workspace for one thread at a time
   */
  Workspace workspace(int capacity);

  /**
   * The mean loss of a batch and its gradient, in training mode.
   *
   * @param parameters d values
   * @param batch at least one sample, at most the workspace's capacity
   * @param dropout where dropout masks come from
   * @param workspace of this model
   * @param gradient d values, overwritten
   * @param statistics s values, overwritten with the batch's own statistics
   * @return the mean cross-entropy in nats
   */
  double gradient(
      float[] parameters,
      Batch batch,
      Stream dropout,
      Workspace workspace,
      float[] gradient,
      float[] statistics);

  /**
   * The classes' scores (logits) in inference mode: running statistics, no dropout.
   *
   * @param parameters d values
   * @param statistics s running statistics
   * @param batch at most the workspace's capacity
   * @param workspace of this model
   * @param scores batch size x classes values, overwritten
   */
  void scores(
      float[] parameters, float[] statistics, Batch batch, Workspace workspace, float[] scores);

  /** Memory for a model's computations, made by {@link Model#workspace}. */
  interface Workspace {
    /** {@return how many bytes its arrays take} */
    long bytes();
  }
}
