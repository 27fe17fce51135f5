package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.registry.UsageException;
import org.byzsgd.report.MlflowExport;
import org.byzsgd.store.ResultStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs for other programs that track experiments. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write runs into the store of another tracker.",
      "mlflow: a file store that mlflow ui --backend-store-uri shows; settings are its parameters, evaluations and rounds its metrics. "
          + "A run that the store has is left alone; incomplete runs are told of and left out."
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd export mlflow runs",
      "  byzsgd export mlflow runs/train-29fb7c1c937b other-runs --out mlruns"
    })
final class ExportCommand implements Callable<Integer> {
  /** The trackers that we can write for. */
  enum Tracker {
    /** MLflow's file store. */
    MLFLOW
  }

  @Spec private CommandSpec command;

  @Parameters(index = "0", paramLabel = "TRACKER", description = "mlflow.")
  private Tracker tracker;

  @Parameters(
      index = "1..*",
      paramLabel = "DIR",
      arity = "1..*",
      description = "Run directories, or directories of run directories.")
  private List<Path> places;

  @Option(
      names = "--out",
      paramLabel = "STORE",
      defaultValue = "mlruns",
      description = "The store's directory (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter results = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    RunReader.Found found = RunReader.find(places);
    found.problems().forEach(problem -> err.println("not readable: " + problem));
    List<StoredRun> runs = found.runs();
    if (runs.isEmpty()) {
      throw new UsageException("no readable run directory (one with a spec.yaml) in " + places);
    }
    ResultStore.checkWritable(out.toString(), "runs");
    switch (tracker) {
      case MLFLOW -> exportTo(new MlflowExport(out, System.getProperty("user.name")), runs);
    }
    results.flush();
    return 0;
  }

  private void exportTo(MlflowExport store, List<StoredRun> runs) throws IOException {
    int there = 0;
    for (StoredRun run : runs) {
      if (run.complete()) {
        Optional<Path> added = store.add(run);
        added.ifPresent(command.commandLine().getOut()::println);
        there += added.isPresent() ? 0 : 1;
      } else {
        command.commandLine().getErr().println("incomplete: " + run.directory());
      }
    }
    if (there > 0) {
      command.commandLine().getErr().printf("%d runs were in the store already%n", there);
    }
  }
}
