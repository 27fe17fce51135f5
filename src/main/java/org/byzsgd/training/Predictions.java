package org.byzsgd.training;

import java.util.Objects;
import org.byzsgd.data.Samples;

/** What a model predicts of some samples. Not a record: it holds arrays by reference. */
public final class Predictions {
  private final Samples samples;
  private final int classes;
  private final float[] scores;
  private final double[][] sums;

  Predictions(Samples samples, int classes, float[] scores, double[][] sums) {
    this.samples = samples;
    this.classes = classes;
    this.scores = scores;
    this.sums = sums;
  }

  /** {@return how many samples} */
  public int count() {
    return samples.count();
  }

  /** {@return how many classes the model knows} */
  public int classes() {
    return classes;
  }

  /**
   * The true class of a sample.
   *
   * @param sample 0 .. count - 1
   * @return its label
   */
  public int label(int sample) {
    return samples.label(sample);
  }

  /**
   * The class that the model takes a sample for.
   *
   * @param sample 0 .. count - 1
   * @return the class of the largest score, the lowest of several; -1 if a score is not a number
   */
  public int predicted(int sample) {
    return Score.prediction(scores, Objects.checkIndex(sample, count()), classes);
  }

  /**
   * How sure the model is.
   *
   * @param sample 0 .. count - 1
   * @return the softmax of the scores, one a class, which add up to 1; NaN if a score is not finite
   */
  public double[] probabilities(int sample) {
    int from = Objects.checkIndex(sample, count()) * classes;
    double top = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      top = Math.max(top, scores[from + c]);
    }
    double[] probabilities = new double[classes];
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      probabilities[c] = StrictMath.exp(scores[from + c] - top);
      sum += probabilities[c];
    }
    for (int c = 0; c < classes; c++) {
      probabilities[c] /= sum;
    }
    return probabilities;
  }

  /** {@return the mean cross-entropy in nats; NaN of no samples} */
  public double loss() {
    return EvaluationSums.sum(sums, 0) / samples.totalWeight();
  }

  /** {@return the share of samples that are taken for what they are, 0 .. 1; NaN of no samples} */
  public double accuracy() {
    return EvaluationSums.sum(sums, 1) / samples.totalWeight();
  }
}
