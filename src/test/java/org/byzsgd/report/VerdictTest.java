package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  /** From loss 10 with a reference that reaches 0, progress is (10 - final) / 10. */
  @ParameterizedTest
  @CsvSource({
    "11.01, BREAKS",
    "1e30, BREAKS",
    "11, STUCK",
    "10, STUCK",
    "9, STUCK",
    "8.99, SLOWS",
    "5.01, SLOWS",
    "5, DEFENDS",
    "0, DEFENDS",
    "-3, DEFENDS",
    "NaN, DIVERGES",
    "Infinity, DIVERGES"
  })
  void boundaries(double finalLoss, Verdict expected) {
    assertEquals(Optional.of(expected), Verdict.of(10, finalLoss, 0));
  }

  @Test
  void withoutProgressOfTheReferenceThereIsNoVerdict() {
    assertEquals(Optional.empty(), Verdict.of(2, 1, 2));
    assertEquals(Optional.empty(), Verdict.of(2, 1, 3));
    assertEquals(Optional.empty(), Verdict.of(Double.NaN, 1, 0));
    assertEquals(Optional.empty(), Verdict.of(2, 1, Double.NaN));
  }

  @Test
  void divergenceCountsAsBroken() {
    assertTrue(Verdict.DIVERGES.isBroken());
    assertTrue(Verdict.BREAKS.isBroken());
    assertFalse(Verdict.STUCK.isBroken());
  }

  @Test
  void criterionNamesTheThresholds() {
    assertTrue(Verdict.CRITERION.contains("-0.1 to 0.1"));
    assertTrue(Verdict.CRITERION.contains("from 0.5 on it defends"));
  }
}
