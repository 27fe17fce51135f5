package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.byzsgd.experiment.Estimate;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.report.TextTable;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.ClusterFactory;

/** The list of runs that {@code --dry-run} prints. */
final class Estimates {
  private Estimates() {}

  static void print(
      ClusterFactory clusters,
      ResultStore store,
      Map<String, List<PlannedRun>> runs,
      PrintWriter results)
      throws IOException {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("run directory"),
            TextTable.Column.text("run"),
            TextTable.Column.text("state"),
            TextTable.Column.number("rounds"),
            TextTable.Column.number("to do"),
            TextTable.Column.number("time"));
    double seconds = 0;
    long rounds = 0;
    long toDo = 0;
    for (Map.Entry<String, List<PlannedRun>> experiment : runs.entrySet()) {
      for (Estimate one :
          Estimate.of(clusters, store, experiment.getKey(), experiment.getValue())) {
        table =
            table.withRow(
                one.directory().getName(),
                one.spec().toString(),
                one.state(),
                Integer.toString(one.rounds()),
                Integer.toString(one.roundsToDo()),
                time(one.seconds()));
        seconds += one.seconds();
        rounds += one.rounds();
        toDo += one.roundsToDo();
      }
    }
    results.print(table.toText());
    results.printf(
        "%d of %d rounds to do (done and shared rounds left out), about %s one run after the other%n",
        toDo, rounds, time(seconds));
    results.flush();
  }

  private static String time(double seconds) {
    return ProgressBoard.time((long) (seconds * 1e9));
  }
}
