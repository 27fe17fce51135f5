package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.report.ExperimentReport;
import org.byzsgd.report.FigureException;
import org.byzsgd.report.Report;
import org.byzsgd.store.ResultStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Figures, tables and one page of what runs left behind. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Figures (SVG, PDF, PNG), tables (CSV, Markdown) and one HTML page of run directories.",
      "The page needs no network and no other file. Runs that are incomplete are told of and enter no mean."
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd report runs",
      "  byzsgd report runs/train-29fb7c1c937b other-runs --out comparison"
    })
final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Run directories, or directories of run directories.")
  private List<Path> places;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Where report.html and figures/ are made (default: the first DIR).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter results = command.commandLine().getOut();
    PrintWriter err = command.commandLine().getErr();
    RunReader.Found found = RunReader.find(places);
    Report report = new Report(found);
    found.problems().forEach(problem -> err.println("not readable: " + problem));
    found.runs().stream()
        .filter(run -> !run.complete())
        .map(StoredRun::directory)
        .forEach(directory -> err.println("incomplete: " + directory));
    Path target = out == null ? places.get(0) : out;
    ResultStore.checkWritable(target.toString(), "a report");
    for (ExperimentReport figure : report.figures()) {
      try {
        figure.write(target.resolve("figures")).forEach(results::println);
      } catch (FigureException e) {
        err.println(e.getMessage());
      }
    }
    results.println(report.writePage(target));
    return 0;
  }
}
