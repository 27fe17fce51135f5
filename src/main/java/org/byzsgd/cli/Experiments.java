package org.byzsgd.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.InterruptedRunException;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;
import org.byzsgd.experiment.Runner;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.report.ExperimentReport;
import org.byzsgd.report.FigureException;
import org.byzsgd.report.Report;
import org.byzsgd.report.Verdict;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.SparkData;
import org.byzsgd.store.ResultStore;
import picocli.CommandLine;

/** Runs experiments on one Spark session; what can be refused is refused before it starts. */
final class Experiments {
  private final String out;
  private final Runner.Options options;
  private final PrintWriter results;
  private final PrintWriter err;

  Experiments(String out, Runner.Options options, CommandLine command) {
    this.out = out;
    this.options = options;
    this.results = command.getOut();
    this.err = command.getErr();
  }

  /**
   * Runs experiments at a scale; prints and writes a table and a figure of each, and one page.
   *
   * <p>Figures are drawn on this machine's disk; results that are kept elsewhere get a copy.
   */
  void report(List<ExperimentSpec> experiments, String command, String scale, ObjectNode overrides)
      throws IOException {
    Map<String, List<PlannedRun>> runs = plan(experiments, scale, overrides);
    Map<String, Map<RunSpec, RunRecord>> records = run(runs);
    ResultStore store = ResultStore.at(out, SparkData.hadoop());
    Path local = store.isLocal() ? Path.of(out) : store.fetch("byzsgd-results");
    List<String> agreements = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (ExperimentSpec experiment : experiments) {
      String name = experiment.name();
      List<PlannedRun> shown = runs.get(name);
      if (experiment.tuning().isPresent()) {
        Tunings tunings = new Tunings(experiment, scale, overrides, local.resolve("figures"));
        shown = tunings.report(shown, records.get(name), files, results, err);
      }
      FigureRecipe recipe = FigureRecipe.of(experiment, command, shown, records.get(name));
      ExperimentReport report = new ExperimentReport(recipe, stored(records.get(name)));
      String source = experiment.source().isEmpty() ? "" : " (" + experiment.source() + ")";
      results.printf("%n%s%s%n", experiment.title(), source);
      results.print(report.table().toText());
      agreements.add(report.agreement());
      // From the recipe `report` knows later which runs are which curves.
      files.add(recipe.write(local.resolve("figures")));
      try {
        files.addAll(report.write(local.resolve("figures")));
      } catch (FigureException e) {
        err.println(e.getMessage());
      }
    }
    files.add(new Report(RunReader.find(List.of(local))).writePage(local));
    for (Path file : files) {
      results.println(store.isLocal() ? file : store.add(local, file));
    }
    results.printf("%n%s%n", Verdict.CRITERION);
    agreements.stream().filter(line -> !line.isEmpty()).forEach(results::println);
    results.flush();
  }

  private static Map<String, StoredRun> stored(Map<RunSpec, RunRecord> records) {
    return records.values().stream()
        .map(StoredRun::of)
        .collect(Collectors.toMap(StoredRun::name, Function.identity()));
  }

  /** Prints what would be run, where, and how long that would take. */
  void estimate(List<ExperimentSpec> experiments, String scale, ObjectNode overrides)
      throws IOException {
    Map<String, List<PlannedRun>> runs = plan(experiments, scale, overrides);
    check(runs);
    try (SparkSession session = session(runs);
        SparkClusterFactory clusters = new SparkClusterFactory(session)) {
      Estimates.print(clusters, store(session), runs, results);
    }
  }

  /** Refuses what can be refused before anything is done. */
  void check(List<ExperimentSpec> experiments, String scale, ObjectNode overrides) {
    check(plan(experiments, scale, overrides));
  }

  private static Map<String, List<PlannedRun>> plan(
      List<ExperimentSpec> experiments, String scale, ObjectNode overrides) {
    Map<String, List<PlannedRun>> runs = new LinkedHashMap<>();
    experiments.forEach(one -> runs.put(one.name(), one.plan(scale, overrides)));
    return runs;
  }

  /** Runs planned runs, and gives what each left, by the experiment's name. */
  Map<String, Map<RunSpec, RunRecord>> run(Map<String, List<PlannedRun>> runs) throws IOException {
    check(runs);
    ResultStore.checkWritable(out, "run directories");
    if (ResultStore.isLocal(out)) {
      ResultStore store = ResultStore.at(out, SparkData.hadoop());
      for (Map.Entry<String, List<PlannedRun>> experiment : runs.entrySet()) {
        Runner.checkFree(store, experiment.getKey(), experiment.getValue());
      }
    }
    Map<String, Map<RunSpec, RunRecord>> records = new LinkedHashMap<>();
    try (SparkSession session = session(runs);
        SparkClusterFactory clusters = new SparkClusterFactory(session);
        ProgressBoard board = ProgressBoard.on(err)) {
      Runner runner = new Runner(clusters, store(session), MeteredProgress.of(board), options);
      runs.values().forEach(some -> board.plan((int) distinct(some)));
      StopSignal.during(
          runner,
          () -> {
            for (Map.Entry<String, List<PlannedRun>> experiment : runs.entrySet()) {
              String name = experiment.getKey();
              records.put(name, run(runner, name, experiment.getValue()));
            }
          });
      if (runner.sharedRounds() > 0) {
        err.printf(
            "%d rounds before attacks were shared with other runs and not done again%n",
            runner.sharedRounds());
      }
    }
    return records;
  }

  private Map<RunSpec, RunRecord> run(Runner runner, String name, List<PlannedRun> runs)
      throws IOException {
    try {
      return runner.run(name, runs);
    } catch (InterruptedRunException e) {
      // Said now: the JVM is about to end.
      err.println(e.getMessage());
      err.flush();
      throw e;
    }
  }

  private static long distinct(List<PlannedRun> runs) {
    return runs.stream().map(PlannedRun::spec).distinct().count();
  }

  private void check(Map<String, List<PlannedRun>> runs) {
    // Chosen now, so that kernels which are not there are refused before Spark starts.
    Kernels.get();
    runs.values().stream()
        .flatMap(List::stream)
        .forEach(one -> options.aggregation().check(one.spec()));
    runs.values().stream()
        .flatMap(List::stream)
        .map(one -> one.spec().data())
        .distinct()
        .forEach(SparkData::check);
  }

  private static SparkSession session(Map<String, List<PlannedRun>> runs) {
    return SparkClusterFactory.session("byzsgd " + String.join(" ", runs.keySet()));
  }

  private ResultStore store(SparkSession session) {
    return ResultStore.at(out, session.sparkContext().hadoopConfiguration());
  }
}
