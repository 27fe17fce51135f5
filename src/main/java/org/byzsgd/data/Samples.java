package org.byzsgd.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Labelled samples packed into one array: bytes with a common scale, or floats; each sample
 * row-major, channels last. Immutable by convention: the arrays are not copied. A plain class of
 * plain arrays, so that Java and Kryo serialization both carry it.
 */
public final class Samples implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int height;
  private final int width;
  private final int channels;
  private final int classes;
  private final byte[] bytes;
  private final float[] floats;
  private final float scale;
  private final int[] labels;

  private Samples(
      Shape shape, int classes, byte[] bytes, float[] floats, float scale, int[] labels) {
    long values = (long) shape.size() * labels.length;
    int given = bytes != null ? bytes.length : floats.length;
    if (values != given) {
      throw new IllegalArgumentException(
          labels.length + " samples of " + shape + " need " + values + " values, got " + given);
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "a label must be between 0 and " + (classes - 1) + ", got " + label);
      }
    }
    this.height = shape.height();
    this.width = shape.width();
    this.channels = shape.channels();
    this.classes = classes;
    this.bytes = bytes;
    this.floats = floats;
    this.scale = scale;
    this.labels = labels;
  }

  /**
   * Samples of unsigned bytes.
   *
   * @param shape of one sample
   * @param classes how many classes, at least 1
   * @param bytes the samples one after the other, channels last
   * @param scale what a byte 0..255 is multiplied with on reading
   * @param labels one a sample, 0 .. classes - 1
   * @return the samples
   * @throws IllegalArgumentException if sizes do not fit, or a label is out of range
   */
  public static Samples ofBytes(Shape shape, int classes, byte[] bytes, float scale, int[] labels) {
    return new Samples(shape, classes, bytes, null, scale, labels);
  }

  /**
   * Samples of floats.
   *
   * @param shape of one sample
   * @param classes how many classes, at least 1
   * @param floats the samples one after the other, channels last
   * @param labels one a sample, 0 .. classes - 1
   * @return the samples
   * @throws IllegalArgumentException if sizes do not fit, or a label is out of range
   */
  public static Samples ofFloats(Shape shape, int classes, float[] floats, int[] labels) {
    return new Samples(shape, classes, null, floats, 1, labels);
  }

  /** {@return the number of samples} */
  public int count() {
    return labels.length;
  }

  /** {@return the shape of one sample} */
  public Shape shape() {
    return new Shape(height, width, channels);
  }

  /** {@return the number of classes} */
  public int classes() {
    return classes;
  }

  /**
   * The label of a sample.
   *
   * @param sample 0 .. count - 1
   * @return 0 .. classes - 1
   */
  public int label(int sample) {
    return labels[sample];
  }

  /**
   * Writes one sample's values.
   *
   * @param sample 0 .. count - 1
   * @param out where to
   * @param offset of the first value in {@code out}
   */
  public void copyTo(int sample, float[] out, int offset) {
    int size = height * width * channels;
    int from = sample * size;
    if (bytes == null) {
      System.arraycopy(floats, from, out, offset, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      out[offset + i] = (bytes[from + i] & 0xFF) * scale;
    }
  }

  /**
   * The samples at some places, in that order.
   *
   * @param places indices of samples
   * @return a packed copy
   */
  public Samples select(int[] places) {
    int size = height * width * channels;
    byte[] someBytes = bytes == null ? null : new byte[places.length * size];
    float[] someFloats = floats == null ? null : new float[places.length * size];
    int[] someLabels = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      if (bytes != null) {
        System.arraycopy(bytes, places[i] * size, someBytes, i * size, size);
      } else {
        System.arraycopy(floats, places[i] * size, someFloats, i * size, size);
      }
      someLabels[i] = labels[places[i]];
    }
    return new Samples(shape(), classes, someBytes, someFloats, scale, someLabels);
  }

  /** {@return how many bytes the packed values and labels take} */
  public long packedBytes() {
    return (bytes != null ? bytes.length : 4L * floats.length) + 4L * labels.length;
  }

  /** {@return a hash of all values and labels: the data's fingerprint in a run's provenance} */
  public int fingerprint() {
    int values = bytes != null ? Arrays.hashCode(bytes) : Arrays.hashCode(floats);
    return 31 * (31 * values + Arrays.hashCode(labels)) + Float.hashCode(scale);
  }
}
