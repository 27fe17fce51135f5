package org.byzsgd.report;

import java.util.Arrays;
import java.util.Objects;

/**
 * A quantity over the course of training, once a seed: drawn as its mean over the seeds in a band
 * of one standard error to either side. It ends where a seed's value is not finite, since from
 * there on a mean over the seeds left would flatter the rule.
 */
public final class Curve {
  private final String label;
  private final double[] x;
  private final double[][] ys;

  /**
   * A curve; the arrays are copied.
   *
   * @param label its name in the legend; equal labels are drawn alike in all panels of a sheet
   * @param x where it was measured, finite and ascending, at least one
   * @param ys the values, one row a seed, at least one, each as long as x; non-finite if diverged
   * @throws IllegalArgumentException if a length or an x is not so
   */
  public Curve(String label, double[] x, double[][] ys) {
    this.label = Objects.requireNonNull(label, "label");
    this.x = x.clone();
    this.ys = Arrays.stream(ys).map(double[]::clone).toArray(double[][]::new);
    if (x.length == 0 || ys.length == 0) {
      throw new IllegalArgumentException(
          "curve '"
              + label
              + "' needs at least 1 point and 1 seed, got "
              + x.length
              + " and "
              + ys.length);
    }
    for (int point = 0; point < x.length; point++) {
      if (!Double.isFinite(x[point]) || (point > 0 && x[point] <= x[point - 1])) {
        throw new IllegalArgumentException(
            "curve '" + label + "': x must be finite and ascending, got " + Arrays.toString(x));
      }
    }
    for (double[] row : ys) {
      if (row.length != x.length) {
        throw new IllegalArgumentException(
            "curve '" + label + "': a seed must have " + x.length + " values, got " + row.length);
      }
    }
  }

  /** {@return the name in the legend} */
  public String label() {
    return label;
  }

  /** {@return the number of points, drawn or not} */
  public int size() {
    return x.length;
  }

  /** {@return the number of seeds} */
  public int seeds() {
    return ys.length;
  }

  /**
   * Where a point was measured.
   *
   * @param point from 0
   * @return its x
   */
  public double x(int point) {
    return x[point];
  }

  /**
   * The values of a point, summed up over the seeds.
   *
   * @param point from 0
   * @return their mean and standard error
   */
  public MeanAndError y(int point) {
    return MeanAndError.of(Arrays.stream(ys).mapToDouble(row -> row[point]).toArray());
  }

  /** {@return the number of points before the first whose mean is not finite} */
  public int finitePoints() {
    int point = 0;
    while (point < x.length && Double.isFinite(y(point).mean())) {
      point++;
    }
    return point;
  }

  /** {@return whether a seed left the finite numbers} */
  public boolean diverges() {
    return finitePoints() < x.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Curve curve
        && label.equals(curve.label)
        && Arrays.equals(x, curve.x)
        && Arrays.deepEquals(ys, curve.ys);
  }

  @Override
  public int hashCode() {
    return Objects.hash(label, Arrays.hashCode(x), Arrays.deepHashCode(ys));
  }

  @Override
  public String toString() {
    return label + ": " + size() + " points, " + seeds() + " seeds";
  }
}
