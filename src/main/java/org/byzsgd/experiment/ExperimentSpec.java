package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.byzsgd.registry.UsageException;

/**
 * An experiment file: one figure or table.
 *
 * @param name names its run directories and figures
 * @param title for people
 * @param source the figure of the paper, or nothing
 * @param base settings of all runs
 * @param seeds one run a series and seed
 * @param attackFromEpochs the epochs at which attacks start, each with runs of its own
 * @param reference the label of the series against which progress is measured
 * @param series the curves, those of the axes' grid included
 * @param axes of a grid of further curves
 * @param tune what is chosen by the worst case; null if nothing is
 * @param scales named amounts of work
 */
public record ExperimentSpec(
    String name,
    String title,
    String source,
    ObjectNode base,
    List<Long> seeds,
    List<Integer> attackFromEpochs,
    String reference,
    List<Series> series,
    List<Axis> axes,
    Tuning tune,
    Map<String, Scale> scales) {

  /**
   * Fills in what was left out, and checks that the file is whole.
   *
   * @param name names its run directories
   * @param title for people
   * @param source of the paper, or null
   * @param base settings, or null
   * @param seeds seeds, or null for 1
   * @param attackFromEpochs epochs, or null for 10
   * @param reference a label, or null for the first series
   * @param series the curves that the file names, or null
   * @param axes whose grid is added to the series, or null
   * @param tune whose trials are added to the series, or null
   * @param scales or null
   * @throws UsageException if there is no name, neither series nor axes nor a choice to make, or
   *     the reference is not a series
   */
  public ExperimentSpec {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new UsageException("name must be lower-case letters, digits and hyphens, got " + name);
    }
    axes = axes == null ? List.of() : List.copyOf(axes);
    List<Series> all = new ArrayList<>(series == null ? List.of() : series);
    if (!axes.isEmpty()) {
      Axis.grid(axes).forEach(at -> all.add(new Series(Axis.label(at), Claim.NONE, at)));
    }
    // Trials are not curves to compare with.
    String first = all.isEmpty() ? "" : all.get(0).label();
    if (tune != null) {
      tune.trials().forEach(trial -> all.add(trial.series()));
    }
    if (all.isEmpty()) {
      throw new UsageException(name + ": needs at least one series or axis");
    }
    title = title == null ? name : title;
    source = source == null ? "" : source;
    base = base == null ? Yaml.MAPPER.createObjectNode() : base;
    seeds = seeds == null ? List.of(1L) : List.copyOf(seeds);
    attackFromEpochs = attackFromEpochs == null ? List.of(10) : List.copyOf(attackFromEpochs);
    series = List.copyOf(all);
    List<String> labels = series.stream().map(Series::label).toList();
    if (labels.stream().distinct().count() != labels.size()) {
      throw new UsageException(name + ": two series have one label: " + labels);
    }
    refuseNone("seeds", seeds);
    refuseNone("attack-from-epochs", attackFromEpochs);
    refuseElsewhere("base", base);
    series.forEach(one -> refuseElsewhere("series '" + one.label() + "'", one.set()));
    reference = reference == null ? first : reference;
    if (!reference.isEmpty() && !labels.contains(reference)) {
      throw new UsageException(
          name + ": reference must be one of " + labels + ", got " + reference);
    }
    scales = scales == null ? Map.of() : Map.copyOf(scales);
    scales.forEach(
        (scale, one) -> {
          refuseElsewhere("scale " + scale, one.set());
          refuseTwice("seeds", one.seeds());
          refuseTwice("attack-from-epochs", one.attackFromEpochs());
        });
  }

  private static void refuseNone(String key, List<? extends Number> values) {
    if (values.isEmpty()) {
      throw new UsageException(key + " must have at least one number, got []");
    }
    refuseTwice(key, values);
  }

  /** A run would count twice in its means. */
  private static void refuseTwice(String key, List<? extends Number> values) {
    if (values.stream().distinct().count() < values.size()) {
      throw new UsageException(key + " must be distinct, got " + values);
    }
  }

  /** What a file varies by keys of their own would be written over. */
  private static void refuseElsewhere(String where, ObjectNode settings) {
    Axis.ELSEWHERE.forEach(
        (key, instead) -> {
          if (settings.has(key)) {
            throw new UsageException(where + ": write " + instead + " of the file, not " + key);
          }
        });
  }

  /**
   * Reads an experiment file.
   *
   * @param file YAML
   * @return the experiment
   * @throws UsageException if it is missing or malformed
   * @throws IOException if it cannot be read
   */
  public static ExperimentSpec read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UsageException(file + " is a directory, not an experiment file");
    }
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new UsageException("no experiment file at " + file, e);
    } catch (CharacterCodingException e) {
      throw new UsageException(file + ": not YAML: its bytes are not text in UTF-8", e);
    }
  }

  /**
   * Reads an experiment that the jar brings.
   *
   * @param name such as {@code figure-5}
   * @return the experiment
   */
  public static ExperimentSpec builtIn(String name) {
    String resource = name + ".yaml";
    try (InputStream in = ExperimentSpec.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new UsageException("no built-in experiment '" + name + "'");
      }
      return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource + " of the jar", e);
    }
  }

  /** {@return what is chosen by the worst case; empty if nothing is} */
  public Optional<Tuning> tuning() {
    return Optional.ofNullable(tune);
  }

  /**
   * Whether a curve stands for something to choose or not to choose.
   *
   * @param one of the series
   * @return whether it was made by {@code tune}
   */
  public boolean isTrial(Series one) {
    return tuning().stream()
        .flatMap(tuned -> tuned.trials().stream())
        .anyMatch(trial -> trial.series().equals(one));
  }

  static ExperimentSpec parse(String source, String text) {
    return Yaml.read(source, text, ExperimentSpec.class);
  }

  /**
   * All runs of the experiment: series x epoch of the attack's start x seed.
   *
   * @param scale the name of a scale, or null for the file as it stands
   * @param overrides settings that win over all others
   * @return the runs, in the order of the file
   * @throws UsageException if there is no such scale, it needs something that was not given, or a
   *     setting is out of range
   */
  public List<PlannedRun> plan(String scale, ObjectNode overrides) {
    Scale chosen = scale == null ? new Scale(null, null, null, null) : scale(scale);
    if (chosen.needs() != null && !overrides.has("data")) {
      throw new UsageException(name + " at scale " + scale + " needs " + chosen.needs());
    }
    tuning().ifPresent(one -> one.refuse(overrides));
    List<PlannedRun> runs = new ArrayList<>();
    for (int start : starts(chosen, overrides)) {
      for (Series one : series) {
        for (long seed : seeds(chosen, overrides)) {
          ObjectNode settings = base.deepCopy();
          settings.setAll(chosen.set());
          settings.put("attack-from-epoch", start).put("seed", seed);
          tuning().ifPresent(tuned -> settings.put("validation", tuned.validation()));
          settings.setAll(one.set());
          settings.setAll(overrides);
          runs.add(new PlannedRun(one, start, resolve(one, settings)));
        }
      }
    }
    return runs;
  }

  /**
   * What was chosen as an experiment file of its own: the same runs with the chosen settings, on
   * the whole training set.
   *
   * @param scale the scale at which it was chosen, or null
   * @param overrides the settings that won over all others
   * @param choices what was chosen
   * @return YAML that {@link #read} takes
   */
  public String chosen(String scale, ObjectNode overrides, List<Choice> choices) {
    Scale paid = scale == null ? new Scale(null, null, null, null) : scale(scale);
    ObjectNode settings = base.deepCopy();
    settings.setAll(paid.set());
    settings.setAll(overrides);
    ObjectNode file = Yaml.MAPPER.createObjectNode();
    file.put("name", name + "-chosen").put("title", title + ": what was chosen");
    if (!reference.isEmpty()) {
      file.put("reference", reference);
    }
    file.set("base", settings);
    settings.remove(Axis.ELSEWHERE.keySet());
    seeds(paid, overrides).forEach(file.putArray("seeds")::add);
    starts(paid, overrides).forEach(file.putArray("attack-from-epochs")::add);
    ArrayNode curves = file.putArray("series");
    for (Series one : series) {
      if (!isTrial(one) || choices.stream().anyMatch(choice -> choice.has(one))) {
        ObjectNode set = one.set().deepCopy();
        overrides.properties().stream()
            .filter(override -> set.has(override.getKey()))
            .forEach(override -> set.set(override.getKey(), override.getValue()));
        curves.addObject().put("label", one.label()).set("set", set);
      }
    }
    return Yaml.write(file);
  }

  private List<Long> seeds(Scale chosen, ObjectNode overrides) {
    if (overrides.has("seed")) {
      return List.of(new Settings(overrides).whole("seed", 1));
    }
    return chosen.seeds().isEmpty() ? seeds : chosen.seeds();
  }

  private List<Integer> starts(Scale chosen, ObjectNode overrides) {
    if (overrides.has("attack-from-epoch")) {
      return List.of(new Settings(overrides).integer("attack-from-epoch", 0, 0));
    }
    return chosen.attackFromEpochs().isEmpty() ? attackFromEpochs : chosen.attackFromEpochs();
  }

  private RunSpec resolve(Series one, ObjectNode settings) {
    try {
      return RunSpec.resolve(settings);
    } catch (UsageException e) {
      throw new UsageException(name + ", series '" + one.label() + "': " + e.getMessage(), e);
    }
  }

  private Scale scale(String scale) {
    Scale chosen = scales.get(scale);
    if (chosen == null) {
      throw new UsageException(
          String.format(
              "%s has no scale '%s'; known: %s",
              name, scale, String.join(", ", scales.keySet().stream().sorted().toList())));
    }
    return chosen;
  }
}
