package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;
import org.byzsgd.experiment.Series;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.training.Outcome;
import org.junit.jupiter.api.Test;

class ExperimentReportTest {
  @Test
  void titleIsOverTheLeftPanelOnly() {
    assertEquals(List.of("Krum fails", ""), titles(figure(10)));
  }

  @Test
  void severalStartsAreNamedInTheirRows() {
    assertEquals(
        List.of("Krum fails, attack from epoch 10", "", "Krum fails, attack from epoch 50", ""),
        titles(figure(10, 50)));
  }

  @Test
  void accuracyFromNoneToAllAndLossInDecades() {
    CurveFigure accuracy = figure(10).panels().get(0);
    CurveFigure loss = figure(10).panels().get(1);
    assertEquals(AxisScale.LINEAR, accuracy.yScale());
    assertTrue(accuracy.visibleY().contains(0) && accuracy.visibleY().contains(1));
    assertEquals(
        List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"),
        Ticks.within(accuracy.visibleY(), 6).stream().map(Ticks::label).toList());
    assertEquals(AxisScale.LOGARITHMIC, loss.yScale());
    assertEquals(0.02, loss.curves().get(0).y(1).mean());
  }

  /** Two rules under none, 0.1, 1 and 10, one of them under 5 alone too; the mean in one cell. */
  @Test
  void rulesAreMappedAgainstAttacksAndTheirNumbers() {
    List<Series> series = new ArrayList<>();
    for (String rule : List.of("krum", "median")) {
      for (String attack : List.of("none", "ipm:epsilon=10", "ipm:epsilon=0.1", "ipm:epsilon=1")) {
        series.add(of(rule, attack));
      }
    }
    series.add(of("krum", "ipm:epsilon=5"));
    series.add(of("mean", "none"));
    Map<String, HeatMap> maps = report(series, 10).heatMaps();
    assertEquals(List.of("krum-attacks", "krum-ipm-epsilon"), List.copyOf(maps.keySet()));
    HeatMap attacks = maps.get("krum-attacks");
    assertEquals("Krum fails: final test accuracy", attacks.title());
    assertEquals(List.of("mean", "median", "krum"), attacks.rows());
    assertEquals(
        List.of("none", "ipm:epsilon=10", "ipm:epsilon=0.1", "ipm:epsilon=1", "ipm:epsilon=5"),
        attacks.columns());
    assertEquals(0.9, attacks.value(2, 4));
    assertTrue(Double.isNaN(attacks.value(1, 4)), "median was not run there");
    HeatMap numbers = maps.get("krum-ipm-epsilon");
    assertEquals(List.of("0.1", "1", "5", "10"), numbers.columns());
    assertEquals(List.of("median", "krum"), numbers.rows());
    assertEquals("ε of ipm", numbers.xLabel());
  }

  @Test
  void oneRuleIsNoMap() {
    List<Series> series = List.of(of("krum", "none"), of("krum", "alie"), of("mean", "none"));
    assertEquals(Map.of(), report(series, 10).heatMaps());
  }

  private static Series of(String rule, String attack) {
    return new Series(
        rule + " " + attack,
        null,
        JsonNodeFactory.instance
            .objectNode()
            .put("rule", rule)
            .put("attack", attack)
            .put("declared", 11));
  }

  private static List<String> titles(FigureSheet sheet) {
    return sheet.panels().stream().map(CurveFigure::title).toList();
  }

  private static FigureSheet figure(Integer... starts) {
    return report(List.of(new Series("krum", null, null)), starts).figure();
  }

  private static ExperimentReport report(List<Series> series, Integer... starts) {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "krum",
            "Krum fails",
            null,
            null,
            null,
            List.of(starts),
            null,
            series,
            null,
            null,
            null);
    List<PlannedRun> runs = experiment.plan(null, JsonNodeFactory.instance.objectNode());
    Map<RunSpec, RunRecord> records = new HashMap<>();
    for (PlannedRun run : runs) {
      List<EvaluationRow> rows =
          List.of(
              new EvaluationRow(0, 0, 2.3, 0.1, 2.4, 0.1),
              new EvaluationRow(60, 60, 0.02, 1, 0.03, 0.9));
      records.put(
          run.spec(),
          new RunRecord(
              new Path("krum-" + run.spec().hash()),
              run.spec(),
              Outcome.Status.FINISHED,
              60,
              0,
              rows));
    }
    FigureRecipe recipe = FigureRecipe.of(experiment, "", runs, records);
    Map<String, StoredRun> stored = new HashMap<>();
    records.values().stream().map(StoredRun::of).forEach(run -> stored.put(run.name(), run));
    return new ExperimentReport(recipe, stored);
  }
}
