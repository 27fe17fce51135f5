package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void meanAndErrorOfEachPoint() {
    Curve curve = new Curve("krum", new double[] {0, 5}, new double[][] {{1, 2}, {3, 6}});
    assertEquals(2, curve.y(0).mean());
    assertEquals(1, curve.y(0).standardError(), 1e-15);
    assertEquals(4, curve.y(1).mean());
    assertEquals(2, curve.y(1).standardError(), 1e-15);
    assertFalse(curve.diverges());
  }

  @Test
  void endsWhereTheFirstSeedDiverges() {
    Curve curve =
        new Curve(
            "mean",
            new double[] {0, 1, 2, 3},
            new double[][] {{1, 1, 1, 1}, {1, 1, Double.POSITIVE_INFINITY, 1}});
    assertEquals(2, curve.finitePoints());
    assertTrue(curve.diverges());
  }

  @Test
  void laterChangesOfTheArraysDoNotMatter() {
    double[][] ys = {{1, 2}};
    Curve curve = new Curve("krum", new double[] {0, 1}, ys);
    ys[0][1] = 7;
    assertEquals(2, curve.y(1).mean());
    assertEquals(curve, new Curve("krum", new double[] {0, 1}, new double[][] {{1, 2}}));
  }

  @Test
  void malformedCurvesAreRefused() {
    double[][] two = {{1, 2}};
    assertThrows(IllegalArgumentException.class, () -> new Curve("c", new double[] {1, 1}, two));
    assertThrows(
        IllegalArgumentException.class, () -> new Curve("c", new double[] {0, Double.NaN}, two));
    assertThrows(IllegalArgumentException.class, () -> new Curve("c", new double[] {1}, two));
    assertThrows(
        IllegalArgumentException.class, () -> new Curve("c", new double[0], new double[0][]));
    assertThrows(IllegalArgumentException.class, () -> new ValueRange(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new EventMarker(Double.NaN, "attack"));
  }

  @Test
  void twoCurvesOfOneLabelAreRefused() {
    Curve curve = new Curve("krum", new double[] {0}, new double[][] {{1}});
    assertThrows(
        IllegalArgumentException.class,
        () -> new CurveFigure("", "x", "y", List.of(curve, curve), List.of(), Optional.empty()));
  }
}
