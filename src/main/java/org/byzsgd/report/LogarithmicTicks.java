package org.byzsgd.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** Round values for a logarithmic axis: powers of ten, on a short one their 2- and 5-fold too. */
final class LogarithmicTicks {
  private static final BigDecimal SMALLEST_PLAIN = new BigDecimal("0.001");
  private static final BigDecimal LARGEST_PLAIN = new BigDecimal("999");
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private LogarithmicTicks() {}

  /**
   * Round values within the range, at most the wanted number plus one, ascending. Decades that are
   * too many are thinned out around 1; on an axis too short for round values, equal steps are left.
   */
  static List<BigDecimal> within(ValueRange range, int wanted) {
    int first = exponent(BigDecimal.valueOf(range.low()));
    int last = exponent(BigDecimal.valueOf(range.high()));
    List<BigDecimal> fine = multiples(range, first, last, 1, List.of(1, 2, 5));
    if (fine.size() < 2) {
      return Ticks.within(range, wanted);
    }
    if (fine.size() <= wanted + 1) {
      return fine;
    }
    int step = 1;
    List<BigDecimal> decades = multiples(range, first, last, step, List.of(1));
    while (decades.size() > wanted + 1) {
      step++;
      decades = multiples(range, first, last, step, List.of(1));
    }
    return decades;
  }

  /** Plain digits where they are short, else a power of ten. */
  static String label(BigDecimal tick) {
    if (tick.compareTo(SMALLEST_PLAIN) >= 0 && tick.compareTo(LARGEST_PLAIN) <= 0) {
      return tick.stripTrailingZeros().toPlainString();
    }
    int exponent = exponent(tick);
    String factor = tick.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
    return (factor.equals("1") ? "" : factor + "×") + "10" + superscript(exponent);
  }

  private static List<BigDecimal> multiples(
      ValueRange range, int first, int last, int step, List<Integer> factors) {
    BigDecimal low = BigDecimal.valueOf(range.low());
    BigDecimal high = BigDecimal.valueOf(range.high());
    return IntStream.rangeClosed(first, last)
        .filter(exponent -> exponent % step == 0)
        .boxed()
        .flatMap(
            exponent ->
                factors.stream().map(factor -> new BigDecimal(factor).scaleByPowerOfTen(exponent)))
        .filter(tick -> tick.compareTo(low) >= 0 && tick.compareTo(high) <= 0)
        .toList();
  }

  /** That of the power of ten at or below a positive value. */
  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
