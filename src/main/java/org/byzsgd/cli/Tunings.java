package org.byzsgd.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.byzsgd.experiment.Choice;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;
import org.byzsgd.report.FigureException;
import org.byzsgd.report.TuningReport;

/** What {@code run} makes of an experiment that chooses settings. */
record Tunings(ExperimentSpec experiment, String scale, ObjectNode overrides, Path figures) {
  /**
   * Prints what was chosen, and writes tables, heat maps and an experiment file of it.
   *
   * @return the runs that are worth a curve: what was chosen, and the file's own series
   */
  List<PlannedRun> report(
      List<PlannedRun> runs,
      Map<RunSpec, RunRecord> records,
      List<Path> files,
      PrintWriter results,
      PrintWriter err)
      throws IOException {
    List<Choice> choices = Choice.of(experiment, runs, records);
    TuningReport report = new TuningReport(experiment, choices);
    results.printf("%n%s: chosen by the worst validation accuracy%n", experiment.title());
    results.print(report.table().toText());
    Files.createDirectories(figures);
    Path chosen = figures.resolve(experiment.name() + "-chosen.yaml");
    files.add(Files.writeString(chosen, experiment.chosen(scale, overrides, choices)));
    try {
      files.addAll(report.write(figures));
    } catch (FigureException e) {
      err.println(e.getMessage());
    }
    return runs.stream()
        .filter(
            run ->
                !experiment.isTrial(run.series())
                    || choices.stream().anyMatch(choice -> choice.has(run.series())))
        .toList();
  }
}
