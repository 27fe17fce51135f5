package org.byzsgd.model;

import java.util.Arrays;
import org.byzsgd.data.Shape;

/**
 * The maximum of square windows side by side. Rows and columns that fill no window are left out. Of
 * equal values the first in row-major order takes the gradient.
 */
final class MaxPooling extends Layer {
  private final int size;

  MaxPooling(Shape input, int size) {
    super(input, new Shape(input.height() / size, input.width() / size, input.channels()));
    this.size = size;
  }

  @Override
  Pass pass(Wiring wiring) {
    return new MaxPoolingPass(wiring);
  }

  private final class MaxPoolingPass implements Pass {
    private final Tensor in;
    private final Tensor out;
    private final Tensor inGradient;
    private final Tensor outGradient;
    private final int[] window;
    private final int[] gradientWindow;

    MaxPoolingPass(Wiring wiring) {
      in = wiring.input();
      out = wiring.output();
      inGradient = wiring.inputGradient();
      outGradient = wiring.outputGradient();
      window = window(in);
      gradientWindow = inGradient == null ? new int[0] : window(inGradient);
    }

    private int[] window(Tensor tensor) {
      int[] places = new int[size * size];
      for (int i = 0; i < places.length; i++) {
        places[i] = i / size * tensor.rowLength() + i % size * tensor.stride();
      }
      return places;
    }

    @Override
    public void train(Step step) {
      infer(step);
    }

    @Override
    public void infer(Step step) {
      int stride = out.stride();
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < output().height(); y++) {
          for (int x = 0; x < output().width(); x++) {
            int from = in.row(s, y * size) + x * size * in.stride();
            largest(in.values(), from, out.values(), out.row(s, y) + x * stride, stride);
          }
        }
      }
    }

    private void largest(float[] values, int from, float[] results, int to, int channels) {
      System.arraycopy(values, from, results, to, channels);
      for (int i = 1; i < window.length; i++) {
        int at = from + window[i];
        for (int c = 0; c < channels; c++) {
          results[to + c] = Math.max(results[to + c], values[at + c]);
        }
      }
    }

    @Override
    public void backward(Step step) {
      if (inGradient == null) {
        return;
      }
      for (int s = 0; s < step.samples; s++) {
        for (int y = 0; y < input().height(); y++) {
          int row = inGradient.row(s, y);
          Arrays.fill(inGradient.values(), row, row + inGradient.innerRow(), 0);
        }
        for (int y = 0; y < output().height(); y++) {
          for (int x = 0; x < output().width(); x++) {
            int from = in.row(s, y * size) + x * size * in.stride();
            int at = outGradient.row(s, y) + x * outGradient.stride();
            int to = inGradient.row(s, y * size) + x * size * inGradient.stride();
            spread(from, at, to);
          }
        }
      }
    }

    private void spread(int from, int at, int to) {
      float[] values = in.values();
      float[] given = outGradient.values();
      float[] results = inGradient.values();
      int channels = output().channels();
      for (int c = 0; c < channels; c++) {
        float best = values[from + c];
        int first = 0;
        for (int i = 1; i < window.length; i++) {
          float value = values[from + window[i] + c];
          first = value > best ? i : first;
          best = value > best ? value : best;
        }
        results[to + gradientWindow[first] + c] = given[at + c];
      }
    }

    @Override
    public long bytes() {
      return 4L * (window.length + gradientWindow.length);
    }
  }
}
