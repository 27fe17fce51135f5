package org.byzsgd.data;

/**
 * The shape of one sample, channels last. A plain vector of p features is 1 x 1 x p.
 *
 * @param height rows, at least 1
 * @param width columns, at least 1
 * @param channels values a pixel, at least 1
 */
public record Shape(int height, int width, int channels) {
  /**
   * Checks the sizes.
   *
   * @param height rows
   * @param width columns
   * @param channels values a pixel
   * @throws IllegalArgumentException if one is below 1
   */
  public Shape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "a shape's sizes must be at least 1, got " + height + "x" + width + "x" + channels);
    }
  }

  /**
   * The shape of a plain vector.
   *
   * @param features its length
   * @return 1 x 1 x features
   */
  public static Shape vector(int features) {
    return new Shape(1, 1, features);
  }

  /** {@return the number of values of a sample} */
  public int size() {
    return Math.multiplyExact(Math.multiplyExact(height, width), channels);
  }

  /** {@return height x width x channels} */
  @Override
  public String toString() {
    return height + "x" + width + "x" + channels;
  }
}
