package org.byzsgd.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;

/** The table and the figure of an experiment, from what its runs left behind. */
public final class ExperimentReport {
  /** All accuracies there are; the margin keeps lines at 0 and 1 off the frame. */
  private static final ValueRange ACCURACIES = new ValueRange(-0.03, 1.03);

  private final ExperimentSpec experiment;
  private final List<Line> lines;

  /** One curve: the runs of a series that are attacked from one epoch on, one a seed. */
  private record Line(int attackFromEpoch, String label, Claim claim, List<RunRecord> runs) {
    RunSpec spec() {
      return runs.get(0).spec();
    }

    /** The mean training loss at the attack's start, or at the evaluation before it. */
    MeanAndError lossAtStart() {
      return over(run -> at(run, attackFromEpoch).trainingLoss());
    }

    /** The last training loss; a run that diverged has none. */
    MeanAndError finalLoss() {
      return over(run -> run.diverged() ? Double.NaN : run.last().trainingLoss());
    }

    MeanAndError over(ToDoubleFunction<RunRecord> value) {
      return MeanAndError.of(runs.stream().mapToDouble(value).toArray());
    }

    private static EvaluationRow at(RunRecord run, double epoch) {
      EvaluationRow found = run.evaluations().get(0);
      for (EvaluationRow row : run.evaluations()) {
        if (row.epoch() <= epoch) {
          found = row;
        }
      }
      return found;
    }
  }

  /**
   * A report.
   *
   * @param experiment the experiment
   * @param runs its planned runs
   * @param records what they left, by specification
   */
  public ExperimentReport(
      ExperimentSpec experiment, List<PlannedRun> runs, Map<RunSpec, RunRecord> records) {
    this.experiment = experiment;
    Map<List<Object>, Line> byCurve = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      byCurve
          .computeIfAbsent(
              List.of(run.attackFromEpoch(), run.series().label()),
              key ->
                  new Line(
                      run.attackFromEpoch(),
                      run.series().label(),
                      run.series().claim(),
                      new ArrayList<>()))
          .runs()
          .add(records.get(run.spec()));
    }
    this.lines = List.copyOf(byCurve.values());
  }

  /** {@return a row a curve: what it was, where it ended, the verdict, the paper's claim} */
  public TextTable table() {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("series"),
            TextTable.Column.text("rule"),
            TextTable.Column.text("attack"),
            TextTable.Column.number("from epoch"),
            TextTable.Column.number("seeds"),
            TextTable.Column.number("loss at start"),
            TextTable.Column.number("final loss"),
            TextTable.Column.number("final accuracy"),
            TextTable.Column.text("verdict"),
            TextTable.Column.text("paper"),
            TextTable.Column.text("agrees"));
    for (Line line : lines) {
      Optional<Verdict> verdict = verdict(line);
      table =
          table.withRow(
              line.label(),
              line.spec().rule() + " (f=" + line.spec().declared() + ")",
              line.spec().attack(),
              Integer.toString(line.attackFromEpoch()),
              Integer.toString(line.runs().size()),
              line.lossAtStart().format(4),
              line.finalLoss().format(4),
              line.over(run -> run.last().testAccuracy()).formatPercent(2),
              verdict.map(v -> lower(v.name())).orElse("no progress to compare with"),
              line.claim() == Claim.NONE ? "-" : lower(line.claim().name()),
              line.claim() == Claim.NONE ? "-" : agrees(line) ? "yes" : "NO");
    }
    return table;
  }

  /** {@return how many of the paper's claims the verdicts agree with, in a sentence} */
  public String agreement() {
    List<Line> claims = lines.stream().filter(line -> line.claim() != Claim.NONE).toList();
    long agreeing = claims.stream().filter(this::agrees).count();
    return String.format(
        Locale.ROOT,
        "%s: %d of the paper's %d claims agree.",
        experiment.name(),
        agreeing,
        claims.size());
  }

  /** {@return accuracy and loss over the epochs; a row of panels for each start of the attack} */
  public FigureSheet figure() {
    List<CurveFigure> panels = new ArrayList<>();
    int[] starts = lines.stream().mapToInt(Line::attackFromEpoch).distinct().toArray();
    for (int start : starts) {
      List<Line> group = lines.stream().filter(line -> line.attackFromEpoch() == start).toList();
      panels.add(
          new CurveFigure(
              starts.length == 1
                  ? experiment.title()
                  : experiment.title() + ", attack from epoch " + start,
              "epoch",
              "top-1 accuracy on the test set",
              curves(group, EvaluationRow::testAccuracy),
              events(group, start),
              Optional.of(ACCURACIES),
              AxisScale.LINEAR));
      panels.add(
          new CurveFigure(
              "",
              "epoch",
              "training loss (nats)",
              curves(group, EvaluationRow::trainingLoss),
              events(group, start),
              Optional.empty(),
              AxisScale.LOGARITHMIC));
    }
    return new FigureSheet(panels, 2);
  }

  /**
   * Writes figure and table: NAME.svg, NAME.png, NAME.csv, NAME.md.
   *
   * @param directory where to, made if it is not there
   * @return the files
   * @throws IOException if one cannot be written
   * @throws FigureException if this machine cannot draw
   */
  public List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path csv = Files.writeString(directory.resolve(experiment.name() + ".csv"), table().toCsv());
    Path markdown =
        Files.writeString(directory.resolve(experiment.name() + ".md"), table().toMarkdown());
    FigureSheet figure = figure();
    Path svg = Files.writeString(directory.resolve(experiment.name() + ".svg"), figure.toSvg());
    Path png = Files.write(directory.resolve(experiment.name() + ".png"), figure.toPng());
    return List.of(csv, markdown, svg, png);
  }

  private Optional<Verdict> verdict(Line line) {
    Line reference =
        lines.stream()
            .filter(
                other ->
                    other.attackFromEpoch() == line.attackFromEpoch()
                        && other.label().equals(experiment.reference()))
            .findFirst()
            .orElseThrow();
    return Verdict.of(
        line.lossAtStart().mean(), line.finalLoss().mean(), reference.finalLoss().mean());
  }

  private boolean agrees(Line line) {
    Optional<Verdict> verdict = verdict(line);
    return switch (line.claim()) {
      case BREAKS -> verdict.filter(Verdict::isBroken).isPresent();
      case STUCK -> verdict.filter(v -> v == Verdict.STUCK).isPresent();
      case DEFENDS -> verdict.filter(v -> v == Verdict.DEFENDS).isPresent();
      case NONE -> true;
    };
  }

  private static List<EventMarker> events(List<Line> group, int start) {
    return group.stream().anyMatch(line -> line.spec().attacked())
        ? List.of(new EventMarker(start, "attack starts"))
        : List.of();
  }

  private static List<Curve> curves(List<Line> group, ToDoubleFunction<EvaluationRow> value) {
    double[] epochs =
        group.stream()
            .flatMap(line -> line.runs().stream())
            .map(RunRecord::evaluations)
            .max(Comparator.comparingInt(List::size))
            .orElseThrow()
            .stream()
            .mapToDouble(EvaluationRow::epoch)
            .toArray();
    return group.stream().map(line -> curve(line, epochs, value)).toList();
  }

  /** Runs that diverged early are filled up with NaN: the curve ends with a mark. */
  private static Curve curve(Line line, double[] epochs, ToDoubleFunction<EvaluationRow> value) {
    double[][] values = new double[line.runs().size()][epochs.length];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(values[i], Double.NaN);
      List<EvaluationRow> rows = line.runs().get(i).evaluations();
      for (int k = 0; k < rows.size(); k++) {
        values[i][k] = value.applyAsDouble(rows.get(k));
      }
    }
    return new Curve(line.label(), epochs, values);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
