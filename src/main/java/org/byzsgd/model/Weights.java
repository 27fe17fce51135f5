package org.byzsgd.model;

import java.util.Arrays;

/**
 * A layer's weights and biases as the kernels want them: taps x width, then width biases. They are
 * the network's own parameters where the outputs fill the width, a padded copy where not.
 */
final class Weights {
  private final int taps;
  private final int outputs;
  private final int width;
  private final int parametersAt;
  private final float[] padded;

  Weights(int taps, int outputs, int width, int parametersAt) {
    this.taps = taps;
    this.outputs = outputs;
    this.width = width;
    this.parametersAt = parametersAt;
    this.padded = outputs == width ? null : new float[Math.multiplyExact(taps + 1, width)];
  }

  /** The array that the kernels read; its weights are at {@link #at}. */
  float[] read(float[] parameters) {
    if (padded == null) {
      return parameters;
    }
    for (int q = 0; q <= taps; q++) {
      System.arraycopy(parameters, parametersAt + q * outputs, padded, q * width, outputs);
    }
    return padded;
  }

  /** The array that the weights' gradient is accumulated in, all zeros. */
  float[] beginGradient(float[] gradient) {
    if (padded == null) {
      Arrays.fill(gradient, parametersAt, parametersAt + taps * width, 0);
      return gradient;
    }
    Arrays.fill(padded, 0);
    return padded;
  }

  /** Takes the accumulated gradient to its place, and the biases' from the sums. */
  void endGradient(float[] gradient, ChannelSums biases) {
    if (padded != null) {
      for (int q = 0; q < taps; q++) {
        System.arraycopy(padded, q * width, gradient, parametersAt + q * outputs, outputs);
      }
    }
    int at = parametersAt + taps * outputs;
    for (int o = 0; o < outputs; o++) {
      gradient[at + o] = (float) biases.total(o);
    }
  }

  int at() {
    return padded == null ? parametersAt : 0;
  }

  long bytes() {
    return padded == null ? 0 : 4L * padded.length;
  }
}
