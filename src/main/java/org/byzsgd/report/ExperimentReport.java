package org.byzsgd.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.StoredRun;

/** The table and the figure of an experiment, from what its runs left behind. */
public final class ExperimentReport {
  /** All accuracies there are; the margin keeps lines at 0 and 1 off the frame. */
  private static final ValueRange ACCURACIES = new ValueRange(-0.03, 1.03);

  private final FigureRecipe recipe;
  private final List<Line> lines;

  /**
   * A report.
   *
   * @param recipe what the figure shows
   * @param runs what was found of its runs, by the names of their directories
   */
  public ExperimentReport(FigureRecipe recipe, Map<String, StoredRun> runs) {
    this.recipe = recipe;
    this.lines = recipe.lines().stream().map(line -> Line.of(line, runs)).toList();
  }

  /** {@return what the figure shows} */
  public FigureRecipe recipe() {
    return recipe;
  }

  List<Line> lines() {
    return lines;
  }

  /** {@return whether a run is complete, so that there is something to draw} */
  public boolean hasResults() {
    return lines.stream().anyMatch(Line::hasResults);
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
      boolean there = line.hasResults();
      table =
          table.withRow(
              line.label(),
              line.setting("rule") + " (f=" + line.setting("declared") + ")",
              line.setting("attack"),
              Integer.toString(line.attackFromEpoch()),
              Integer.toString(line.runs().size()),
              there ? line.lossAtStart().format(4) : "-",
              there ? line.finalLoss().format(4) : "-",
              there ? line.finalAccuracy().formatPercent(2) : "-",
              there ? verdictInWords(line) : line.status(),
              line.claim() == Claim.NONE ? "-" : lower(line.claim().name()),
              line.claim() == Claim.NONE ? "-" : agrees(line) ? "yes" : "NO");
    }
    return table;
  }

  /**
   * {@return how many of the paper's claims the verdicts agree with; empty if it claims nothing}
   */
  public String agreement() {
    List<Line> claims = lines.stream().filter(line -> line.claim() != Claim.NONE).toList();
    if (claims.isEmpty()) {
      return "";
    }
    long agreeing = claims.stream().filter(this::agrees).count();
    return String.format(
        Locale.ROOT,
        "%s: %d of the paper's %d claims agree.",
        recipe.name(),
        agreeing,
        claims.size());
  }

  /** {@return accuracy and loss over the epochs; a row of panels for each start of the attack} */
  public FigureSheet figure() {
    List<CurveFigure> panels = new ArrayList<>();
    int[] starts = starts();
    for (int start : starts) {
      List<Line> group = group(start).stream().filter(Line::hasResults).toList();
      panels.add(
          new CurveFigure(
              starts.length == 1 ? recipe.title() : recipe.title() + ", attack from epoch " + start,
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
   * {@return final accuracies of rules against attacks, and against each number of an attack that
   * varies, by file name without extension; none where there is nothing to compare}
   */
  public Map<String, HeatMap> heatMaps() {
    return AccuracyMaps.of(this);
  }

  /** The epochs at which attacks start, of lines with results, in the recipe's order. */
  int[] starts() {
    return lines.stream()
        .filter(Line::hasResults)
        .mapToInt(Line::attackFromEpoch)
        .distinct()
        .toArray();
  }

  /** The lines of one start. */
  List<Line> group(int start) {
    return lines.stream().filter(line -> line.attackFromEpoch() == start).toList();
  }

  /**
   * Writes figure and table: NAME.svg, NAME.pdf, NAME.png, NAME.csv, NAME.md, and the heat maps.
   * Without a complete run there is no figure.
   *
   * @param directory where to, made if it is not there
   * @return the files
   * @throws IOException if one cannot be written
   * @throws FigureException if this machine cannot draw
   */
  public List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path csv = Files.writeString(directory.resolve(recipe.name() + ".csv"), table().toCsv());
    Path markdown =
        Files.writeString(directory.resolve(recipe.name() + ".md"), table().toMarkdown());
    List<Path> files = new ArrayList<>(List.of(csv, markdown));
    if (hasResults()) {
      FigureSheet figure = figure();
      String name = recipe.name();
      files.add(Files.write(directory.resolve(name + ".pdf"), figure.toPdf()));
      files.add(Files.writeString(directory.resolve(name + ".svg"), figure.toSvg()));
      files.add(Files.write(directory.resolve(name + ".png"), figure.toPng()));
    }
    for (Map.Entry<String, HeatMap> one : heatMaps().entrySet()) {
      HeatMap map = one.getValue();
      files.add(Files.write(directory.resolve(one.getKey() + ".pdf"), map.toPdf()));
      files.add(Files.writeString(directory.resolve(one.getKey() + ".svg"), map.toSvg()));
      files.add(Files.write(directory.resolve(one.getKey() + ".png"), map.toPng()));
    }
    return List.copyOf(files);
  }

  /** The verdict; empty without results, a reference, or progress to compare with. */
  Optional<Verdict> verdict(Line line) {
    Optional<Line> reference =
        group(line.attackFromEpoch()).stream()
            .filter(other -> other.label().equals(line.recipe().reference()))
            .filter(Line::hasResults)
            .findFirst();
    if (!line.hasResults() || reference.isEmpty()) {
      return Optional.empty();
    }
    return Verdict.of(
        line.lossAtStart().mean(), line.finalLoss().mean(), reference.get().finalLoss().mean());
  }

  /** The verdict in lower case, or why there is none. */
  String verdictInWords(Line line) {
    return verdict(line)
        .map(verdict -> lower(verdict.name()))
        .orElse(
            line.recipe().reference().isEmpty()
                ? "no reference run"
                : "no progress to compare with");
  }

  /** Whether the verdict is what the paper claims; true where it claims nothing. */
  boolean agrees(Line line) {
    Optional<Verdict> verdict = verdict(line);
    return switch (line.claim()) {
      case BREAKS -> verdict.filter(Verdict::isBroken).isPresent();
      case STUCK -> verdict.filter(v -> v == Verdict.STUCK).isPresent();
      case DEFENDS -> verdict.filter(v -> v == Verdict.DEFENDS).isPresent();
      case NONE -> true;
    };
  }

  private static List<EventMarker> events(List<Line> group, int start) {
    return group.stream().anyMatch(Line::attacked)
        ? List.of(new EventMarker(start, "attack starts"))
        : List.of();
  }

  private static List<Curve> curves(List<Line> group, ToDoubleFunction<EvaluationRow> value) {
    return group.stream().map(line -> line.curve(value)).toList();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
