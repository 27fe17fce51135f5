package org.byzsgd.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.byzsgd.report.Surface.Anchor;

/** The names of the curves of all panels, in columns below them, where no curve is hidden. */
final class Legend {
  private static final int ROW_HEIGHT = 18;
  private static final int PADDING = 8;
  private static final int SAMPLE = 34;
  private static final int GAP = 6;
  private static final int BETWEEN = 12;
  private static final String DIVERGED = "diverged";

  private final Map<String, SeriesStyle> styles;
  private final List<String> texts;
  private final double[] columnWidths;
  private final double start;

  /** A legend centred in this width, with a line on the cross if a curve ends in one. */
  Legend(Map<String, SeriesStyle> styles, int width, List<Curve> curves) {
    this.styles = styles;
    texts = new ArrayList<>(styles.keySet());
    if (curves.stream().anyMatch(Curve::diverges)) {
      texts.add(DIVERGED);
    }
    int columns = texts.size();
    while (columns > 1 && DoubleStream.of(widths(columns)).sum() > width) {
      columns--;
    }
    int rows = (texts.size() + columns - 1) / columns;
    columnWidths = widths((texts.size() + rows - 1) / rows);
    start = Math.max(0, (width - DoubleStream.of(columnWidths).sum()) / 2);
  }

  private double[] widths(int columns) {
    double[] widths = new double[columns];
    for (int i = 0; i < texts.size(); i++) {
      double width = SAMPLE + GAP + TextStyle.LEGEND.roomFor(texts.get(i)) + BETWEEN;
      widths[i % columns] = Math.max(widths[i % columns], width);
    }
    return widths;
  }

  int height() {
    int rows = (texts.size() + columnWidths.length - 1) / columnWidths.length;
    return rows * ROW_HEIGHT + PADDING;
  }

  void paint(Surface surface, int top) {
    double x = start + BETWEEN / 2.0;
    for (int i = 0; i < texts.size(); i++) {
      int column = i % columnWidths.length;
      x = column == 0 ? start + BETWEEN / 2.0 : x + columnWidths[column - 1];
      double y = top + ROW_HEIGHT / 2.0 + i / columnWidths.length * ROW_HEIGHT;
      paintSample(surface.graphics(), texts.get(i), x, y);
      surface.text(texts.get(i), x + SAMPLE + GAP, y + 4, Anchor.START, TextStyle.LEGEND);
    }
  }

  private void paintSample(Graphics2D graphics, String text, double x, double y) {
    SeriesStyle style = styles.get(text);
    if (style == null) {
      PlotArea.paintCross(graphics, x + SAMPLE / 2.0, y, Color.BLACK);
      return;
    }
    graphics.setColor(style.color());
    graphics.setStroke(style.line());
    graphics.draw(new Line2D.Double(x, y, x + SAMPLE, y));
    style.marker().paint(graphics, x + SAMPLE / 2.0, y, PlotArea.MARKER_SIZE);
  }
}
