package org.byzsgd.training.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateScheduleTest {
  /** 12 rounds, 3 an epoch; values by hand. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | 0 | 1",
        "constant | 11 | 1",
        "step:every=2,factor=0.1 | 5 | 1",
        "step:every=2,factor=0.1 | 6 | 0.1",
        "step:every=1,factor=0.5 | 11 | 0.125",
        "cosine | 0 | 1",
        "cosine | 3 | 0.8535533905932737",
        "cosine | 6 | 0.5",
        "cosine:end=0.2 | 6 | 0.6",
        "polynomial | 3 | 0.75",
        "polynomial:power=2 | 6 | 0.25",
        "polynomial:power=2,end=0.5 | 6 | 0.625",
        "warmup:epochs=2 | 0 | 0.16666666666666666",
        "warmup:epochs=2 | 4 | 0.8333333333333334",
        "warmup:epochs=2 | 5 | 1",
        "warmup:epochs=2 | 11 | 1",
        "warmup:epochs=2+polynomial | 3 | 0.5",
        "warmup:epochs=2+polynomial | 9 | 0.25",
        "warmup:epochs=2+warmup:epochs=1 | 0 | 0.05555555555555555",
      })
  void factorsAtGivenRounds(String text, int round, double expected) {
    assertEquals(expected, RateSchedule.of(text, new Length(12, 3)).factor(round), 1e-15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cosin | unknown schedule 'cosin'; known: constant, cosine, polynomial, step, warmup; did you mean cosine?",
        "cosine:end=2 | cosine: end must be between 0.0 and 1.0, got 2",
        "step:every=0 | step: every must be a whole number between 1 and 1000000, got 0",
        "step:factor=-1 | step: factor must be between 0.0 and 1.0, got -1",
        "polynomial:power=0 | polynomial: power must be between 0.01 and 100.0, got 0",
        "warmup:round=3 | warmup: unknown parameter 'round'; known: epochs",
        "constant:rate=1 | constant: unknown parameter 'rate'; it takes none",
        "cosine+warmup | unknown schedule before another 'cosine'; known: warmup",
        "warmup+ | expected name or name:key=value,key=value, got ''",
      })
  void badTextIsRefused(String text, String expected) {
    assertEquals(
        expected,
        assertThrows(UsageException.class, () -> RateSchedule.of(text, new Length(12, 3)))
            .getMessage());
  }

  @Test
  void everyKindSaysWhatItIsAndItsListedDefaultsAreItsDefaults() {
    for (RateSchedule.Factory kind : RateSchedule.factories().all()) {
      assertFalse(kind.summary().isBlank());
      assertFalse(kind.citation().isBlank());
      String all =
          String.join(
              ",", kind.parameters().stream().map(p -> p.name() + "=" + p.defaultValue()).toList());
      Descriptor written = Descriptor.parse(kind.name() + (all.isEmpty() ? "" : ":" + all));
      Length run = new Length(120, 3);
      RateSchedule expected = kind.create(Arguments.of(Descriptor.parse(kind.name()), kind), run);
      RateSchedule schedule = kind.create(Arguments.of(written, kind), run);
      for (int t = 0; t < 120; t++) {
        assertEquals(expected.factor(t), schedule.factor(t));
        assertTrue(schedule.factor(t) >= 0 && schedule.factor(t) <= 1);
      }
    }
  }
}
