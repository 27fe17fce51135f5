package org.byzsgd.model;

import org.byzsgd.data.Batch;

/** The mean softmax cross-entropy of a batch, in double. */
final class CrossEntropy {
  private final double[] shares;

  CrossEntropy(int classes) {
    this.shares = new double[classes];
  }

  /** Returns the mean loss in nats and writes its gradient by the logits. */
  double gradient(Tensor logits, Batch batch, Tensor gradient) {
    double loss = 0;
    for (int s = 0; s < batch.size(); s++) {
      int label = batch.labels()[s];
      if (label >= shares.length) {
        throw new IllegalArgumentException(
            "a label must be below " + shares.length + " classes, got " + label);
      }
      loss += share(logits.values(), logits.row(s, 0), label);
      int at = gradient.row(s, 0);
      for (int c = 0; c < shares.length; c++) {
        double target = c == label ? 1 : 0;
        gradient.values()[at + c] = (float) ((shares[c] - target) / batch.size());
      }
    }
    return loss / batch.size();
  }

  /** Computes the classes' shares of one sample; returns minus the logarithm of the label's. */
  private double share(float[] logits, int at, int label) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < shares.length; c++) {
      largest = Math.max(largest, logits[at + c]);
    }
    double sum = 0;
    for (int c = 0; c < shares.length; c++) {
      shares[c] = StrictMath.exp(logits[at + c] - largest);
      sum += shares[c];
    }
    for (int c = 0; c < shares.length; c++) {
      shares[c] /= sum;
    }
    return StrictMath.log(sum) + largest - logits[at + label];
  }
}
