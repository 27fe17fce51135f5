package org.byzsgd.report;

/**
 * The values an axis shows.
 *
 * @param low the value at the axis's start, finite
 * @param high the value at its end, finite, above low
 */
public record ValueRange(double low, double high) {
  /**
   * Checks the ends.
   *
   * @param low the start
   * @param high the end
   * @throws IllegalArgumentException if they are not finite or not ascending
   */
  public ValueRange {
    if (!(low < high) || !Double.isFinite(high - low)) {
      throw new IllegalArgumentException(
          "a range must be finite and ascending, got " + low + " to " + high);
    }
  }

  double length() {
    return high - low;
  }

  boolean contains(double value) {
    return value >= low && value <= high;
  }
}
