package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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

  private static List<String> titles(FigureSheet sheet) {
    return sheet.panels().stream().map(CurveFigure::title).toList();
  }

  private static FigureSheet figure(Integer... starts) {
    Series series = new Series("krum", null, null);
    ExperimentSpec experiment =
        new ExperimentSpec(
            "krum",
            "Krum fails",
            null,
            null,
            null,
            List.of(starts),
            null,
            List.of(series),
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
              rows));
    }
    FigureRecipe recipe = FigureRecipe.of(experiment, "", runs, records);
    Map<String, StoredRun> stored = new HashMap<>();
    records.values().stream().map(StoredRun::of).forEach(run -> stored.put(run.name(), run));
    return new ExperimentReport(recipe, stored).figure();
  }
}
