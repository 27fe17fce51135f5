package org.byzsgd.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;

/**
 * The final test accuracies of an experiment's rules as heat maps: against the attacks, and against
 * each number of an attack that takes at least three values. Where several curves meet in a cell it
 * shows the worst for the rule. Drawn where at least two rules met at least two of the columns.
 */
final class AccuracyMaps {
  private static final int FEWEST_NUMBERS = 3;

  private final Map<String, HeatMap> maps = new LinkedHashMap<>();
  private final String name;
  private final String title;
  private final List<Line> lines;

  private AccuracyMaps(String name, String title, List<Line> lines) {
    this.name = name;
    this.title = title;
    this.lines = lines;
  }

  /** The heat maps by file name without extension; none where there is nothing to compare. */
  static Map<String, HeatMap> of(ExperimentReport report) {
    Map<String, HeatMap> maps = new LinkedHashMap<>();
    int[] starts = report.starts();
    for (int start : starts) {
      AccuracyMaps some =
          new AccuracyMaps(
              report.recipe().name() + (starts.length > 1 ? "-from-" + start : ""),
              report.recipe().title() + (starts.length > 1 ? ", attack from epoch " + start : ""),
              report.group(start).stream().filter(Line::hasResults).toList());
      some.draw();
      maps.putAll(some.maps);
    }
    return maps;
  }

  private void draw() {
    Set<String> attacks = new LinkedHashSet<>();
    lines.forEach(line -> attacks.add(line.setting("attack")));
    if (attacks.size() > 1) {
      add("attacks", "attack", new ArrayList<>(attacks), line -> line.setting("attack"));
    }
    Map<String, Set<String>> numbers = new LinkedHashMap<>();
    for (Line line : lines) {
      Descriptor attack = attack(line);
      attack
          .parameters()
          .forEach(
              (key, value) -> {
                if (isNumber(value)) {
                  numbers
                      .computeIfAbsent(attack.name() + " " + key, any -> new LinkedHashSet<>())
                      .add(value);
                }
              });
    }
    numbers.forEach(
        (which, values) -> {
          if (values.size() >= FEWEST_NUMBERS) {
            List<String> columns = new ArrayList<>(values);
            columns.sort(Comparator.comparingDouble(Double::parseDouble));
            String attack = which.substring(0, which.indexOf(' '));
            String key = which.substring(which.indexOf(' ') + 1);
            String label = (key.equals("epsilon") ? "ε" : key) + " of " + attack;
            add(
                attack + "-" + key,
                label,
                columns,
                line ->
                    attack(line).name().equals(attack) ? attack(line).parameters().get(key) : null);
          }
        });
  }

  /** The attack of a line; without parameters where it is several, joined by a bar. */
  private static Descriptor attack(Line line) {
    String text = line.setting("attack");
    try {
      return Descriptor.parse(text);
    } catch (UsageException e) {
      return new Descriptor(text, Map.of());
    }
  }

  private static boolean isNumber(String value) {
    try {
      return Double.isFinite(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void add(
      String suffix, String label, List<String> columns, Function<Line, String> column) {
    List<Line> used = lines.stream().filter(line -> column.apply(line) != null).toList();
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    used.forEach(
        line ->
            seen.computeIfAbsent(line.setting("rule"), rule -> new LinkedHashSet<>())
                .add(column.apply(line)));
    if (seen.values().stream().filter(columnsOf -> columnsOf.size() > 1).count() < 2) {
      return;
    }
    // A heat map's first row is its lowest.
    List<String> rules = new ArrayList<>(seen.keySet());
    Collections.reverse(rules);
    double[][] values = new double[rules.size()][columns.size()];
    boolean met = false;
    for (int i = 0; i < values.length; i++) {
      for (int k = 0; k < values[i].length; k++) {
        String rule = rules.get(i);
        String at = columns.get(k);
        double[] means =
            used.stream()
                .filter(line -> line.setting("rule").equals(rule))
                .filter(line -> Objects.equals(column.apply(line), at))
                .mapToDouble(line -> line.finalAccuracy().mean())
                .toArray();
        met |= means.length > 1;
        values[i][k] = Arrays.stream(means).min().orElse(Double.NaN);
      }
    }
    String worst = met ? ", the worst where curves meet" : "";
    maps.put(
        (name + "-" + suffix).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-"),
        HeatMap.of(title + ": final test accuracy" + worst, label, columns, "rule", rules, values)
            .of(HeatMap.Values.SHARES));
  }
}
