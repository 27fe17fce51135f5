package org.byzsgd.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.byzsgd.theory.Tolerance;
import org.byzsgd.theory.ToleranceRow;

/**
 * What a Monte Carlo study of Definition 4 gave: its tables, and a heat map of eta over epsilon and
 * the signal-to-noise ratio for every rule, attack and dimension that has several of both.
 *
 * @param study what was asked
 * @param rows what came out
 */
public record ToleranceReport(Tolerance study, List<ToleranceRow> rows) {
  private static final String NOTHING = "–";

  /** One heat map: all cells of a rule, an attack and a dimension. */
  private record Panel(String rule, String attack, int dimension) {}

  /**
   * Keeps an unmodifiable copy.
   *
   * @param study what was asked
   * @param rows what came out
   */
  public ToleranceReport {
    rows = List.copyOf(rows);
  }

  /** {@return the columns that programs read: a row a cell, numbers at full precision} */
  public TextTable table() {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("rule"),
            TextTable.Column.text("attack"),
            TextTable.Column.number("epsilon"),
            TextTable.Column.number("snr"),
            TextTable.Column.number("dimension"),
            TextTable.Column.number("trials"),
            TextTable.Column.number("p_byzantine_chosen"),
            TextTable.Column.number("eta"),
            TextTable.Column.number("eta_low"),
            TextTable.Column.number("eta_high"));
    List<List<String>> cells = new ArrayList<>();
    for (ToleranceRow row : rows) {
      cells.add(
          List.of(
              row.rule(),
              row.attack().name(),
              epsilon(row),
              Double.toString(row.signal()),
              Integer.toString(row.dimension()),
              Integer.toString(row.trials()),
              Double.toString(row.byzantineShare()),
              Double.toString(row.eta()),
              Double.toString(row.etaLow()),
              Double.toString(row.etaHigh())));
    }
    return new TextTable(table.columns(), cells);
  }

  /** {@return the table that people read, with Wilson's interval of the share} */
  public TextTable readable() {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("rule"),
            TextTable.Column.text("attack"),
            TextTable.Column.number("ε"),
            TextTable.Column.number("s"),
            TextTable.Column.number("d"),
            TextTable.Column.number("Byzantine chosen"),
            TextTable.Column.number("η"),
            TextTable.Column.text("descends"));
    List<List<String>> cells = new ArrayList<>();
    for (ToleranceRow row : rows) {
      cells.add(
          List.of(
              row.rule(),
              row.attack().name(),
              epsilon(row),
              Double.toString(row.signal()),
              Integer.toString(row.dimension()),
              Double.isNaN(row.byzantineShare())
                  ? NOTHING
                  : format(
                      "%.3f (%.3f – %.3f)", row.byzantineShare(), row.shareLow(), row.shareHigh()),
              Double.isFinite(row.eta())
                  ? format("%.3f ± %.3f", row.eta(), row.etaHigh() - row.eta())
                  : NOTHING,
              descends(row)));
    }
    return new TextTable(table.columns(), cells);
  }

  private static String descends(ToleranceRow row) {
    if (row.finite() < row.trials()) {
      return format("no: not finite in %d of %d", row.trials() - row.finite(), row.trials());
    }
    if (row.signal() == 0) {
      return NOTHING;
    }
    return row.etaLow() > 0 ? "yes" : row.etaHigh() < 0 ? "no" : "undecided";
  }

  /** {@return a line for each reason why cells have no eta; none if all have one} */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (rows.stream().anyMatch(row -> row.signal() == 0)) {
      notes.add("without a signal (s = 0) there is no descent: eta is not defined");
    }
    List<ToleranceRow> broken = rows.stream().filter(row -> row.finite() < row.trials()).toList();
    if (!broken.isEmpty()) {
      notes.add(
          format(
              "in %d of %d cells eta is not finite, because the aggregate was not in some round: %s",
              broken.size(),
              rows.size(),
              broken.stream()
                  .map(row -> row.rule() + " under " + row.attack().text())
                  .distinct()
                  .collect(Collectors.joining(", "))));
    }
    return notes;
  }

  private static String epsilon(ToleranceRow row) {
    return Double.isNaN(row.attack().epsilon()) ? "" : Double.toString(row.attack().epsilon());
  }

  private static String format(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }

  /**
   * Writes {@code tolerance.csv}, {@code tolerance.md} and the heat maps.
   *
   * @param directory made if it is not there
   * @return the files
   * @throws IOException if a file cannot be written
   * @throws FigureException if the machine has no fonts; the tables are written before
   */
  public List<Path> write(Path directory) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    files.add(Files.writeString(directory.resolve("tolerance.csv"), table().toCsv()));
    files.add(Files.writeString(directory.resolve("tolerance.md"), markdown()));
    for (Map.Entry<String, HeatMap> map : heatMaps().entrySet()) {
      files.add(
          Files.writeString(directory.resolve(map.getKey() + ".svg"), map.getValue().toSvg()));
      files.add(Files.write(directory.resolve(map.getKey() + ".png"), map.getValue().toPng()));
    }
    return files;
  }

  private String markdown() {
    return format(
            "Definition 4 by Monte Carlo: m = %d, q = %d, f = %d, %s noise, %d trials a cell, seed"
                + " %d. η = ⟨g, Aggr⟩/|g|² with the 95 %% interval of its mean. Byzantine chosen,"
                + " with Wilson's interval: the liars' share of the weights, of the chosen rows, or"
                + " of the coordinates whose value is a liar's; a rule that averages values chooses"
                + " none.%n%n",
            study.workers(),
            study.byzantine(),
            study.declared(),
            study.noise(),
            study.trials(),
            study.seed())
        + readable().toMarkdown()
        + notes().stream().map(note -> "\n" + note + ".\n").collect(Collectors.joining());
  }

  /** {@return the heat maps by file name without extension} */
  public Map<String, HeatMap> heatMaps() {
    Map<Panel, List<ToleranceRow>> panels = new LinkedHashMap<>();
    for (ToleranceRow row : rows) {
      if (!Double.isNaN(row.attack().epsilon())) {
        String attack = row.attack().text().replaceFirst("[:,]epsilon=[^,]*", "");
        panels
            .computeIfAbsent(
                new Panel(row.rule(), attack, row.dimension()), key -> new ArrayList<>())
            .add(row);
      }
    }
    Map<String, HeatMap> maps = new LinkedHashMap<>();
    panels.forEach(
        (panel, cells) -> {
          List<Double> epsilons =
              cells.stream().map(c -> c.attack().epsilon()).distinct().sorted().toList();
          List<Double> signals =
              cells.stream().map(ToleranceRow::signal).distinct().sorted().toList();
          if (epsilons.size() > 1 && signals.size() > 1) {
            String name = panel.rule() + "-" + panel.attack() + "-d" + panel.dimension();
            maps.put(
                name.replaceAll("[^A-Za-z0-9.=-]+", "_"), heatMap(panel, cells, epsilons, signals));
          }
        });
    return maps;
  }

  private HeatMap heatMap(
      Panel panel, List<ToleranceRow> cells, List<Double> epsilons, List<Double> signals) {
    double[][] values = new double[signals.size()][epsilons.size()];
    for (ToleranceRow cell : cells) {
      values[signals.indexOf(cell.signal())][epsilons.indexOf(cell.attack().epsilon())] =
          cell.eta();
    }
    HeatMap map =
        HeatMap.of(
            format(
                "η of %s under %s, m = %d, q = %d, d = %d",
                panel.rule(),
                panel.attack(),
                study.workers(),
                study.byzantine(),
                panel.dimension()),
            "ε",
            epsilons.stream().map(ToleranceReport::plain).toList(),
            "signal to noise s",
            signals.stream().map(ToleranceReport::plain).toList(),
            values);
    return panel.attack().equals("ipm") && study.declared() == study.byzantine()
        ? BreakingCurve.on(map, panel.rule(), study, epsilons, signals)
        : map;
  }

  private static String plain(double value) {
    String text = Double.toString(value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text).replace('-', '−');
  }
}
