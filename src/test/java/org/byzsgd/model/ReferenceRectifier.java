package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** The rectifier. */
final class ReferenceRectifier extends ReferenceNetwork.Layer {
  private double[][] input;

  ReferenceRectifier(Shape shape) {
    super(shape, shape);
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    input = x;
    return select(x, x);
  }

  @Override
  double[][] infer(double[][] x, double[] p, double[] statistics) {
    return select(x, x);
  }

  @Override
  double[][] backward(double[][] g, double[] p, double[] gradient) {
    return select(input, g);
  }

  private static double[][] select(double[][] sign, double[][] values) {
    double[][] result = new double[values.length][values[0].length];
    for (int s = 0; s < values.length; s++) {
      for (int i = 0; i < values[s].length; i++) {
        result[s][i] = sign[s][i] > 0 ? values[s][i] : 0;
      }
    }
    return result;
  }
}
