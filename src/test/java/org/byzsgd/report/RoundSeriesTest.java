package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.StoredRun;
import org.junit.jupiter.api.Test;

/** A run of 12 rounds, 4 an epoch. */
class RoundSeriesTest {
  private static final StoredRun RUN =
      new StoredRun(
          Path.of("run"),
          "run",
          Map.of(),
          Map.of(),
          StoredRun.State.FINISHED,
          12,
          0,
          List.of(new EvaluationRow(12, 3, 1, 1, 1, 1)));

  private static Map<String, double[]> raw(double selectedRows) {
    double nan = Double.NaN;
    Map<String, double[]> raw = new LinkedHashMap<>();
    raw.put("round", new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
    raw.put("epoch", new double[] {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2});
    raw.put("cosine", new double[] {1, 2, 3, nan, 5, 7, nan, nan, nan, 0, 0, 3});
    raw.put("selected", new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, selectedRows});
    raw.put("selected_byzantine", new double[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1});
    return raw;
  }

  @Test
  void aPointIsTheMeanOfItsFiniteRounds() {
    RoundSeries series = RoundSeries.of(RUN, raw(1), 3);
    assertEquals(3, series.roundsPerPoint());
    assertArrayEquals(new double[] {1.5 / 4, 4.5 / 4, 7.5 / 4, 10.5 / 4}, series.epochs());
    assertArrayEquals(new double[] {2, 6, Double.NaN, 1}, series.columns().get("cosine"));
  }

  /** Over the last 10 rounds: of 0..2, 0..5, 0..8 and 2..11. */
  @Test
  void theShareIsMoving() {
    RoundSeries series = RoundSeries.of(RUN, raw(1), 3);
    assertEquals(10, series.roundsPerShare());
    assertArrayEquals(
        new double[] {0, 0, 3 / 9.0, 6 / 10.0}, series.columns().get("selected_byzantine"));
  }

  @Test
  void aRuleThatSelectsNothingHasNoShare() {
    assertEquals(Set.of("cosine"), RoundSeries.of(RUN, raw(0), 3).columns().keySet());
  }

  @Test
  void roundsThatFillNoPointAreLeftOut() {
    assertArrayEquals(new double[] {2.5 / 4, 7.5 / 4}, RoundSeries.of(RUN, raw(1), 5).epochs());
  }

  @Test
  void longRunsHaveAtMost150Points() {
    assertEquals(1, RoundSeries.roundsPerPoint(0));
    assertEquals(1, RoundSeries.roundsPerPoint(150));
    assertEquals(2, RoundSeries.roundsPerPoint(151));
    assertEquals(54, RoundSeries.roundsPerPoint(8000));
  }
}
