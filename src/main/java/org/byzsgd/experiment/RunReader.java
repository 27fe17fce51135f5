package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.byzsgd.registry.UsageException;

/** Reads run directories back, those of older versions and interrupted ones included. */
public final class RunReader {
  private static final String SPEC = "spec.yaml";
  private static final String EVALUATIONS = "evaluations.csv";
  private static final String SUMMARY = "summary.json";

  /** Of the hash on, also what a directory that is not at its place yet is marked with. */
  private static final String HASH = "-[0-9a-f]{12}(\\.partial|\\.interrupted-\\d+)?$";

  private RunReader() {}

  /**
   * What was found.
   *
   * @param runs by the names of their directories, then by path
   * @param figures the figures that were drawn of them, by name
   * @param problems a line for each directory or file that is not readable
   */
  public record Found(List<StoredRun> runs, List<FigureRecipe> figures, List<String> problems) {}

  /**
   * Reads all run directories at and below some places, and the figures' recipes among them.
   *
   * @param places run directories, or directories of such
   * @return what was found, and what could not be read
   * @throws UsageException if a place is not a directory
   * @throws IOException if a directory cannot be listed
   */
  public static Found find(List<Path> places) throws IOException {
    Map<Path, Path> directories = new TreeMap<>();
    Map<Path, Path> recipes = new TreeMap<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        throw new UsageException("no directory at " + place);
      }
      Files.walkFileTree(place, new Search(directories, recipes));
    }
    List<StoredRun> runs = new ArrayList<>();
    Map<String, FigureRecipe> figures = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    for (Path directory : directories.values()) {
      try {
        runs.add(read(directory));
      } catch (IOException | UncheckedIOException | UsageException e) {
        problems.add(directory + ": " + oneLine(e));
      }
    }
    for (Path recipe : recipes.values()) {
      try {
        FigureRecipe read = FigureRecipe.read(recipe);
        figures.put(read.name(), read);
      } catch (IOException | UsageException e) {
        problems.add(recipe + ": " + oneLine(e));
      }
    }
    runs.sort(Comparator.comparing(StoredRun::name).thenComparing(StoredRun::directory));
    return new Found(List.copyOf(runs), List.copyOf(figures.values()), List.copyOf(problems));
  }

  /**
   * Reads one run directory.
   *
   * @param directory with at least a {@code spec.yaml}
   * @return the run
   * @throws UsageException if a file is malformed
   * @throws IOException if one cannot be read
   */
  public static StoredRun read(Path directory) throws IOException {
    Path file = directory.resolve(SPEC);
    ObjectNode tree = Yaml.read(file.toString(), Files.readString(file), ObjectNode.class);
    if (!(tree.get("specification") instanceof ObjectNode settings)) {
      throw new UsageException(file + ": has no specification");
    }
    Path summaryFile = directory.resolve(SUMMARY);
    boolean complete = Files.exists(summaryFile);
    List<EvaluationRow> evaluations = evaluations(directory.resolve(EVALUATIONS), complete);
    StoredRun.State state = StoredRun.State.INCOMPLETE;
    int rounds = evaluations.isEmpty() ? 0 : evaluations.get(evaluations.size() - 1).round();
    int missed = 0;
    if (complete) {
      JsonNode summary = Yaml.JSON.readTree(summaryFile.toFile());
      state = state(summaryFile, summary.path("status").asText());
      rounds = summary.path("rounds").asInt();
      missed = summary.path(StoredRun.MISSED).asInt();
    }
    return new StoredRun(
        directory,
        experiment(directory),
        texts(settings),
        tree.get("provenance") instanceof ObjectNode facts ? texts(facts) : Map.of(),
        state,
        rounds,
        missed,
        evaluations);
  }

  static String name(Path directory) {
    return directory.toAbsolutePath().normalize().getFileName().toString();
  }

  static String experiment(Path directory) {
    return name(directory).replaceFirst(HASH, "");
  }

  /** Values as texts; of a list its elements with commas between, as options are written. */
  static Map<String, String> texts(ObjectNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
    return texts;
  }

  private static String text(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(RunReader::text)
          .collect(Collectors.joining(","));
    }
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private static StoredRun.State state(Path file, String status) {
    for (StoredRun.State state : StoredRun.State.values()) {
      if (state.name().equals(status)) {
        return state;
      }
    }
    throw new UsageException(file + ": unknown status '" + status + "'");
  }

  /** A run that was killed may have left half a line at the end; elsewhere that is an error. */
  private static List<EvaluationRow> evaluations(Path file, boolean complete) throws IOException {
    if (!complete && !Files.exists(file)) {
      return List.of();
    }
    List<String> lines = Files.readAllLines(file);
    List<EvaluationRow> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      try {
        rows.add(EvaluationRow.parse(lines.get(i)));
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        if (complete || i < lines.size() - 1) {
          throw new UsageException(
              file + ", line " + (i + 1) + ": not an evaluation: " + lines.get(i), e);
        }
      }
    }
    if (complete && rows.isEmpty()) {
      throw new UsageException(file + ": has no evaluation");
    }
    return rows;
  }

  private static String oneLine(Exception problem) {
    String text = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    return text.lines().findFirst().orElse(problem.toString());
  }

  /** Collects by real path, so that overlapping places give every run once. */
  private static final class Search extends SimpleFileVisitor<Path> {
    private final Map<Path, Path> directories;
    private final Map<Path, Path> recipes;

    Search(Map<Path, Path> directories, Map<Path, Path> recipes) {
      this.directories = directories;
      this.recipes = recipes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!Files.exists(directory.resolve(SPEC))) {
        return FileVisitResult.CONTINUE;
      }
      directories.putIfAbsent(directory.toRealPath(), directory);
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (file.getFileName().toString().endsWith(FigureRecipe.SUFFIX)) {
        recipes.putIfAbsent(file.toRealPath(), file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
