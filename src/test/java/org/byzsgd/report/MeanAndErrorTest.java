package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class MeanAndErrorTest {
  @Test
  void workedExample() {
    MeanAndError summary = MeanAndError.of(1, 2, 3, 6);
    assertEquals(3, summary.mean());
    assertEquals(Math.sqrt(14.0 / 3) / 2, summary.standardError(), 1e-15);
    assertEquals(4, summary.count());
    assertEquals("3.00 ± 1.08", summary.format(2));
  }

  @Test
  void oneSeedShowsNoError() {
    MeanAndError summary = MeanAndError.of(0.862);
    assertFalse(summary.hasError());
    assertEquals("0.9", summary.format(1));
    assertEquals("86.2 %", summary.formatPercent(1));
  }

  @Test
  void percentages() {
    assertEquals("50.0 ± 10.0 %", MeanAndError.of(0.4, 0.6).formatPercent(1));
  }

  @Test
  void divergedSeedIsTold() {
    assertEquals("not finite", MeanAndError.of(1, Double.NaN).format(2));
    assertEquals("not finite", MeanAndError.of(1, Double.POSITIVE_INFINITY).formatPercent(2));
  }

  @Test
  void zeroHasNoSign() {
    assertEquals("0.0", MeanAndError.of(-0.01).format(1));
    assertEquals("-0.1", MeanAndError.of(-0.1).format(1));
  }

  @Test
  void localeOfTheMachineDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertEquals("1.5 ± 0.5", MeanAndError.of(1, 2).format(1));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void noValueIsRefused() {
    assertThrows(IllegalArgumentException.class, MeanAndError::of);
  }
}
