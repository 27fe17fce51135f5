package org.byzsgd.model;

import java.util.Arrays;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/**
 * Batch normalisation by channel: {@code y = gamma (x - mean) / sqrt(variance + epsilon) + beta},
 * with the batch's own mean and biased variance in training and the running ones in inference.
 * Parameters are the gammas (initially 1), then the betas (0); statistics the means, then the
 * variances. Ioffe and Szegedy, <i>Batch normalization</i>, ICML 2015.
 */
public final class BatchNormalization extends Layer {
  /** What is added to a variance. */
  public static final double EPSILON = 1e-5;

  /**
   * How much of the running statistics stays in a round: {@code running = MOMENTUM * running + (1 -
   * MOMENTUM) * batch}.
   */
  public static final double MOMENTUM = 0.9;

  BatchNormalization(Shape shape) {
    super(shape, shape);
  }

  @Override
  int parameters() {
    return 2 * output().channels();
  }

  @Override
  int statistics() {
    return 2 * output().channels();
  }

  @Override
  void initializeParameters(Stream stream, float[] parameters, int at) {
    Arrays.fill(parameters, at, at + output().channels(), 1);
  }

  @Override
  void initializeStatistics(float[] statistics, int at) {
    int channels = output().channels();
    Arrays.fill(statistics, at + channels, at + 2 * channels, 1);
  }

  @Override
  Pass pass(Wiring wiring) {
    return new BatchNormalizationPass(wiring);
  }

  private final class BatchNormalizationPass implements Pass {
    private final Tensor in;
    private final Tensor out;
    private final Tensor inGradient;
    private final Tensor outGradient;
    private final int parametersAt;
    private final int statisticsAt;
    private final int height = output().height();
    private final int channels = output().channels();
    private final ChannelSums sums;
    private final ChannelSums products;
    private final double[] inverse = new double[channels];
    // One value for each place of a row, so that all loops run along whole rows.
    private final float[] mean;
    private final float[] scale;
    private final float[] shift;
    private final float[] slope;

    BatchNormalizationPass(Wiring wiring) {
      in = wiring.input();
      out = wiring.output();
      inGradient = wiring.inputGradient();
      outGradient = wiring.outputGradient();
      parametersAt = wiring.parametersAt();
      statisticsAt = wiring.statisticsAt();
      sums = new ChannelSums(in);
      products = new ChannelSums(in);
      mean = new float[in.innerRow()];
      scale = new float[in.innerRow()];
      shift = new float[in.innerRow()];
      slope = new float[in.innerRow()];
    }

    @Override
    public void train(Step step) {
      double count = (double) step.samples * height * output().width();
      sums.clear();
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < height; y++) {
          sums.addRow(in.values(), in.row(s, y));
        }
        sums.endSample();
      }
      for (int c = 0; c < channels; c++) {
        float average = (float) (sums.total(c) / count);
        step.statistics[statisticsAt + c] = average;
        expand(mean, c, average);
      }
      sums.clear();
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < height; y++) {
          addSquares(in.values(), in.row(s, y), mean, sums.places());
        }
        sums.endSample();
      }
      for (int c = 0; c < channels; c++) {
        step.statistics[statisticsAt + channels + c] = (float) (sums.total(c) / count);
      }
      normalize(step);
    }

    @Override
    public void infer(Step step) {
      for (int c = 0; c < channels; c++) {
        expand(mean, c, step.statistics[statisticsAt + c]);
      }
      normalize(step);
    }

    private void normalize(Step step) {
      for (int c = 0; c < channels; c++) {
        double variance = step.statistics[statisticsAt + channels + c];
        inverse[c] = 1 / StrictMath.sqrt(variance + EPSILON);
        expand(scale, c, (float) (step.parameters[parametersAt + c] * inverse[c]));
        expand(shift, c, step.parameters[parametersAt + channels + c]);
      }
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < height; y++) {
          normalize(in.values(), in.row(s, y), out.values(), out.row(s, y));
        }
      }
    }

    private void normalize(float[] values, int from, float[] results, int to) {
      float[] center = mean;
      float[] factor = scale;
      float[] offset = shift;
      for (int i = 0; i < center.length; i++) {
        results[to + i] = (values[from + i] - center[i]) * factor[i] + offset[i];
      }
    }

    @Override
    public void backward(Step step) {
      sums.clear();
      products.clear();
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < height; y++) {
          int at = outGradient.row(s, y);
          sums.addRow(outGradient.values(), at);
          addProducts(outGradient.values(), at, in.values(), in.row(s, y), mean, products.places());
        }
        sums.endSample();
        products.endSample();
      }
      for (int c = 0; c < channels; c++) {
        step.gradient[parametersAt + c] = (float) (products.total(c) * inverse[c]);
        step.gradient[parametersAt + channels + c] = (float) sums.total(c);
      }
      if (inGradient != null) {
        backwardData(step);
      }
    }

    /**
     * The mean and the variance depend on every value, so a value's gradient is {@code scale (g -
     * mean of g - (x - mean) inverse^2 mean of g (x - mean))}.
     */
    private void backwardData(Step step) {
      double count = (double) step.samples * height * output().width();
      for (int c = 0; c < channels; c++) {
        expand(shift, c, (float) (sums.total(c) / count));
        expand(slope, c, (float) (products.total(c) * inverse[c] * inverse[c] / count));
      }
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < height; y++) {
          center(
              outGradient.values(),
              outGradient.row(s, y),
              in.values(),
              in.row(s, y),
              inGradient.values(),
              inGradient.row(s, y));
        }
      }
    }

    private void center(
        float[] given, int givenAt, float[] values, int from, float[] results, int to) {
      float[] correction = slope;
      float[] center = mean;
      float[] factor = scale;
      float[] average = shift;
      for (int i = 0; i < center.length; i++) {
        results[to + i] =
            factor[i]
                * (given[givenAt + i]
                    - average[i]
                    - (values[from + i] - center[i]) * correction[i]);
      }
    }

    private void expand(float[] places, int channel, float value) {
      for (int at = channel; at < places.length; at += in.stride()) {
        places[at] = value;
      }
    }

    @Override
    public long bytes() {
      return sums.bytes() + products.bytes() + 8L * inverse.length + 16L * mean.length;
    }
  }

  private static void addSquares(float[] values, int at, float[] mean, float[] places) {
    for (int i = 0; i < places.length; i++) {
      float difference = values[at + i] - mean[i];
      places[i] += difference * difference;
    }
  }

  private static void addProducts(
      float[] gradient, int gradientAt, float[] values, int at, float[] mean, float[] places) {
    for (int i = 0; i < places.length; i++) {
      places[i] += gradient[gradientAt + i] * (values[at + i] - mean[i]);
    }
  }
}
