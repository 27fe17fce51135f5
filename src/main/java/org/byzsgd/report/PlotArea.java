package org.byzsgd.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The inside of a panel's axes. XChart paints the frame, the grid, the events and the bands. Lines
 * are ours: XChart strokes every segment by itself, so dashes would start anew at every point.
 * XChart is given points of the drawing, not values: its search for ticks need not end for all
 * values.
 */
final class PlotArea {
  static final int MARKER_SIZE = 7;
  private static final int MARKERS_PER_CURVE = 6;
  private static final double CROSS = 5;
  private static final Color GRID = new Color(0xE4E4E4);
  private static final Color BORDER = new Color(0x606060);
  private static final BasicStroke THIN = new BasicStroke(0.8f);
  private static final BasicStroke EVENT =
      new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {5, 4}, 0);

  private final Viewport view;
  private final CurveFigure figure;
  private final Map<String, SeriesStyle> styles;

  PlotArea(Viewport view, CurveFigure figure, Map<String, SeriesStyle> styles) {
    this.view = view;
    this.figure = figure;
    this.styles = styles;
  }

  /** Paints, with the plot's upper left corner at the origin. */
  void paint(Graphics2D graphics, List<BigDecimal> xTicks, List<BigDecimal> yTicks) {
    chart(xTicks, yTicks).paint(graphics, view.width(), view.height());
    Graphics2D inside = (Graphics2D) graphics.create();
    inside.clip(new Rectangle(0, 0, view.width(), view.height()));
    figure.curves().forEach(curve -> paintLine(inside, curve));
    inside.dispose();
    for (int i = 0; i < figure.curves().size(); i++) {
      paintMarkers(graphics, figure.curves().get(i), (double) i / figure.curves().size());
    }
    figure.curves().stream().filter(Curve::diverges).forEach(curve -> paintEnd(graphics, curve));
  }

  private XYChart chart(List<BigDecimal> xTicks, List<BigDecimal> yTicks) {
    XYChart chart = new XYChart(view.width(), view.height(), ChartTheme.XChart);
    layOut(chart.getStyler());
    for (BigDecimal tick : xTicks) {
      double x = view.x(tick.doubleValue());
      addLine(chart, "x " + tick, new double[] {x, x}, new double[] {0, view.height()})
          .setLineStyle(THIN);
    }
    for (BigDecimal tick : yTicks) {
      double y = view.visibleY(tick.doubleValue());
      addLine(chart, "y " + tick, new double[] {0, view.width()}, new double[] {y, y})
          .setLineStyle(THIN);
    }
    for (int i = 0; i < figure.events().size(); i++) {
      double x = view.x(figure.events().get(i).x());
      addLine(chart, "event " + i, new double[] {x, x}, new double[] {view.height(), 0})
          .setLineStyle(EVENT)
          .setLineColor(Color.DARK_GRAY);
    }
    figure.curves().forEach(curve -> addBand(chart, curve));
    return chart;
  }

  /** The plot fills the chart, its axes are in points of the drawing, and XChart writes no text. */
  private void layOut(XYStyler styler) {
    styler.setLegendVisible(false).setChartTitleVisible(false).setChartPadding(0);
    styler.setPlotContentSize(1);
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderColor(BORDER);
    styler.setPlotMargin(0).setAxisTicksVisible(false).setAxisTitlesVisible(false);
    styler.setPlotGridLinesVisible(false).setPlotTicksMarksVisible(false);
    styler.setXAxisMin(0.0).setXAxisMax((double) view.width());
    styler.setYAxisMin(0.0).setYAxisMax((double) view.height());
  }

  private static XYSeries addLine(XYChart chart, String name, double[] x, double[] y) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(GRID);
    return series;
  }

  private void addBand(XYChart chart, Curve curve) {
    List<Point2D> outline = new ArrayList<>(edge(curve, 1));
    if (curve.seeds() < 2 || outline.size() < 2) {
      return;
    }
    List<Point2D> lower = new ArrayList<>(edge(curve, -1));
    Collections.reverse(lower);
    outline.addAll(lower);
    SeriesStyle style = styles.get(curve.label());
    XYSeries series =
        chart.addSeries(
            "band " + curve.label(),
            outline.stream().mapToDouble(Point2D::getX).toArray(),
            outline.stream().mapToDouble(Point2D::getY).toArray());
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    series.setLineStyle(SeriesLines.NONE).setFillColor(style.bandColor());
    series.setMarker(SeriesMarkers.NONE);
  }

  /** The line so many standard errors off the mean; 0 is the mean itself. */
  private List<Point2D> edge(Curve curve, int errors) {
    int drawn = curve.finitePoints();
    double[] ys =
        IntStream.range(0, drawn)
            .mapToObj(curve::y)
            .mapToDouble(y -> errors == 0 ? y.mean() : y.mean() + errors * y.standardError())
            .toArray();
    return view.path(IntStream.range(0, drawn).mapToDouble(curve::x).toArray(), ys);
  }

  private void paintLine(Graphics2D graphics, Curve curve) {
    Path2D path = new Path2D.Double();
    for (Point2D point : edge(curve, 0)) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.getX(), view.height() - point.getY());
      } else {
        path.lineTo(point.getX(), view.height() - point.getY());
      }
    }
    SeriesStyle style = styles.get(curve.label());
    graphics.setColor(style.color());
    graphics.setStroke(style.line());
    graphics.draw(path);
  }

  /** Staggered from curve to curve, so that markers of curves that coincide can all be seen. */
  private void paintMarkers(Graphics2D graphics, Curve curve, double stagger) {
    SeriesStyle style = styles.get(curve.label());
    int stride = Math.max(1, curve.size() / MARKERS_PER_CURVE);
    for (int point = (int) (stagger * stride); point < curve.finitePoints(); point += stride) {
      double mean = curve.y(point).mean();
      if (view.ys().contains(mean)) {
        double y = view.height() - view.visibleY(mean);
        graphics.setColor(style.color());
        style.marker().paint(graphics, view.x(curve.x(point)), y, MARKER_SIZE);
      }
    }
  }

  private void paintEnd(Graphics2D graphics, Curve curve) {
    int last = curve.finitePoints() - 1;
    if (last >= 0) {
      double y = view.height() - view.visibleY(curve.y(last).mean());
      y = Math.max(2 * CROSS, Math.min(view.height() - 2 * CROSS, y));
      paintCross(graphics, view.x(curve.x(last)), y, styles.get(curve.label()).color());
    }
  }

  /** The sign of a run that left the finite numbers, on a white ground to stand out from lines. */
  static void paintCross(Graphics2D graphics, double x, double y, Color color) {
    for (boolean ground : new boolean[] {true, false}) {
      graphics.setColor(ground ? Color.WHITE : color);
      graphics.setStroke(new BasicStroke(ground ? 5 : 2.6f));
      double arm = ground ? CROSS + 1 : CROSS;
      graphics.draw(new Line2D.Double(x - arm, y - arm, x + arm, y + arm));
      graphics.draw(new Line2D.Double(x - arm, y + arm, x + arm, y - arm));
    }
  }
}
