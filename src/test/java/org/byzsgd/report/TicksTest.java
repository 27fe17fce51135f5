package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @Test
  void roundValues() {
    assertEquals(List.of("0", "50", "100", "150", "200"), labels(-6, 206, 5));
    assertEquals(List.of("0.0", "0.5", "1.0"), labels(-0.1, 1.1, 3));
    assertEquals(List.of("-1", "0", "1"), labels(-1, 1, 3));
    assertEquals(List.of("0.0", "0.1", "0.2", "0.3"), labels(0, 0.3, 3));
    assertEquals(List.of("0", "2e6", "4e6"), labels(0, 5e6, 3));
    assertEquals(List.of("1e-12", "1.5e-12", "2e-12"), labels(0.9e-12, 2e-12, 3));
  }

  @ParameterizedTest
  @CsvSource({"0, 1e300", "-1e-300, 1e-300", "1e15, 1000000000000001", "0, 4.9e-324"})
  void neverManyMoreThanWanted(double low, double high) {
    assertTrue(Ticks.within(new ValueRange(low, high), 5).size() <= 6);
  }

  private static List<String> labels(double low, double high, int wanted) {
    return Ticks.within(new ValueRange(low, high), wanted).stream().map(Ticks::label).toList();
  }
}
