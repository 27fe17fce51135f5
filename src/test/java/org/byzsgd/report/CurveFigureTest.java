package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The visible range of a logarithmic axis, which has 3 % of its length as margin at both ends. */
class CurveFigureTest {
  @Test
  void positiveMeansDecide() {
    assertShown(-2, 2, new double[][] {{0.01, 100, 0, -7, Double.NaN, 1e9}});
  }

  /** Means 10 and 1000; the errors 9.999 and 0 bring the band down to 0.001. */
  @Test
  void bandIsShownADecadeBelowTheMeansAtMost() {
    assertShown(0, 3, new double[][] {{0.001, 1000}, {19.999, 1000}});
  }

  /** Means 10 and 100, errors 5 and 20: the band goes from 5 to 120. */
  @Test
  void nearBandIsShownWhole() {
    assertShown(Math.log10(5), Math.log10(120), new double[][] {{5, 80}, {15, 120}});
  }

  /** Means 10 and 100; the first error, 20, brings the band to -10 and 30. */
  @Test
  void bandBelowZeroDoesNotCount() {
    assertShown(1, 2, new double[][] {{-10, 100}, {30, 100}});
  }

  @Test
  void oneValueStandsInTheMiddle() {
    ValueRange shown = logarithmic(Optional.empty(), new double[][] {{100, 100}}).visibleY();
    assertEquals(1.7, Math.log10(shown.low()), 1e-9);
    assertEquals(2.3, Math.log10(shown.high()), 1e-9);
  }

  @Test
  void nothingPositive() {
    assertEquals(
        new ValueRange(0.1, 1),
        logarithmic(Optional.empty(), new double[][] {{0, -1, Double.NaN}}).visibleY());
  }

  @Test
  void givenRangeMustBePositive() {
    ValueRange fromZero = new ValueRange(0, 1);
    assertThrows(
        IllegalArgumentException.class,
        () -> logarithmic(Optional.of(fromZero), new double[][] {{1}}));
  }

  private static void assertShown(double lowExponent, double highExponent, double[][] ys) {
    ValueRange shown = logarithmic(Optional.empty(), ys).visibleY();
    double margin = 0.03 * (highExponent - lowExponent);
    assertEquals(lowExponent - margin, Math.log10(shown.low()), 1e-9);
    assertEquals(highExponent + margin, Math.log10(shown.high()), 1e-9);
  }

  private static CurveFigure logarithmic(Optional<ValueRange> range, double[][] ys) {
    double[] xs = new double[ys[0].length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = i;
    }
    return new CurveFigure(
        "", "x", "y", List.of(new Curve("krum", xs, ys)), List.of(), range, AxisScale.LOGARITHMIC);
  }
}
