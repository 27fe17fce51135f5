package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogarithmicTicksTest {
  @Test
  void decades() {
    assertEquals(List.of("0.01", "0.1", "1", "10", "100", "10³"), labels(0.005, 2000, 6));
    assertEquals(List.of("10⁻⁴", "0.001", "0.01"), labels(1e-4, 0.09, 6));
  }

  @Test
  void twoAndFiveWhereDecadesAreFew() {
    assertEquals(List.of("1", "2", "5", "10"), labels(0.9, 11, 6));
    assertEquals(List.of("0.02", "0.05"), labels(0.015, 0.09, 6));
    assertEquals(List.of("500", "10³", "2×10³", "5×10³"), labels(400, 6000, 6));
  }

  @Test
  void secondOrThirdDecadesWhereTheyAreMany() {
    assertEquals(List.of("10⁻⁴", "0.01", "1", "100", "10⁴"), labels(1e-5, 2e5, 6));
    assertEquals(
        List.of("10⁻⁹", "10⁻⁶", "0.001", "1", "10³", "10⁶", "10⁹"), labels(1e-10, 1e10, 6));
  }

  @Test
  void equalStepsWhereNothingElseIsRound() {
    assertEquals(List.of("2.2", "2.4", "2.6", "2.8"), labels(2.1, 2.9, 5));
    assertEquals(List.of("3.4×10³", "3.6×10³"), labels(3300, 3700, 3));
  }

  @ParameterizedTest
  @CsvSource({"1e-300, 1e300", "1, 1.0000001", "2, 60", "0.1, 10", "1e-302, 1e-300"})
  void neverManyMoreThanWanted(double low, double high) {
    int ticks = LogarithmicTicks.within(new ValueRange(low, high), 5).size();
    assertTrue(ticks >= 2 && ticks <= 6, ticks + " ticks");
  }

  private static List<String> labels(double low, double high, int wanted) {
    return LogarithmicTicks.within(new ValueRange(low, high), wanted).stream()
        .map(LogarithmicTicks::label)
        .toList();
  }
}
