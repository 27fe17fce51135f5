package org.byzsgd.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.byzsgd.report.Surface.Anchor;

/** Paints a heat map: cells with their numbers, labels around, the curve, the scale of colours. */
final class HeatMapPainter {
  private static final int CELL_WIDTH = 52;
  private static final int CELL_HEIGHT = 25;
  private static final int LEAST_HEIGHT = 140;

  /** Room for a number beside a curve. */
  private static final int CROSSED_HEIGHT = 34;

  /** Where a number may be above or below the middle of its cell: the first one if it is free. */
  private static final double[] OFFSETS = {0, -10, 10};

  /** From the middle of a number to a curve that does not touch it. */
  private static final double FREE = 9;

  private static final double HALF_NUMBER = 18;
  private static final int PADDING = 10;
  private static final int TITLE_HEIGHT = 24;
  private static final int AXIS_WIDTH = 20;
  private static final int BELOW = 44;
  private static final int SCALE_HEIGHT = 40;
  private static final int SCALE_WIDTH = 220;
  private static final int SCALE_STEPS = 44;
  private static final Color BORDER = new Color(0x606060);
  private static final DivergingScale COLORS = new DivergingScale(1);

  private final HeatMap map;
  private final int left;
  private final int top;
  private final int plotWidth;
  private final int plotHeight;
  private final int cellHeight;

  HeatMapPainter(HeatMap map) {
    this.map = map;
    double labels = map.rows().stream().mapToDouble(TextStyle.TICK::roomFor).max().orElse(0);
    this.left = (int) Math.ceil(PADDING + AXIS_WIDTH + labels + 8);
    this.top = PADDING + TITLE_HEIGHT;
    this.plotWidth = map.columns().size() * cellWidth();
    this.cellHeight =
        Math.max(
            map.curve().length > 0 ? CROSSED_HEIGHT : CELL_HEIGHT,
            LEAST_HEIGHT / map.rows().size());
    this.plotHeight = map.rows().size() * cellHeight;
  }

  /** Cells are as wide as the longest text below them. */
  private int cellWidth() {
    double widest = map.columns().stream().mapToDouble(TextStyle.TICK::roomFor).max().orElse(0);
    return Math.max(CELL_WIDTH, (int) Math.ceil(widest) + 8);
  }

  int width() {
    double title = TextStyle.TITLE.roomFor(map.title()) + 2 * PADDING;
    return (int) Math.ceil(Math.max(left + plotWidth + 2.0 * PADDING, Math.max(title, 380)));
  }

  int height() {
    return top + plotHeight + BELOW + SCALE_HEIGHT + (map.curve().length > 0 ? 18 : 0) + PADDING;
  }

  void paint(Surface surface) {
    surface.text(map.title(), PADDING, PADDING + 12, Anchor.START, TextStyle.TITLE);
    paintCells(surface.graphics());
    paintFrames(surface.graphics());
    paintCurve(surface.graphics());
    paintNumbers(surface);
    paintLabels(surface);
    paintScale(surface);
  }

  private void paintCells(Graphics2D graphics) {
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        double x = left + (double) column * cellWidth();
        double y = top + plotHeight - (row + 1.0) * cellHeight;
        graphics.setColor(COLORS.color(map.value(row, column)));
        graphics.fill(new Rectangle2D.Double(x, y, cellWidth(), cellHeight));
      }
    }
    graphics.setColor(BORDER);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(new Rectangle2D.Double(left, top, plotWidth, plotHeight));
  }

  private void paintNumbers(Surface surface) {
    for (int row = 0; row < map.rows().size(); row++) {
      for (int column = 0; column < map.columns().size(); column++) {
        double value = map.value(row, column);
        double x = left + (column + 0.5) * cellWidth();
        double y = top + plotHeight - (row + 0.5) * cellHeight;
        surface.text(
            number(value),
            x,
            y + 4 + besideCurve(x, y),
            Anchor.MIDDLE,
            COLORS.isDark(value) ? TextStyle.ON_DARK : TextStyle.TICK);
      }
    }
  }

  /** How far below the middle of its cell a number is, so that the curve does not cross it. */
  private double besideCurve(double x, double y) {
    double best = OFFSETS[0];
    double farthest = 0;
    for (double offset : OFFSETS) {
      double distance = distanceToCurve(x, y + offset);
      if (distance > FREE && offset == OFFSETS[0]) {
        return offset;
      }
      if (distance > farthest) {
        farthest = distance;
        best = offset;
      }
    }
    return best;
  }

  /** From a number's middle up or down to the curve's pieces over its width. */
  private double distanceToCurve(double x, double y) {
    double nearest = Double.POSITIVE_INFINITY;
    double from = x - HALF_NUMBER;
    double to = x + HALF_NUMBER;
    double[][] curve = map.curve();
    for (int i = 0; i + 1 < curve.length; i++) {
      Line2D piece = new Line2D.Double(x(curve[i]), y(curve[i]), x(curve[i + 1]), y(curve[i + 1]));
      nearest =
          Math.min(
              nearest,
              piece.intersectsLine(from, y, to, y)
                  ? 0
                  : Math.min(
                      Math.min(piece.ptSegDist(from, y), piece.ptSegDist(to, y)),
                      piece.ptSegDist(x, y)));
    }
    return nearest;
  }

  private double x(double[] point) {
    return left + (point[0] + 0.5) * cellWidth();
  }

  private double y(double[] point) {
    return top + plotHeight - (point[1] + 0.5) * cellHeight;
  }

  /** Two digits where they say something; a dash for what is not there. */
  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double size = Math.abs(value);
    if (size >= 1e4) {
      return String.format(Locale.ROOT, "%.0e", value).replace("e+0", "e").replace("e+", "e");
    }
    String text = String.format(Locale.ROOT, size < 9.995 ? "%.2f" : "%.0f", value);
    return text.equals("-0.00") ? "0.00" : text.replace('-', '−');
  }

  private void paintLabels(Surface surface) {
    int bottom = top + plotHeight;
    for (int column = 0; column < map.columns().size(); column++) {
      double x = left + (column + 0.5) * cellWidth();
      surface.text(map.columns().get(column), x, bottom + 16.0, Anchor.MIDDLE, TextStyle.TICK);
    }
    for (int row = 0; row < map.rows().size(); row++) {
      double y = bottom - (row + 0.5) * cellHeight + 4;
      surface.text(map.rows().get(row), left - 6.0, y, Anchor.END, TextStyle.TICK);
    }
    surface.text(
        map.xLabel(), left + plotWidth / 2.0, bottom + 34.0, Anchor.MIDDLE, TextStyle.AXIS);
    surface.textUpwards(map.yLabel(), PADDING + 10.0, top + plotHeight / 2.0, TextStyle.AXIS);
  }

  private void paintCurve(Graphics2D surface) {
    if (map.curve().length == 0) {
      return;
    }
    Graphics2D graphics = (Graphics2D) surface.create();
    graphics.clip(new Rectangle(left, top, plotWidth, plotHeight));
    Path2D path = new Path2D.Double();
    for (double[] point : map.curve()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(x(point), y(point));
      } else {
        path.lineTo(x(point), y(point));
      }
    }
    stroke(graphics, path);
    graphics.dispose();
  }

  private void paintFrames(Graphics2D graphics) {
    for (int row = 0; row < map.framed().length; row++) {
      double x = left + (double) map.framed()[row] * cellWidth();
      double y = top + plotHeight - (row + 1.0) * cellHeight;
      stroke(graphics, new Rectangle2D.Double(x + 2, y + 2, cellWidth() - 4.0, cellHeight - 4.0));
    }
  }

  /** Black on a white edge: to be seen on every colour. */
  private static void stroke(Graphics2D graphics, java.awt.Shape shape) {
    graphics.setColor(Color.WHITE);
    graphics.setStroke(new BasicStroke(4.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  private void paintScale(Surface surface) {
    Graphics2D graphics = surface.graphics();
    double y = top + plotHeight + BELOW;
    double step = (double) SCALE_WIDTH / SCALE_STEPS;
    boolean shares = map.kind() == HeatMap.Values.SHARES;
    for (int i = 0; i < SCALE_STEPS; i++) {
      double part = (i + 0.5) / SCALE_STEPS;
      graphics.setColor(COLORS.color(COLORS.end() * (shares ? part : 2 * part - 1)));
      graphics.fill(new Rectangle2D.Double(left + i * step, y, step + 0.5, 12));
    }
    graphics.setColor(BORDER);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(new Rectangle2D.Double(left, y, SCALE_WIDTH, 12));
    double below = y + 26;
    String[] ends = shares ? new String[] {"0", "0.5", "1"} : new String[] {"≤ −1", "0", "≥ 1"};
    for (int i = 0; i < ends.length; i++) {
      surface.text(ends[i], left + i * SCALE_WIDTH / 2.0, below, Anchor.MIDDLE, TextStyle.TICK);
    }
    if (map.curve().length > 0) {
      double line = below + 16;
      stroke(graphics, new Line2D.Double(left, line - 4, left + 26.0, line - 4));
      surface.text(map.curveLabel(), left + 32.0, line, Anchor.START, TextStyle.TICK);
    }
  }
}
