package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.report.FigureException;
import org.byzsgd.report.ToleranceReport;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.ToleranceJob;
import org.byzsgd.store.ResultStore;
import org.byzsgd.theory.AttackSetting;
import org.byzsgd.theory.Noise;
import org.byzsgd.theory.Tolerance;
import org.byzsgd.theory.ToleranceRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Definition 4 by Monte Carlo. */
@Command(
    name = "tolerance",
    mixinStandardHelpOptions = true,
    description = {
      "Does a rule still descend? Definition 4 by Monte Carlo: rules x attacks x epsilon x signal-to-noise x dimension.",
      "A correct gradient is g plus normal noise, s = |g| / (sigma sqrt(d)); eta = <g, Aggr> / |g|^2. Prints CSV: a row each "
          + "with the probability that a Byzantine value is chosen, eta, and the 95 %% interval of its mean."
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd tolerance --rules krum,median --attack ipm \\",
      "      --epsilons 0.1,0.5,1,5 --snr 0.5,1,2",
      "  byzsgd tolerance --rules krum --dimensions 1310922 --snr 1 \\",
      "      --epsilons 2,2.2,2.4 --trials 300",
      "  byzsgd tolerance --rules nnm+median,bulyan --byzantine 5 \\",
      "      --attack alie --out maps"
    })
final class ToleranceCommand implements Callable<Integer> {
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
      defaultValue = "11",
      description = "Workers that lie (default: ${DEFAULT-VALUE}).")
  private int byzantine;

  @Option(
      names = "--declared",
      paramLabel = "F",
      description = "How many liars the rules are told of (default: what --byzantine says).")
  private Integer declared;

  @Option(
      names = {"--rules", "--rule"},
      paramLabel = "RULES",
      defaultValue = "krum,median",
      description = "Rules, parted by commas (default: ${DEFAULT-VALUE}); see the rules command.")
  private String rules;

  @Option(
      names = {"--attack", "--attacks"},
      paramLabel = "ATTACKS",
      defaultValue = "ipm",
      description =
          "Attacks, parted by commas (default: ${DEFAULT-VALUE}); see the attacks command.")
  private String attacks;

  @Option(
      names = "--epsilons",
      paramLabel = "EPS",
      split = ",",
      defaultValue = "0.1,0.2,0.5,1,2,5,10",
      description = "Factors of attacks that have a parameter epsilon (default: ${DEFAULT-VALUE}).")
  private List<Double> epsilons;

  @Option(
      names = "--snr",
      paramLabel = "S",
      split = ",",
      defaultValue = "0.3,0.5,1,2",
      description = "Signal-to-noise ratios of one gradient (default: ${DEFAULT-VALUE}).")
  private List<Double> signals;

  @Option(
      names = "--dimensions",
      paramLabel = "D",
      split = ",",
      defaultValue = "100",
      description = "Numbers of coordinates (default: ${DEFAULT-VALUE}).")
  private List<Integer> dimensions;

  @Option(
      names = "--noise",
      paramLabel = "NOISE",
      defaultValue = "isotropic",
      description =
          "isotropic (default), or spectrum:power=P: the variance of coordinate k falls as k^-P.")
  private String noise;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "1000",
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
      description = "Write tolerance.csv, tolerance.md and heat maps there in place of printing.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Tolerance study =
        new Tolerance(
            workers,
            byzantine,
            declared == null ? byzantine : declared,
            RuleList.split(rules),
            RuleList.split(attacks).stream()
                .flatMap(attack -> AttackSetting.of(attack, epsilons).stream())
                .toList(),
            signals,
            dimensions,
            Noise.of(noise),
            trials,
            seed);
    if (out != null) {
      ResultStore.checkWritable(out.toString(), "tables and figures");
    }
    List<ToleranceRow> rows;
    try (SparkSession session = SparkClusterFactory.session("byzsgd tolerance")) {
      rows = ToleranceJob.run(session, study);
    }
    ToleranceReport report = new ToleranceReport(study, rows);
    PrintWriter results = command.commandLine().getOut();
    if (out == null) {
      report.table().toCsv().lines().forEach(results::println);
    } else {
      try {
        report.write(out).forEach(results::println);
      } catch (FigureException e) {
        command.commandLine().getErr().println(e.getMessage());
      }
    }
    results.flush();
    report
        .notes()
        .forEach(note -> command.commandLine().getErr().println("byzsgd tolerance: " + note));
    return 0;
  }
}
