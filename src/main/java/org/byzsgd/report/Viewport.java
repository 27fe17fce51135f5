package org.byzsgd.report;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * From values to points of the plot: x to the right, y up, from 0 to width and height. Values far
 * outside are cut off at a distance, since dashing a line of 1e30 points would never end.
 *
 * @param xs the visible x
 * @param ys the visible y
 * @param yScale how y is spread over the height
 * @param width the plot's, in points
 * @param height the plot's, in points
 */
record Viewport(ValueRange xs, ValueRange ys, AxisScale yScale, int width, int height) {
  private static final double FARTHEST = 1e9;

  double x(double value) {
    return (value - xs.low()) / xs.length() * width;
  }

  /** Where a value stands, at the nearest edge if it is outside. */
  double visibleY(double value) {
    return Math.max(0, Math.min(height, y(value)));
  }

  private double y(double value) {
    double y = yScale.part(value, ys) * height;
    return Math.max(-FARTHEST, Math.min(FARTHEST, y));
  }

  /** A polyline through values, the same inside the plot, nowhere more than a plot's height off. */
  List<Point2D> path(double[] xValues, double[] yValues) {
    List<Point2D> path = new ArrayList<>();
    Point2D previous = null;
    for (int i = 0; i < xValues.length; i++) {
      Point2D next = new Point2D.Double(x(xValues[i]), y(yValues[i]));
      if (previous != null) {
        addCrossings(path, previous, next);
      }
      path.add(atMost(next.getX(), next.getY()));
      previous = next;
    }
    return path;
  }

  private void addCrossings(List<Point2D> path, Point2D from, Point2D to) {
    List<Point2D> crossings = new ArrayList<>();
    for (double limit : new double[] {-height, 2.0 * height}) {
      if ((from.getY() - limit) * (to.getY() - limit) < 0) {
        double part = (limit - from.getY()) / (to.getY() - from.getY());
        crossings.add(new Point2D.Double(from.getX() + part * (to.getX() - from.getX()), limit));
      }
    }
    if (from.getY() > to.getY()) {
      Collections.reverse(crossings);
    }
    path.addAll(crossings);
  }

  private Point2D atMost(double x, double y) {
    return new Point2D.Double(x, Math.max(-height, Math.min(2.0 * height, y)));
  }
}
