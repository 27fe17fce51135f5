package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.linalg.Lanes;

/**
 * A batch of images, channels last, each with a border of zeros around it, so that a convolution
 * needs no checks at the edges. The border is never written.
 */
final class Tensor {
  private final Shape shape;
  private final int border;
  private final int stride;
  private final boolean borrowed;
  private float[] values;

  private Tensor(Shape shape, int border, int stride, float[] values) {
    this.borrowed = values != null;
    this.shape = shape;
    this.border = border;
    this.stride = stride;
    this.values = values;
  }

  /** Hidden values: a pixel takes its channels rounded up, so that vectors fit. */
  static Tensor hidden(Shape shape, int border, int samples) {
    return of(shape, border, Lanes.roundUp(shape.channels()), samples);
  }

  /** Input values, channels as they come. */
  static Tensor input(Shape shape, int border, int samples) {
    return of(shape, border, shape.channels(), samples);
  }

  /** Input values in an array of somebody else's, which {@link #point} sets. */
  static Tensor borrowed(Shape shape) {
    return new Tensor(shape, 0, shape.channels(), new float[0]);
  }

  private static Tensor of(Shape shape, int border, int stride, int samples) {
    Tensor tensor = new Tensor(shape, border, stride, null);
    tensor.values = new float[Math.multiplyExact(tensor.sampleLength(), samples)];
    return tensor;
  }

  void point(float[] array) {
    values = array;
  }

  boolean isBorrowed() {
    return borrowed;
  }

  Shape shape() {
    return shape;
  }

  int border() {
    return border;
  }

  float[] values() {
    return values;
  }

  /** Floats from a pixel to the next. */
  int stride() {
    return stride;
  }

  /** Floats of a row inside the border. */
  int innerRow() {
    return shape.width() * stride;
  }

  /** Floats from a row to the next. */
  int rowLength() {
    return (shape.width() + 2 * border) * stride;
  }

  /** Floats from a sample to the next. */
  int sampleLength() {
    return Math.multiplyExact(shape.height() + 2 * border, rowLength());
  }

  /** The place of a sample's row y, inside the border. */
  int row(int sample, int y) {
    return sample * sampleLength() + (y + border) * rowLength() + border * stride;
  }

  boolean hasLayout(Shape otherShape, int otherBorder) {
    return shape.equals(otherShape) && border == otherBorder;
  }

  long bytes() {
    return 4L * values.length;
  }
}
