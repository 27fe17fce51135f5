package org.byzsgd.model;

import java.util.Arrays;

/**
 * Sums by channel over a batch: in float over the rows of a sample, each place of a row for itself,
 * then over places and samples in double. The float loops run along whole rows, which the compiler
 * turns into vectors.
 */
final class ChannelSums {
  private final int channels;
  private final int stride;
  private final float[] places;
  private final double[] totals;

  ChannelSums(Tensor tensor) {
    this.channels = tensor.shape().channels();
    this.stride = tensor.stride();
    this.places = new float[tensor.innerRow()];
    this.totals = new double[channels];
  }

  void clear() {
    Arrays.fill(places, 0);
    Arrays.fill(totals, 0);
  }

  /** A sum for each place of a row, to add a sample's rows to. */
  float[] places() {
    return places;
  }

  /** Adds a row to the places. */
  void addRow(float[] values, int at) {
    float[] sums = places;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[at + i];
    }
  }

  /** Ends a sample: adds the places to the totals and clears them. */
  void endSample() {
    for (int at = 0; at < places.length; at += stride) {
      for (int c = 0; c < channels; c++) {
        totals[c] += places[at + c];
      }
    }
    Arrays.fill(places, 0);
  }

  double total(int channel) {
    return totals[channel];
  }

  long bytes() {
    return 4L * places.length + 8L * totals.length;
  }
}
