package org.byzsgd.report;

import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.byzsgd.report.Surface.Anchor;

/** One panel with its title, axis labels and event labels around the plot. */
final class PanelPainter {
  private static final int TITLE_HEIGHT = 22;
  private static final int EVENT_HEIGHT = 14;
  private static final int PADDING = 8;
  private static final int BELOW = 42;
  private static final int AXIS_LABEL_WIDTH = 20;
  private static final int TICK_GAP = 6;
  private static final int POINTS_PER_X_TICK = 52;
  private static final int POINTS_PER_Y_TICK = 30;

  /** A placed event label: its middle and its row, from 0 next to the plot. */
  private record EventLabel(String text, double middle, int row) {}

  private final CurveFigure figure;
  private final int panelLeft;
  private final int left;
  private final int plotWidth;
  private final ValueRange xs;
  private final ValueRange ys;
  private final List<EventLabel> eventLabels;

  /** A panel from x = left on, so wide with all its labels. */
  PanelPainter(CurveFigure figure, int left, int width, int height) {
    this.figure = figure;
    xs = figure.visibleX();
    ys = figure.visibleY();
    double labels = widest(yTicks(height));
    int leftMargin = (int) Math.ceil(AXIS_LABEL_WIDTH + labels + TICK_GAP + PADDING);
    panelLeft = left;
    this.left = left + leftMargin;
    plotWidth = width - leftMargin - 2 * PADDING;
    eventLabels = placeEvents(left, left + width);
  }

  /** The room that the title and the event labels take above the plot. */
  int heightAbove() {
    int rows = eventLabels.stream().mapToInt(label -> label.row() + 1).max().orElse(0);
    return PADDING + (figure.title().isBlank() ? 0 : TITLE_HEIGHT) + rows * EVENT_HEIGHT;
  }

  /** Paints between y = top and top + height, the plot from heightAbove on. */
  void paint(
      Surface surface, int top, int height, int heightAbove, Map<String, SeriesStyle> styles) {
    int plotTop = top + heightAbove;
    int plotHeight = height - heightAbove - BELOW;
    Viewport view = new Viewport(xs, ys, figure.yScale(), plotWidth, plotHeight);
    List<BigDecimal> xTicks = Ticks.within(xs, Math.max(1, plotWidth / POINTS_PER_X_TICK));
    List<BigDecimal> yTicks = yTicks(plotHeight);
    Graphics2D inside = (Graphics2D) surface.graphics().create();
    inside.translate(left, plotTop);
    new PlotArea(view, figure, styles).paint(inside, xTicks, yTicks);
    inside.dispose();

    double middle = left + plotWidth / 2.0;
    if (!figure.title().isBlank()) {
      // A long title goes on over the next panel rather than out of the picture.
      double titleMiddle =
          Math.max(middle, panelLeft + TextStyle.TITLE.roomFor(figure.title()) / 2);
      surface.text(figure.title(), titleMiddle, top + 18, Anchor.MIDDLE, TextStyle.TITLE);
    }
    for (EventLabel label : eventLabels) {
      double y = plotTop - 4.0 - label.row() * EVENT_HEIGHT;
      surface.text(label.text(), label.middle(), y, Anchor.MIDDLE, TextStyle.EVENT);
    }
    int bottom = plotTop + plotHeight;
    for (BigDecimal tick : xTicks) {
      double x = left + view.x(tick.doubleValue());
      surface.text(Ticks.label(tick), x, bottom + 16, Anchor.MIDDLE, TextStyle.TICK);
    }
    for (BigDecimal tick : yTicks) {
      double y = bottom - view.visibleY(tick.doubleValue()) + 4;
      surface.text(figure.yScale().label(tick), left - TICK_GAP, y, Anchor.END, TextStyle.TICK);
    }
    surface.text(figure.xLabel(), middle, bottom + 34, Anchor.MIDDLE, TextStyle.AXIS);
    double axisLabelX = left - TICK_GAP - PADDING - widest(yTicks);
    surface.textUpwards(figure.yLabel(), axisLabelX, plotTop + plotHeight / 2.0, TextStyle.AXIS);
  }

  private double widest(List<BigDecimal> ticks) {
    return ticks.stream()
        .mapToDouble(tick -> TextStyle.TICK.roomFor(figure.yScale().label(tick)))
        .max()
        .orElse(0);
  }

  private List<BigDecimal> yTicks(int height) {
    return figure.yScale().ticks(ys, Math.max(2, height / POINTS_PER_Y_TICK));
  }

  /** Above the plot, where no curve is; labels that would overlap go to rows of their own. */
  private List<EventLabel> placeEvents(double from, double to) {
    List<EventMarker> ascending = new ArrayList<>(figure.events());
    ascending.sort(Comparator.comparingDouble(EventMarker::x));
    Viewport view = new Viewport(xs, ys, figure.yScale(), plotWidth, 1);
    List<EventLabel> labels = new ArrayList<>();
    List<Double> rowEnds = new ArrayList<>();
    for (EventMarker event : ascending) {
      double room = TextStyle.EVENT.roomFor(event.label());
      double middle = Math.max(from + room / 2, Math.min(to - room / 2, left + view.x(event.x())));
      int row = 0;
      while (row < rowEnds.size() && rowEnds.get(row) > middle - room / 2) {
        row++;
      }
      if (row == rowEnds.size()) {
        rowEnds.add(0.0);
      }
      rowEnds.set(row, middle + room / 2);
      labels.add(new EventLabel(event.label(), middle, row));
    }
    return labels;
  }
}
