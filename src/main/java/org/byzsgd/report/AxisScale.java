package org.byzsgd.report;

import java.math.BigDecimal;
import java.util.List;

/** How the values of an axis are spread along it. */
public enum AxisScale {
  /** Equal differences take equal room. */
  LINEAR {
    @Override
    double part(double value, ValueRange range) {
      return (value - range.low()) / range.length();
    }

    @Override
    List<BigDecimal> ticks(ValueRange range, int wanted) {
      return Ticks.within(range, wanted);
    }

    @Override
    String label(BigDecimal tick) {
      return Ticks.label(tick);
    }
  },

  /** Equal ratios take equal room; values that are not positive lie below all others. */
  LOGARITHMIC {
    @Override
    double part(double value, ValueRange range) {
      double low = StrictMath.log10(range.low());
      double high = StrictMath.log10(range.high());
      return value > 0 ? (StrictMath.log10(value) - low) / (high - low) : BELOW;
    }

    @Override
    List<BigDecimal> ticks(ValueRange range, int wanted) {
      return LogarithmicTicks.within(range, wanted);
    }

    @Override
    String label(BigDecimal tick) {
      return LogarithmicTicks.label(tick);
    }
  };

  /** Out of sight by a whole axis, yet near enough for a line to leave at a visible slope. */
  private static final double BELOW = -1;

  /** Where a value stands: 0 at the range's low end, 1 at its high end, also beyond. */
  abstract double part(double value, ValueRange range);

  /** Round values within the range, ascending, at most the wanted number plus one. */
  abstract List<BigDecimal> ticks(ValueRange range, int wanted);

  abstract String label(BigDecimal tick);
}
