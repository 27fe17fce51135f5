package org.byzsgd.training;

import java.util.stream.IntStream;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.model.Model;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.registry.UsageException;

/** Predicts the classes of samples by a trained model, in this JVM, on all its processors. */
public final class Predictor {
  private final TrainedModel model;
  private final int batch;

  /**
   * A predictor.
   *
   * @param model the model
   * @param batch how many samples are computed at a time, at least 1; with the minibatch of the run
   *     that trained the model, loss and accuracy are to the last bit those of its last evaluation
   */
  public Predictor(TrainedModel model, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, got " + batch);
    }
    this.model = model;
    this.batch = batch;
  }

  /**
   * Predicts.
   *
   * @param samples of the model's shape and in no more than its classes
   * @return the scores of all, and how good they are
   * @throws UsageException if shape or classes do not fit
   */
  public Predictions predict(Samples samples) {
    if (!samples.shape().equals(model.shape()) || samples.classes() > model.classes()) {
      throw new UsageException(
          String.format(
              "%s predicts %d classes of %s samples, got %d classes of %s samples",
              model.text(), model.classes(), model.shape(), samples.classes(), samples.shape()));
    }
    float[] scores = new float[Math.multiplyExact(samples.count(), model.classes())];
    double[][] sums =
        IntStream.range(0, Worker.evaluationBlocks(samples.count()))
            .parallel()
            .mapToObj(block -> predict(samples, block, scores))
            .toArray(double[][]::new);
    return new Predictions(samples, model.classes(), scores, sums);
  }

  /** One block, in the steps of {@link Worker#evaluate}, so that the sums are the same bits. */
  private double[] predict(Samples samples, int block, float[] scores) {
    int classes = model.classes();
    int end = Math.min(samples.count(), (block + 1) * Worker.EVALUATION_BLOCK);
    Batch some = new Batch(model.shape(), batch);
    Model.Workspace workspace = model.workspace(batch);
    float[] part = new float[batch * classes];
    double[] sums = new double[2];
    for (int from = block * Worker.EVALUATION_BLOCK; from < end; from += batch) {
      some.read(samples, from, Math.min(batch, end - from));
      model.scores(some, workspace, part);
      System.arraycopy(part, 0, scores, from * classes, some.size() * classes);
      double[] score = Score.of(part, some, classes);
      sums[0] += score[0];
      sums[1] += score[1];
    }
    return sums;
  }
}
