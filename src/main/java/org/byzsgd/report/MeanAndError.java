package org.byzsgd.report;

import java.util.Locale;

/**
 * The mean of a quantity over seeds and how far it may be off: s / sqrt(k), with the sample
 * standard deviation s (divisor k - 1) of k seeds.
 *
 * <p>Example: 1, 2, 3, 6 have the mean 3, s = sqrt(14 / 3) and the standard error 1.0801.
 *
 * @param mean the mean; not finite if a value was not, or the sum overflowed
 * @param standardError the standard error of the mean; NaN for one seed, which does not show it
 * @param count the number of seeds, at least 1
 */
public record MeanAndError(double mean, double standardError, int count) {
  private static final String NOT_FINITE = "not finite";

  /**
   * Checks the number of seeds.
   *
   * @param mean the mean
   * @param standardError its error
   * @param count the number of seeds
   * @throws IllegalArgumentException if it is below 1
   */
  public MeanAndError {
    if (count < 1) {
      throw new IllegalArgumentException("a mean needs at least 1 value, got " + count);
    }
  }

  /**
   * The mean and its error.
   *
   * @param values one a seed, at least one
   * @return their mean, standard error and number
   * @throws IllegalArgumentException if there is none
   */
  public static MeanAndError of(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double error =
        values.length < 2
            ? Double.NaN
            : Math.sqrt(squares / (values.length - 1)) / Math.sqrt(values.length);
    return new MeanAndError(mean, error, values.length);
  }

  /** {@return whether there is an error to show: more than one seed, all finite} */
  public boolean hasError() {
    return Double.isFinite(mean) && Double.isFinite(standardError);
  }

  /**
   * The mean and, if known, its error, as {@code 0.31 ± 0.02}.
   *
   * @param decimals digits after the point, at least 0
   * @return the text; {@code not finite} where the mean is not
   */
  public String format(int decimals) {
    if (!Double.isFinite(mean)) {
      return NOT_FINITE;
    }
    String text = fixed(mean, decimals);
    return hasError() ? text + " ± " + fixed(standardError, decimals) : text;
  }

  /**
   * A fraction as a percentage, as {@code 86.2 ± 0.4 %}.
   *
   * @param decimals digits after the point, at least 0
   * @return the text; {@code not finite} where the mean is not
   */
  public String formatPercent(int decimals) {
    MeanAndError percent = new MeanAndError(100 * mean, 100 * standardError, count);
    String text = percent.format(decimals);
    return Double.isFinite(percent.mean) ? text + " %" : text;
  }

  private static String fixed(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    boolean roundedToZero = text.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
    return roundedToZero && text.startsWith("-") ? text.substring(1) : text;
  }
}
