package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** Inverted dropout, two decisions a word. */
final class ReferenceDropout extends ReferenceNetwork.Layer {
  private final double probability;
  private double[][] factors;

  ReferenceDropout(Shape shape, double probability) {
    super(shape, shape);
    // To a whole number of the 65536 values of a decision.
    this.probability = Math.rint(probability * 65536) / 65536;
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    factors = new double[x.length][out.size()];
    long decision = 0;
    int word = 0;
    for (double[] sample : factors) {
      for (int i = 0; i < sample.length; i++) {
        if (decision % 2 == 0) {
          word = dropout.nextInt();
        }
        int half = decision % 2 == 0 ? word >>> 16 : word & 0xFFFF;
        sample[i] = half < probability * 65536 ? 0 : 1 / (1 - probability);
        decision++;
      }
    }
    return scale(x);
  }

  @Override
  double[][] infer(double[][] x, double[] p, double[] statistics) {
    return x;
  }

  @Override
  double[][] backward(double[][] g, double[] p, double[] gradient) {
    return scale(g);
  }

  private double[][] scale(double[][] values) {
    double[][] result = new double[values.length][out.size()];
    for (int s = 0; s < values.length; s++) {
      for (int i = 0; i < out.size(); i++) {
        result[s][i] = values[s][i] * factors[s][i];
      }
    }
    return result;
  }
}
