package org.byzsgd.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Round values for an axis: multiples of 1, 2 or 5 times a power of ten. */
final class Ticks {
  private Ticks() {}

  /**
   * The multiples within the range, at most the wanted number plus one, ascending. The ends count
   * as they are written: 0.3 is a tick of a range up to 0.3.
   */
  static List<BigDecimal> within(ValueRange range, int wanted) {
    BigDecimal step = step(range.length() / wanted);
    BigDecimal first =
        BigDecimal.valueOf(range.low()).divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<BigDecimal> ticks = new ArrayList<>();
    for (BigDecimal tick = first;
        tick.compareTo(BigDecimal.valueOf(range.high())) <= 0;
        tick = tick.add(step)) {
      ticks.add(tick);
    }
    return ticks;
  }

  /** Plain digits where they are short, else an exponent. */
  static String label(BigDecimal tick) {
    double size = Math.abs(tick.doubleValue());
    if (size != 0 && (size >= 1e6 || size < 1e-4)) {
      BigDecimal digits = tick.stripTrailingZeros();
      int exponent = digits.precision() - digits.scale() - 1;
      return digits.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }
    return tick.scale() < 0 ? tick.setScale(0).toPlainString() : tick.toPlainString();
  }

  private static BigDecimal step(double atLeast) {
    BigDecimal wanted = new BigDecimal(atLeast, MathContext.DECIMAL32);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(wanted.precision() - wanted.scale() - 1);
    for (int factor : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
      if (step.compareTo(wanted) >= 0) {
        return step;
      }
    }
    return power.scaleByPowerOfTen(1);
  }
}
