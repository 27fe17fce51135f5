package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** A fully connected layer in plain loops. */
final class ReferenceDense extends ReferenceNetwork.Layer {
  private double[][] input;

  ReferenceDense(Shape in, int units) {
    super(in, Shape.vector(units));
  }

  @Override
  int[] tensors() {
    return new int[] {in.size() * out.size(), out.size()};
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    input = x;
    double[][] result = new double[x.length][out.size()];
    for (int s = 0; s < x.length; s++) {
      for (int o = 0; o < out.size(); o++) {
        result[s][o] = p[parametersAt + in.size() * out.size() + o];
        for (int i = 0; i < in.size(); i++) {
          result[s][o] += x[s][i] * p[parametersAt + i * out.size() + o];
        }
      }
    }
    return result;
  }

  @Override
  double[][] infer(double[][] x, double[] p, double[] statistics) {
    return train(x, p, statistics, null);
  }

  @Override
  double[][] backward(double[][] g, double[] p, double[] gradient) {
    double[][] result = new double[g.length][in.size()];
    for (int s = 0; s < g.length; s++) {
      for (int o = 0; o < out.size(); o++) {
        gradient[parametersAt + in.size() * out.size() + o] += g[s][o];
        for (int i = 0; i < in.size(); i++) {
          gradient[parametersAt + i * out.size() + o] += g[s][o] * input[s][i];
          result[s][i] += g[s][o] * p[parametersAt + i * out.size() + o];
        }
      }
    }
    return result;
  }
}
