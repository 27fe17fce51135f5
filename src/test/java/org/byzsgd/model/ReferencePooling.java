package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** Max-pooling; the first of equal values takes the gradient. */
final class ReferencePooling extends ReferenceNetwork.Layer {
  private final int size;
  private int[][] places;

  ReferencePooling(Shape in, int size) {
    super(in, new Shape(in.height() / size, in.width() / size, in.channels()));
    this.size = size;
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    places = new int[x.length][out.size()];
    double[][] result = new double[x.length][out.size()];
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < out.size(); i++) {
        int c = i % out.channels();
        int left = i / out.channels() % out.width() * size;
        int top = i / out.channels() / out.width() * size;
        double best = Double.NEGATIVE_INFINITY;
        for (int y = top; y < top + size; y++) {
          for (int column = left; column < left + size; column++) {
            int place = (y * in.width() + column) * in.channels() + c;
            if (x[s][place] > best) {
              best = x[s][place];
              places[s][i] = place;
            }
          }
        }
        result[s][i] = best;
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
      for (int i = 0; i < out.size(); i++) {
        result[s][places[s][i]] += g[s][i];
      }
    }
    return result;
  }
}
