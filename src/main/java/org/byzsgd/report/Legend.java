package org.byzsgd.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.byzsgd.report.Surface.Anchor;

/** The names of the curves of all panels, in columns below them, where no curve is hidden. */
final class Legend {
  private static final int ROW_HEIGHT = 18;
  private static final int PADDING = 8;
  private static final int SAMPLE = 38;
  private static final int GAP = 6;
  private static final int BETWEEN = 14;
  private static final String DIVERGED = "ends: values not finite";

  private final Map<String, SeriesStyle> styles;
  private final List<String> texts;
  private final int columns;
  private final double columnWidth;
  private final double start;

  /** A legend centred in this width, with a line on the cross if a curve ends in one. */
  Legend(Map<String, SeriesStyle> styles, int width, List<Curve> curves) {
    this.styles = styles;
    texts = new ArrayList<>(styles.keySet());
    if (curves.stream().anyMatch(Curve::diverges)) {
      texts.add(DIVERGED);
    }
    double widest = texts.stream().mapToDouble(TextStyle.LEGEND::roomFor).max().orElse(0);
    columnWidth = SAMPLE + GAP + widest + BETWEEN;
    int fitting = (int) Math.max(1, (width - 2 * PADDING) / columnWidth);
    int rows = (texts.size() + fitting - 1) / fitting;
    columns = (texts.size() + rows - 1) / rows;
    start = Math.max(PADDING, (width - columns * columnWidth + BETWEEN) / 2);
  }

  int height() {
    return (texts.size() + columns - 1) / columns * ROW_HEIGHT + PADDING;
  }

  void paint(Surface surface, int top) {
    for (int i = 0; i < texts.size(); i++) {
      double x = start + i % columns * columnWidth;
      double y = top + ROW_HEIGHT / 2.0 + i / columns * ROW_HEIGHT;
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
