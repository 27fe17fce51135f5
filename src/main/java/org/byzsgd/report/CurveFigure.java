package org.byzsgd.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One panel: curves over a common x.
 *
 * @param title the line above, at most some 45 characters (35 side by side, more where the panel to
 *     the right has none); blank for none
 * @param xLabel the x axis's quantity and unit
 * @param yLabel the y axis's quantity and unit
 * @param curves the curves, at least one, of distinct labels
 * @param events vertical lines, such as where the attack starts
 * @param yRange what the y axis shows; empty for all finite values, on a logarithmic axis all
 *     positive means and no more than a decade beyond of the bands
 * @param yScale how the y axis spreads its values
 */
public record CurveFigure(
    String title,
    String xLabel,
    String yLabel,
    List<Curve> curves,
    List<EventMarker> events,
    Optional<ValueRange> yRange,
    AxisScale yScale) {
  private static final double MARGIN = 0.03;

  /** The exponents of ten that a logarithmic axis shows at most: a margin leaves them finite. */
  private static final ValueRange EXPONENTS = new ValueRange(-285, 285);

  /**
   * Checks and copies the lists.
   *
   * @param title the line above
   * @param xLabel the x axis's quantity
   * @param yLabel the y axis's quantity
   * @param curves the curves
   * @param events vertical lines
   * @param yRange what the y axis shows
   * @param yScale how the y axis spreads its values
   * @throws IllegalArgumentException if there is no curve, two have the same label, or the range of
   *     a logarithmic axis is not positive
   */
  public CurveFigure {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(xLabel, "xLabel");
    Objects.requireNonNull(yLabel, "yLabel");
    Objects.requireNonNull(yRange, "yRange");
    Objects.requireNonNull(yScale, "yScale");
    curves = List.copyOf(curves);
    events = List.copyOf(events);
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("figure '" + title + "' needs at least 1 curve");
    }
    if (curves.stream().map(Curve::label).distinct().count() < curves.size()) {
      throw new IllegalArgumentException(
          "figure '" + title + "': two curves have the same label among " + curves);
    }
    if (yScale == AxisScale.LOGARITHMIC && yRange.filter(range -> range.low() <= 0).isPresent()) {
      throw new IllegalArgumentException(
          "figure '" + title + "': a logarithmic axis starts above 0, got " + yRange.get());
    }
  }

  /**
   * A panel with a linear y axis.
   *
   * @param title the line above
   * @param xLabel the x axis's quantity
   * @param yLabel the y axis's quantity
   * @param curves the curves
   * @param events vertical lines
   * @param yRange what the y axis shows; empty for all finite values
   * @throws IllegalArgumentException if there is no curve or two have the same label
   */
  public CurveFigure(
      String title,
      String xLabel,
      String yLabel,
      List<Curve> curves,
      List<EventMarker> events,
      Optional<ValueRange> yRange) {
    this(title, xLabel, yLabel, curves, events, yRange, AxisScale.LINEAR);
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
        () ->
            switch (yScale) {
              case LINEAR -> around(edgesOfBands());
              case LOGARITHMIC -> aroundPositive();
            });
  }

  /** The means decide, since a band may come as near to 0 as chance has it. */
  private ValueRange aroundPositive() {
    var means = exponents(means()).summaryStatistics();
    if (means.getCount() == 0) {
      return new ValueRange(0.1, 1);
    }
    double low = means.getMin();
    double high = means.getMax();
    var bands =
        DoubleStream.concat(DoubleStream.of(low, high), exponents(edgesOfBands()))
            .summaryStatistics();
    low = Math.max(bands.getMin(), low - 1);
    high = Math.min(bands.getMax(), high + 1);
    double margin = high - low > 1e-9 ? MARGIN * (high - low) : 0.3;
    return new ValueRange(StrictMath.pow(10, low - margin), StrictMath.pow(10, high + margin));
  }

  private static DoubleStream exponents(DoubleStream values) {
    return values
        .filter(value -> value > 0)
        .map(StrictMath::log10)
        .map(power -> Math.max(EXPONENTS.low(), Math.min(EXPONENTS.high(), power)));
  }

  private DoubleStream means() {
    return curves.stream()
        .flatMapToDouble(
            curve -> IntStream.range(0, curve.finitePoints()).mapToDouble(i -> curve.y(i).mean()));
  }

  private DoubleStream edgesOfBands() {
    return curves.stream().flatMapToDouble(CurveFigure::edgesOfBand);
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
