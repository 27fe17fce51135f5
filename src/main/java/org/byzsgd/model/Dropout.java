package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/**
 * Inverted dropout, in place: in training each value is dropped with probability p and the others
 * are divided by 1 - p; in inference nothing happens. Decisions come from the 16-bit halves of the
 * stream's words, the upper one first, in the order sample, row, column, channel, beginning with a
 * fresh word; p is rounded to a multiple of 2^-16. Srivastava, Hinton, Krizhevsky, Sutskever,
 * Salakhutdinov, <i>Dropout</i>, JMLR 2014.
 */
final class Dropout extends Layer {
  private static final int HALF_RANGE = 1 << 16;

  private final int threshold;

  Dropout(Shape shape, double probability) {
    super(shape, shape);
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability to drop a value must be in [0, 1), got " + probability);
    }
    this.threshold = Math.min((int) Math.rint(probability * HALF_RANGE), HALF_RANGE - 1);
  }

  @Override
  boolean isInPlace() {
    return true;
  }

  @Override
  Pass pass(Wiring wiring) {
    return new DropoutPass(wiring);
  }

  private final class DropoutPass implements Pass {
    private final Tensor values;
    private final Tensor gradient;
    private final float[] factors;
    private final float kept = (float) (HALF_RANGE / (double) (HALF_RANGE - threshold));

    DropoutPass(Wiring wiring) {
      values = wiring.output();
      gradient = wiring.outputGradient();
      int sample = Math.multiplyExact(values.shape().height(), values.innerRow());
      factors = new float[Math.multiplyExact(wiring.capacity(), sample)];
    }

    @Override
    public void train(Step step) {
      draw(step.dropout, step.samples * values.shape().height() * values.shape().width());
      scale(values, step.samples);
    }

    /** Draws the factors of all pixels; the places that fill up a pixel keep zero. */
    private void draw(Stream stream, int pixels) {
      int channels = values.shape().channels();
      int stride = values.stride();
      int word = 0;
      boolean upper = true;
      for (int pixel = 0; pixel < pixels; pixel++) {
        int at = pixel * stride;
        for (int c = 0; c < channels; c++) {
          if (upper) {
            word = stream.nextInt();
          }
          int half = upper ? word >>> 16 : word & 0xFFFF;
          upper = !upper;
          factors[at + c] = half < threshold ? 0 : kept;
        }
      }
    }

    private void scale(Tensor tensor, int samples) {
      int row = tensor.innerRow();
      int at = 0;
      for (int s = 0; s < samples; s++) {
        for (int y = 0; y < tensor.shape().height(); y++) {
          scale(tensor.values(), tensor.row(s, y), at, row);
          at += row;
        }
      }
    }

    private void scale(float[] scaled, int scaledAt, int at, int count) {
      float[] by = factors;
      for (int i = 0; i < count; i++) {
        scaled[scaledAt + i] *= by[at + i];
      }
    }

    @Override
    public void infer(Step step) {}

    @Override
    public void backward(Step step) {
      scale(gradient, step.samples);
    }

    @Override
    public long bytes() {
      return 4L * factors.length;
    }
  }
}
