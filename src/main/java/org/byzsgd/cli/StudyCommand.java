package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.report.DefenceReport;
import org.byzsgd.report.FigureException;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.ToleranceJob;
import org.byzsgd.store.ResultStore;
import org.byzsgd.theory.AttackSetting;
import org.byzsgd.theory.DefenceStudy;
import org.byzsgd.theory.Tolerance;
import org.byzsgd.theory.ToleranceRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All rules against the attacks that search, ranked. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    description = {
      "Which defence? All rules, and the main ones behind nnm and bucketing, against inner product manipulation, ALIE, "
          + "Min-Max, Min-Sum and the attacks that search their factor; ranks the rules by their worst eta.",
      "Momentum is studied as less noise: its variance divided by (1 + beta)/(1 - beta)."
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd study",
      "  byzsgd study --rules krum,nnm+krum,median --byzantine 5 \\",
      "      --snr 0.1,0.3,1 --out study"
    })
final class StudyCommand implements Callable<Integer> {
  private static final List<String> MAIN =
      List.of("krum", "multi-krum", "median", "trimmed-mean", "geometric-median");

  /**
   * What a default study leaves out: smea and caf decompose matrices in each of the many
   * aggregations of a searched attack, draco needs workers that compute the same, and the filters
   * of byzantine-sgd need more than a first round.
   */
  private static final Set<String> LEFT_OUT = Set.of("smea", "caf", "draco", "byzantine-sgd");

  @Spec private CommandSpec command;

  @Option(
      names = "--workers",
      paramLabel = "M",
      defaultValue = "25",
      description = "Workers (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      split = ",",
      defaultValue = "2,5,11",
      description = "Numbers of liars (default: ${DEFAULT-VALUE}).")
  private List<Integer> byzantine;

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description =
          "Rules, parted by commas (default: all but smea and caf, which cost the most, draco, byzantine-sgd and those that need trusted samples; some behind nnm and bucketing).")
  private String rules;

  @Option(
      names = "--attacks",
      paramLabel = "ATTACKS",
      defaultValue =
          "ipm,alie,min-max,min-sum,optimal-ipm:grid=12,refinements=4,optimal-alie:grid=12,refinements=4",
      description = "Attacks, parted by commas (default: ${DEFAULT-VALUE}).")
  private String attacks;

  @Option(
      names = "--epsilons",
      paramLabel = "EPS",
      split = ",",
      defaultValue = "0.1,0.5,1,2,10",
      description = "Factors of inner product manipulation (default: ${DEFAULT-VALUE}).")
  private List<Double> epsilons;

  @Option(
      names = "--snr",
      paramLabel = "S",
      split = ",",
      defaultValue = "0.3,1",
      description = "Signal-to-noise ratios of one gradient (default: ${DEFAULT-VALUE}).")
  private List<Double> signals;

  @Option(
      names = "--momentum",
      paramLabel = "BETA",
      split = ",",
      defaultValue = "0,0.9",
      description = "Momentum factors (default: ${DEFAULT-VALUE}).")
  private List<Double> momenta;

  @Option(
      names = "--dimension",
      paramLabel = "D",
      defaultValue = "100",
      description = "Coordinates (default: ${DEFAULT-VALUE}).")
  private int dimension;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "128",
      description = "Rounds a cell (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "The one seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Also write defences.csv, .md, .svg and .png there.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    DefenceStudy study =
        new DefenceStudy(
            workers,
            byzantine,
            rules == null ? everything() : RuleList.split(rules),
            RuleList.split(attacks).stream()
                .flatMap(attack -> AttackSetting.of(attack, epsilons).stream())
                .toList(),
            signals,
            momenta,
            dimension,
            trials,
            seed);
    // Refused before Spark starts, if at all.
    List<Tolerance> parts = byzantine.stream().map(study::part).toList();
    if (out != null) {
      ResultStore.checkWritable(out.toString(), "tables and figures");
    }
    List<List<ToleranceRow>> rows = new ArrayList<>();
    try (SparkSession session = SparkClusterFactory.session("byzsgd study")) {
      for (Tolerance part : parts) {
        rows.add(ToleranceJob.run(session, part));
      }
    }
    DefenceReport report = new DefenceReport(study, study.rank(rows));
    PrintWriter results = command.commandLine().getOut();
    results.print(report.table().toText());
    results.printf("%nWhere each fails:%n%s", report.failures());
    if (out != null) {
      try {
        report.write(out).forEach(results::println);
      } catch (FigureException e) {
        command.commandLine().getErr().println(e.getMessage());
      }
    }
    results.flush();
    return 0;
  }

  private static List<String> everything() {
    return Stream.concat(
            RuleFactory.registry().all().stream()
                .filter(rule -> !rule.trusts() && !LEFT_OUT.contains(rule.name()))
                .map(RuleFactory::name),
            Stream.of("nnm+", "bucketing:size=2+")
                .flatMap(before -> MAIN.stream().map(rule -> before + rule)))
        .toList();
  }
}
