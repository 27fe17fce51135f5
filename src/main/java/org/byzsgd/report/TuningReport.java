package org.byzsgd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.byzsgd.experiment.Choice;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.Tuning;

/**
 * Which settings an experiment chose by their worst case: a table of the choices, one of all that
 * was tried, a heat map of the worst validation accuracy over the settings, and one of the test
 * accuracy of what was chosen against each attack.
 */
public final class TuningReport {
  private final ExperimentSpec experiment;
  private final Tuning tuning;
  private final List<Choice> choices;

  /**
   * A report.
   *
   * @param experiment one that tunes
   * @param choices what was chosen, at least one
   */
  public TuningReport(ExperimentSpec experiment, List<Choice> choices) {
    this.experiment = experiment;
    this.tuning = experiment.tuning().orElseThrow();
    this.choices = List.copyOf(choices);
  }

  /** {@return a row a choice: the settings, their worst case, and the test accuracy in it} */
  public TextTable table() {
    List<TextTable.Column> columns = settings();
    columns.add(TextTable.Column.number("worst validation accuracy"));
    columns.add(TextTable.Column.text("under"));
    columns.add(TextTable.Column.number("test accuracy there"));
    TextTable table = new TextTable(columns, List.of());
    for (Choice choice : choices) {
      Choice.Candidate chosen = choice.chosen();
      List<String> cells = values(choice.at(), chosen.settings());
      cells.add(percent(chosen.worst().validation()));
      cells.add(label(chosen.worst()));
      cells.add(percent(chosen.worst().test()));
      table = table.withRow(cells.toArray(String[]::new));
    }
    return table;
  }

  /** {@return a row a combination of settings and case, at full precision} */
  public TextTable trials() {
    List<TextTable.Column> columns = settings();
    columns.add(TextTable.Column.text("attack"));
    columns.add(TextTable.Column.number("attack-from-epoch"));
    columns.add(TextTable.Column.number("seeds"));
    columns.add(TextTable.Column.number("validation_accuracy"));
    columns.add(TextTable.Column.number("test_accuracy"));
    columns.add(TextTable.Column.text("chosen"));
    List<List<String>> rows = new ArrayList<>();
    for (Choice choice : choices) {
      for (Choice.Candidate candidate : choice.candidates()) {
        for (Choice.Case one : candidate.cases()) {
          List<String> cells = values(choice.at(), candidate.settings());
          cells.add(one.attack());
          cells.add(Integer.toString(one.attackFromEpoch()));
          cells.add(Integer.toString(one.runs().size()));
          cells.add(Double.toString(one.validation()));
          cells.add(Double.toString(one.test()));
          cells.add(candidate.equals(choice.chosen()) ? "yes" : "no");
          rows.add(cells);
        }
      }
    }
    return new TextTable(columns, rows);
  }

  /** {@return the worst validation accuracy of all settings; what was chosen has a frame} */
  public HeatMap candidates() {
    int count = choices.size();
    List<String> rows = new ArrayList<>();
    double[][] values = new double[count][];
    int[] chosen = new int[count];
    for (int row = 0; row < count; row++) {
      Choice choice = choices.get(count - 1 - row);
      rows.add(label(choice.at()));
      values[row] =
          choice.candidates().stream().mapToDouble(one -> one.worst().validation()).toArray();
      chosen[row] = choice.candidates().indexOf(choice.chosen());
    }
    return HeatMap.of(
            experiment.title() + ": worst validation accuracy over " + cases() + " attacks",
            String.join(", ", tuning.chosenKeys()),
            choices.get(0).candidates().stream().map(one -> label(one.settings())).toList(),
            String.join(", ", tuning.givenKeys()),
            rows,
            values)
        .of(HeatMap.Values.SHARES)
        .withFramed(chosen);
  }

  /** {@return the test accuracy of what was chosen, against each attack and at worst} */
  public HeatMap best() {
    int count = choices.size();
    List<String> columns = new ArrayList<>();
    choices.get(0).chosen().cases().forEach(one -> columns.add(label(one)));
    columns.add("worst");
    List<String> rows = new ArrayList<>();
    double[][] values = new double[count][columns.size()];
    for (int row = 0; row < count; row++) {
      Choice choice = choices.get(count - 1 - row);
      rows.add(label(choice.at()) + " (" + label(choice.chosen().settings()) + ")");
      List<Choice.Case> cases = choice.chosen().cases();
      double worst = 1;
      for (int column = 0; column < cases.size(); column++) {
        values[row][column] = cases.get(column).test();
        worst = Math.min(worst, values[row][column]);
      }
      values[row][cases.size()] = worst;
    }
    return HeatMap.of(
            experiment.title() + ": test accuracy of what was chosen",
            "attack",
            columns,
            String.join(", ", tuning.givenKeys()),
            rows,
            values)
        .of(HeatMap.Values.SHARES);
  }

  /**
   * Writes the tables and the two heat maps: NAME-tuning.csv and .md, NAME-candidates.svg and .png,
   * NAME-best.svg and .png.
   *
   * @param directory where to, made if it is not there
   * @return the files
   * @throws IOException if one cannot be written
   * @throws FigureException if this machine cannot draw; the tables are written before
   */
  public List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    String name = experiment.name();
    List<Path> files = new ArrayList<>();
    files.add(Files.writeString(directory.resolve(name + "-tuning.csv"), trials().toCsv()));
    files.add(Files.writeString(directory.resolve(name + "-tuning.md"), markdown()));
    for (String kind : List.of("candidates", "best")) {
      HeatMap map = kind.equals("best") ? best() : candidates();
      String stem = name + "-" + kind;
      files.add(Files.writeString(directory.resolve(stem + ".svg"), map.toSvg()));
      files.add(Files.write(directory.resolve(stem + ".png"), map.toPng()));
    }
    return files;
  }

  private String markdown() {
    return String.format(
        Locale.ROOT,
        "# %s%n%nChosen among %d combinations by the worst accuracy over %d attacks, at the end of"
            + " training, on the %s %% of the training samples that no worker got.%n%n%s%n"
            + "![Worst validation accuracy](%s-candidates.svg)%n%n![Test accuracy](%s-best.svg)%n",
        experiment.title(),
        choices.get(0).candidates().size(),
        cases(),
        number(100 * tuning.validation()),
        table().toMarkdown(),
        experiment.name(),
        experiment.name());
  }

  private int cases() {
    return choices.get(0).chosen().cases().size();
  }

  /** Columns of what is given and of what is chosen. */
  private List<TextTable.Column> settings() {
    List<TextTable.Column> columns = new ArrayList<>();
    tuning.givenKeys().forEach(key -> columns.add(TextTable.Column.text(key)));
    tuning.chosenKeys().forEach(key -> columns.add(TextTable.Column.number(key)));
    return columns;
  }

  private static List<String> values(ObjectNode at, ObjectNode settings) {
    List<String> values = new ArrayList<>();
    at.forEach(value -> values.add(value.asText()));
    settings.forEach(value -> values.add(value.asText()));
    return values;
  }

  /** Values alone: the axis says what they are. */
  private static String label(ObjectNode settings) {
    return StreamSupport.stream(settings.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(", "));
  }

  /** The start is told where there are several. */
  private String label(Choice.Case one) {
    boolean starts =
        choices.get(0).chosen().cases().stream()
                .mapToInt(Choice.Case::attackFromEpoch)
                .distinct()
                .count()
            > 1;
    return starts ? one.attack() + " from " + one.attackFromEpoch() : one.attack();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
