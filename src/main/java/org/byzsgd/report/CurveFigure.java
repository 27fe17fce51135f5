package org.byzsgd.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One panel: curves over a common x.
 *
 * @param title the line above, at most some 45 characters (35 side by side); blank for none
 * @param xLabel the x axis's quantity and unit
 * @param yLabel the y axis's quantity and unit
 * @param curves the curves, at least one, of distinct labels
 * @param events vertical lines, such as where the attack starts
 * @param yRange what the y axis shows; empty for all finite values
 */
public record CurveFigure(
    String title,
    String xLabel,
    String yLabel,
    List<Curve> curves,
    List<EventMarker> events,
    Optional<ValueRange> yRange) {
  private static final double MARGIN = 0.03;

  /**
   * Checks and copies the lists.
   *
   * @param title the line above
   * @param xLabel the x axis's quantity
   * @param yLabel the y axis's quantity
   * @param curves the curves
   * @param events vertical lines
   * @param yRange what the y axis shows
   * @throws IllegalArgumentException if there is no curve or two have the same label
   */
  public CurveFigure {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(xLabel, "xLabel");
    Objects.requireNonNull(yLabel, "yLabel");
    Objects.requireNonNull(yRange, "yRange");
    curves = List.copyOf(curves);
    events = List.copyOf(events);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("figure '" + title + "' needs at least 1 curve");
    }
    if (curves.stream().map(Curve::label).distinct().count() < curves.size()) {
      throw new IllegalArgumentException(
          "figure '" + title + "': two curves have the same label among " + curves);
    }
  }

  /** The whole course, also of curves that end early, and the events. */
  ValueRange visibleX() {
    return around(
        DoubleStream.concat(
            curves.stream().flatMapToDouble(c -> DoubleStream.of(c.x(0), c.x(c.size() - 1))),
            events.stream().mapToDouble(EventMarker::x)));
  }

  ValueRange visibleY() {
    return yRange.orElseGet(
        () -> around(curves.stream().flatMapToDouble(CurveFigure::edgesOfBand)));
  }

  private static DoubleStream edgesOfBand(Curve curve) {
    return IntStream.range(0, curve.finitePoints())
        .mapToObj(curve::y)
        .flatMapToDouble(
            y ->
                y.hasError()
                    ? DoubleStream.of(y.mean() - y.standardError(), y.mean() + y.standardError())
                    : DoubleStream.of(y.mean()))
        .filter(Double::isFinite);
  }

  private static ValueRange around(DoubleStream values) {
    var summary = values.summaryStatistics();
    if (summary.getCount() == 0) {
      return new ValueRange(0, 1);
    }
    double low = Math.max(summary.getMin(), -Double.MAX_VALUE / 4);
    double high = Math.min(summary.getMax(), Double.MAX_VALUE / 4);
    double tiny = Math.max(Math.abs(low), Math.abs(high)) * 1e-9;
    double margin = high - low > tiny ? MARGIN * (high - low) : Math.max(Math.abs(low) / 10, 1e-9);
    return new ValueRange(low - margin, high + margin);
  }
}
