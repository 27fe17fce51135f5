package org.byzsgd.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.markers.Marker;

/** A hollow sign: of XChart's own, too few stay apart at the size of print. */
final class OpenMarker extends Marker {
  /** The outline. */
  enum Outline {
    CIRCLE,
    SQUARE
  }

  private static final BasicStroke STROKE = new BasicStroke(1.5f);

  private final Outline outline;

  OpenMarker(Outline outline) {
    this.outline = outline;
  }

  @Override
  public void paint(Graphics2D graphics, double x, double y, int size) {
    double left = x - size / 2.0;
    double top = y - size / 2.0;
    Shape shape =
        outline == Outline.CIRCLE
            ? new Ellipse2D.Double(left, top, size, size)
            : new Rectangle2D.Double(left, top, size, size);
    Color color = graphics.getColor();
    graphics.setColor(Color.WHITE);
    graphics.fill(shape);
    graphics.setColor(color);
    graphics.setStroke(STROKE);
    graphics.draw(shape);
  }
}
