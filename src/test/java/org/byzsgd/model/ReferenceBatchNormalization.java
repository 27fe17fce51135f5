package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** Batch normalisation, its gradient by the chain rule over mean and variance. */
final class ReferenceBatchNormalization extends ReferenceNetwork.Layer {
  private double[][] input;
  private double[] mean;
  private double[] variance;

  ReferenceBatchNormalization(Shape shape) {
    super(shape, shape);
  }

  @Override
  int[] tensors() {
    return new int[] {out.channels(), out.channels()};
  }

  @Override
  int statistics() {
    return 2 * out.channels();
  }

  @Override
  double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout) {
    input = x;
    int channels = out.channels();
    double count = (double) x.length * out.size() / channels;
    mean = new double[channels];
    variance = new double[channels];
    for (double[] sample : x) {
      for (int i = 0; i < sample.length; i++) {
        mean[i % channels] += sample[i] / count;
      }
    }
    for (double[] sample : x) {
      for (int i = 0; i < sample.length; i++) {
        variance[i % channels] += Math.pow(sample[i] - mean[i % channels], 2) / count;
      }
    }
    System.arraycopy(mean, 0, statistics, statisticsAt, channels);
    System.arraycopy(variance, 0, statistics, statisticsAt + channels, channels);
    return infer(x, p, statistics);
  }

  @Override
  double[][] infer(double[][] x, double[] p, double[] statistics) {
    int channels = out.channels();
    double[][] result = new double[x.length][out.size()];
    for (int s = 0; s < x.length; s++) {
      for (int i = 0; i < out.size(); i++) {
        int c = i % channels;
        double center = statistics[statisticsAt + c];
        double spread = Math.sqrt(statistics[statisticsAt + channels + c] + 1e-5);
        result[s][i] =
            p[parametersAt + c] * (x[s][i] - center) / spread + p[parametersAt + channels + c];
      }
    }
    return result;
  }

  @Override
  double[][] backward(double[][] g, double[] p, double[] gradient) {
    int channels = out.channels();
    double count = (double) g.length * out.size() / channels;
    double[][] result = new double[g.length][out.size()];
    for (int c = 0; c < channels; c++) {
      double spread = Math.sqrt(variance[c] + 1e-5);
      double byVariance = 0;
      double byMean = 0;
      for (int s = 0; s < g.length; s++) {
        for (int i = c; i < out.size(); i += channels) {
          double centered = input[s][i] - mean[c];
          gradient[parametersAt + c] += g[s][i] * centered / spread;
          gradient[parametersAt + channels + c] += g[s][i];
          double byNormal = g[s][i] * p[parametersAt + c];
          byVariance += byNormal * centered * -0.5 * Math.pow(spread, -3);
          byMean -= byNormal / spread;
        }
      }
      for (int s = 0; s < g.length; s++) {
        for (int i = c; i < out.size(); i += channels) {
          result[s][i] =
              g[s][i] * p[parametersAt + c] / spread
                  + byVariance * 2 * (input[s][i] - mean[c]) / count
                  + byMean / count;
        }
      }
    }
    return result;
  }
}
