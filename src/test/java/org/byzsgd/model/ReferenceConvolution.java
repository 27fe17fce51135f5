package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** A convolution in seven plain loops with a check at every edge. */
final class ReferenceConvolution extends ReferenceNetwork.Layer {
  private final int kernel;
  private final int padding;
  private double[][] input;

  ReferenceConvolution(Shape in, int channels, int kernel, int padding) {
    super(
        in,
        new Shape(
            in.height() + 2 * padding - kernel + 1,
            in.width() + 2 * padding - kernel + 1,
            channels));
    this.kernel = kernel;
    this.padding = padding;
  }

  @Override
  int[] tensors() {
    return new int[] {kernel * kernel * in.channels() * out.channels(), out.channels()};
  }

  /** What to do with one product of the sum. */
  private interface Visitor {
    void visit(int sample, int output, int input, int weight);
  }

  private void visit(int samples, Visitor visitor) {
    for (int s = 0; s < samples; s++) {
      for (int i = 0; i < out.size(); i++) {
        int o = i % out.channels();
        int x = i / out.channels() % out.width();
        int y = i / out.channels() / out.width();
        for (int ky = 0; ky < kernel; ky++) {
          for (int kx = 0; kx < kernel; kx++) {
            int row = y + ky - padding;
            int column = x + kx - padding;
            if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
              continue;
            }
            for (int c = 0; c < in.channels(); c++) {
              int weight = ((ky * kernel + kx) * in.channels() + c) * out.channels() + o;
              int from = (row * in.width() + column) * in.channels() + c;
              visitor.visit(s, i, from, parametersAt + weight);
            }
          }
        }
      }
    }
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    input = x;
    int bias = parametersAt + tensors()[0];
    double[][] result = new double[x.length][out.size()];
    for (double[] sample : result) {
      for (int i = 0; i < sample.length; i++) {
        sample[i] = p[bias + i % out.channels()];
      }
    }
    visit(x.length, (s, output, from, weight) -> result[s][output] += x[s][from] * p[weight]);
    return result;
  }

  @Override
  double[][] infer(double[][] x, double[] p, double[] statistics) {
    return train(x, p, statistics, null);
  }

  @Override
  double[][] backward(double[][] g, double[] p, double[] gradient) {
    double[][] result = new double[g.length][in.size()];
    int bias = parametersAt + tensors()[0];
    for (double[] sample : g) {
      for (int i = 0; i < sample.length; i++) {
        gradient[bias + i % out.channels()] += sample[i];
      }
    }
    visit(
        g.length,
        (s, output, from, weight) -> {
          gradient[weight] += g[s][output] * input[s][from];
          result[s][from] += g[s][output] * p[weight];
        });
    return result;
  }
}
