package org.byzsgd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.RoundsReader;
import org.byzsgd.experiment.StoredRun;

/**
 * Writes runs into a file store of MLflow, the {@code mlruns} directory that {@code mlflow ui}
 * shows: an experiment of ours is one there, settings are parameters, evaluations and rounds are
 * metrics with the round as the step, provenance is tags, and the run's files are artifacts. Ids
 * follow from names, so a run is written once. Runs have no clock: they start when their
 * specification was written, and all metrics bear the time of their end.
 */
public final class MlflowExport {
  private static final ObjectMapper YAML = YAMLMapper.builder().build();
  private static final String META = "meta.yaml";
  private static final String SPEC = "spec.yaml";

  /** MLflow's codes. */
  private static final int FINISHED = 3;

  private static final int FAILED = 4;
  private static final int LOCAL = 4;

  private final Path root;
  private final String user;

  /**
   * A file store.
   *
   * @param root its directory, made if it is not there
   * @param user whose runs they are
   */
  public MlflowExport(Path root, String user) {
    this.root = root.toAbsolutePath().normalize();
    this.user = user;
  }

  /**
   * Writes a complete run.
   *
   * @param run the run
   * @return its new directory; empty if the store has it already
   * @throws IllegalArgumentException if the run is not complete
   * @throws IOException if a file cannot be read or written
   */
  public Optional<Path> add(StoredRun run) throws IOException {
    if (!run.complete()) {
      throw new IllegalArgumentException(run.name() + " is not complete");
    }
    if (!Files.exists(root)) {
      // What MLflow makes of a new store.
      experiment("Default", "0", millis(run, SPEC));
      Files.createDirectories(root.resolve(".trash"));
    }
    Path experiment = experiment(run.experiment(), millis(run, SPEC));
    String id = sha256(run.name()).substring(0, 32);
    Path place = experiment.resolve(id);
    if (Files.exists(place.resolve(META))) {
      return Optional.empty();
    }
    for (String folder : List.of("metrics", "params", "tags", "artifacts")) {
      Files.createDirectories(place.resolve(folder));
    }
    writeAll(place.resolve("params"), run.settings());
    writeAll(place.resolve("tags"), tags(run));
    writeAll(place.resolve("metrics"), metrics(run));
    copyFiles(run.directory(), place.resolve("artifacts"));
    // Last: a directory without it is no run.
    write(place.resolve(META), meta(run, experiment.getFileName().toString(), id, place));
    return Optional.of(place);
  }

  /** The experiment of a name, which may be one that MLflow made. */
  private Path experiment(String name, long time) throws IOException {
    try (Stream<Path> there = Files.list(root)) {
      for (Path one : there.filter(path -> Files.exists(path.resolve(META))).sorted().toList()) {
        JsonNode meta = YAML.readTree(one.resolve(META).toFile());
        if (meta.path("name").asText().equals(name)) {
          return one;
        }
      }
    }
    // 18 digits, as MLflow's own ids.
    BigInteger base = BigInteger.TEN.pow(17);
    BigInteger id =
        new BigInteger(sha256(name), 16).mod(base.multiply(BigInteger.valueOf(9))).add(base);
    return experiment(name, id.toString(), time);
  }

  private Path experiment(String name, String id, long time) throws IOException {
    Path place = Files.createDirectories(root.resolve(id));
    ObjectNode meta = YAML.createObjectNode();
    meta.put("artifact_location", uri(place)).put("creation_time", time);
    meta.put("experiment_id", id).put("last_update_time", time);
    write(place.resolve(META), meta.put("lifecycle_stage", "active").put("name", name));
    return place;
  }

  private ObjectNode meta(StoredRun run, String experiment, String id, Path place)
      throws IOException {
    ObjectNode meta = YAML.createObjectNode();
    meta.put("artifact_uri", uri(place.resolve("artifacts"))).putNull("deleted_time");
    meta.put("end_time", millis(run, "summary.json")).put("entry_point_name", "");
    meta.put("experiment_id", experiment).put("lifecycle_stage", "active");
    meta.put("run_id", id).put("run_name", run.name()).put("run_uuid", id);
    meta.put("source_name", "").put("source_type", LOCAL).put("source_version", "");
    meta.put("start_time", millis(run, SPEC)).put("status", run.diverged() ? FAILED : FINISHED);
    meta.putArray("tags");
    return meta.put("user_id", user);
  }

  private Map<String, String> tags(StoredRun run) {
    Map<String, String> tags = new TreeMap<>();
    tags.put("mlflow.runName", run.name());
    tags.put("mlflow.user", user);
    tags.put("mlflow.source.name", "byzsgd");
    tags.put("mlflow.source.type", "LOCAL");
    tags.put("mlflow.note.content", run.command());
    run.provenance().forEach((key, value) -> tags.put("byzsgd." + key, value));
    return tags;
  }

  /** Lines of time, value and step; the columns of rounds stand in a group of their own. */
  private static Map<String, String> metrics(StoredRun run) throws IOException {
    long time = millis(run, "summary.json");
    Map<String, String> metrics = new LinkedHashMap<>();
    Map<String, ToDoubleFunction<EvaluationRow>> columns = new LinkedHashMap<>();
    columns.put("training_loss", EvaluationRow::trainingLoss);
    columns.put("training_accuracy", EvaluationRow::trainingAccuracy);
    columns.put("test_loss", EvaluationRow::testLoss);
    columns.put("test_accuracy", EvaluationRow::testAccuracy);
    columns.put("validation_loss", EvaluationRow::validationLoss);
    columns.put("validation_accuracy", EvaluationRow::validationAccuracy);
    columns.put("attack_success", row -> row.attackSuccess().orElse(Double.NaN));
    double[] steps = run.evaluations().stream().mapToDouble(EvaluationRow::round).toArray();
    columns.forEach(
        (name, column) ->
            put(
                metrics,
                name,
                time,
                steps,
                run.evaluations().stream().mapToDouble(column).toArray()));
    Map<String, double[]> rounds = RoundsReader.read(run);
    double[] numbers = rounds.getOrDefault(RoundsReader.ROUND, new double[0]);
    rounds.forEach(
        (name, values) -> {
          if (!name.equals(RoundsReader.ROUND)) {
            put(metrics, "round/" + name, time, numbers, values);
          }
        });
    return metrics;
  }

  /** What was not measured is left out; a metric without a value would be malformed. */
  private static void put(
      Map<String, String> metrics, String name, long time, double[] steps, double[] values) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        lines.append(time).append(' ').append(values[i]).append(' ').append((long) steps[i]);
        lines.append('\n');
      }
    }
    if (!lines.isEmpty()) {
      metrics.put(name, lines.toString());
    }
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void writeAll(Path folder, Map<String, String> texts) throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      // Our names are ones of MLflow's: letters, digits, hyphens, dots and slashes.
      Path file = folder.resolve(text.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.getValue());
    }
  }

  private static void write(Path file, JsonNode meta) throws IOException {
    Files.writeString(file, YAML.writeValueAsString(meta));
  }

  /** When a file of a run was written. */
  private static long millis(StoredRun run, String file) throws IOException {
    return Files.getLastModifiedTime(run.directory().resolve(file)).toMillis();
  }

  private static String uri(Path place) {
    String text = place.toUri().toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
