package org.byzsgd.model;

import org.byzsgd.linalg.Kernels;

/** The rectifier on one sample, in place, row by row so that borders stay zero. */
final class Rectifier {
  private Rectifier() {}

  static void apply(Tensor tensor, int sample) {
    for (int y = 0; y < tensor.shape().height(); y++) {
      apply(tensor.values(), tensor.row(sample, y), tensor.innerRow());
    }
  }

  private static void apply(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }

  static void gate(Kernels kernels, Tensor activation, Tensor gradient, int sample) {
    for (int y = 0; y < activation.shape().height(); y++) {
      kernels.gate(
          activation.values(),
          activation.row(sample, y),
          gradient.values(),
          gradient.row(sample, y),
          activation.innerRow());
    }
  }
}
