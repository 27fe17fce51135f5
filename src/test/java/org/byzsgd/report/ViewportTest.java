package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.Point2D;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewportTest {
  private final Viewport view =
      new Viewport(new ValueRange(0, 10), new ValueRange(0, 1), AxisScale.LINEAR, 100, 50);

  @Test
  void insideNothingIsCut() {
    assertEquals(
        List.of(new Point2D.Double(0, 0), new Point2D.Double(50, 25)),
        view.path(new double[] {0, 5}, new double[] {0, 0.5}));
  }

  /** From 0 to 4 over the whole width: 2 heights up are reached halfway. */
  @Test
  void farOutsideTheLineIsCutWhereItCrosses() {
    assertEquals(
        List.of(
            new Point2D.Double(0, 0), new Point2D.Double(50, 100), new Point2D.Double(100, 100)),
        view.path(new double[] {0, 10}, new double[] {0, 4}));
  }

  @Test
  void fallingThroughBothLimits() {
    List<Point2D> path = view.path(new double[] {0, 10}, new double[] {1e300, -1e300});
    assertEquals(4, path.size());
    assertEquals(new Point2D.Double(0, 100), path.get(0));
    assertEquals(100, path.get(1).getY());
    assertEquals(-50, path.get(2).getY());
    assertEquals(50, path.get(1).getX(), 1e-4);
    assertEquals(new Point2D.Double(100, -50), path.get(3));
  }

  @Test
  void visibleYStaysInside() {
    assertEquals(50, view.visibleY(7));
    assertEquals(0, view.visibleY(-1e308));
  }

  /** Four decades on 80 points: 20 a decade, and 10 for the square root of ten. */
  @Test
  void equalRatiosTakeEqualRoom() {
    Viewport decades = decades();
    assertEquals(0, decades.visibleY(0.01));
    assertEquals(40, decades.visibleY(1), 1e-9);
    assertEquals(70, decades.visibleY(Math.sqrt(10) * 10), 1e-9);
    assertEquals(80, decades.visibleY(1e300));
    assertEquals(0, decades.visibleY(1e-5));
    assertEquals(0, decades.visibleY(0));
    assertEquals(0, decades.visibleY(-3));
  }

  /** It goes to a plot's height below the axis. */
  @Test
  void lineToAValueThatIsNotPositiveLeavesAtTheBottom() {
    List<Point2D> path = decades().path(new double[] {0, 10}, new double[] {1, -5});
    assertEquals(2, path.size());
    assertEquals(40, path.get(0).getY(), 1e-9);
    assertEquals(new Point2D.Double(100, -80), path.get(1));
  }

  private static Viewport decades() {
    return new Viewport(
        new ValueRange(0, 10), new ValueRange(0.01, 100), AxisScale.LOGARITHMIC, 100, 80);
  }
}
