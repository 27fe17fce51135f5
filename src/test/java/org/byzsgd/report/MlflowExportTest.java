package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.RoundsReader;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.experiment.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read as MLflow's file store reads it. */
class MlflowExportTest {
  private static final Path OLD = Path.of("src/test/resources/org/byzsgd/runs-0.1.0");

  @TempDir private Path directory;

  private static List<StoredRun> old() throws IOException {
    return RunReader.find(List.of(OLD)).runs();
  }

  /** A value of a metric as MLflow parses its line. */
  private record Measured(long timestamp, double value, long step) {
    static Measured parse(String line) {
      String[] parts = line.strip().split(" ", -1);
      assertEquals(3, parts.length, line);
      return new Measured(
          Long.parseLong(parts[0]), Double.parseDouble(parts[1]), Long.parseLong(parts[2]));
    }
  }

  /** A run as MLflow reads it. */
  private record Read(
      JsonNode meta,
      Map<String, String> params,
      Map<String, String> tags,
      Map<String, List<Measured>> metrics,
      List<String> artifacts) {}

  /** The files below a folder of a run, by their paths, which are the names. */
  private static Map<String, Path> entries(Path folder) throws IOException {
    Map<String, Path> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> entries.put(folder.relativize(file).toString(), file));
    }
    // MLflow's rule for names.
    entries.keySet().forEach(name -> assertTrue(name.matches("[/\\w.\\- ]*"), name));
    return entries;
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, Path> entry : entries(folder).entrySet()) {
      texts.put(entry.getKey(), Files.readString(entry.getValue()));
    }
    return texts;
  }

  private static JsonNode meta(Path place) throws IOException {
    return YAMLMapper.builder().build().readTree(place.resolve("meta.yaml").toFile());
  }

  private static List<String> fields(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names.stream().sorted().toList();
  }

  private static Read read(Path place) throws IOException {
    JsonNode meta = meta(place);
    Map<String, List<Measured>> metrics = new TreeMap<>();
    for (Map.Entry<String, Path> entry : entries(place.resolve("metrics")).entrySet()) {
      metrics.put(
          entry.getKey(),
          Files.readAllLines(entry.getValue()).stream().map(Measured::parse).toList());
      assertFalse(metrics.get(entry.getKey()).isEmpty(), entry.getKey());
    }
    return new Read(
        meta,
        texts(place.resolve("params")),
        texts(place.resolve("tags")),
        metrics,
        List.copyOf(entries(place.resolve("artifacts")).keySet()));
  }

  private static List<String> runs(Path experiment) throws IOException {
    try (Stream<Path> runs = Files.list(experiment)) {
      return runs.filter(Files::isDirectory).map(run -> run.getFileName().toString()).toList();
    }
  }

  @Test
  void aRunIsReadBack() throws IOException {
    Path store = directory.resolve("mlruns");
    StoredRun run = old().get(0);
    Path place = new MlflowExport(store, "me").add(run).orElseThrow();
    Read read = read(place);
    assertTrue(place.getFileName().toString().matches("[0-9a-f]{32}"), place.toString());
    assertEquals(
        List.of(
            "artifact_uri",
            "deleted_time",
            "end_time",
            "entry_point_name",
            "experiment_id",
            "lifecycle_stage",
            "run_id",
            "run_name",
            "run_uuid",
            "source_name",
            "source_type",
            "source_version",
            "start_time",
            "status",
            "tags",
            "user_id"),
        fields(read.meta));
    assertEquals(place.getFileName().toString(), read.meta.get("run_id").asText());
    assertEquals(
        place.getParent().getFileName().toString(), read.meta.get("experiment_id").textValue());
    assertEquals(3, read.meta.get("status").intValue());
    assertEquals("active", read.meta.get("lifecycle_stage").asText());
    assertEquals(
        place.resolve("artifacts").toRealPath(),
        Path.of(URI.create(read.meta.get("artifact_uri").asText())).toRealPath());
    assertTrue(read.meta.get("start_time").longValue() <= read.meta.get("end_time").longValue());
    assertEquals(new TreeMap<>(run.settings()), read.params);
    assertEquals(run.name(), read.tags.get("mlflow.runName"));
    assertEquals("3.5.5", read.tags.get("byzsgd.spark"));
    assertTrue(read.artifacts.contains("evaluations.csv"), read.artifacts.toString());
  }

  @Test
  void metricsAreTheRunsNumbers() throws IOException {
    StoredRun run = old().get(0);
    Read read = read(new MlflowExport(directory, "me").add(run).orElseThrow());
    List<Measured> accuracy = read.metrics.get("test_accuracy");
    assertEquals(
        run.evaluations().stream().map(EvaluationRow::testAccuracy).toList(),
        accuracy.stream().map(Measured::value).toList());
    assertEquals(
        run.evaluations().stream().map(row -> (long) row.round()).toList(),
        accuracy.stream().map(Measured::step).toList());
    assertFalse(read.metrics.containsKey("attack_success"));
    double[] losses = RoundsReader.read(run).get("loss");
    assertArrayEquals(
        losses, read.metrics.get("round/loss").stream().mapToDouble(Measured::value).toArray());
    assertEquals(29, read.metrics.get("round/loss").get(29).step());
  }

  @Test
  void anExperimentHasItsRunsOnce() throws IOException {
    Path store = directory.resolve("mlruns");
    MlflowExport export = new MlflowExport(store, "me");
    for (StoredRun run : old()) {
      assertTrue(export.add(run).isPresent());
      assertEquals(Optional.empty(), export.add(run));
    }
    assertEquals("Default", meta(store.resolve("0")).get("name").asText());
    assertTrue(Files.isDirectory(store.resolve(".trash")));
    try (Stream<Path> all = Files.list(store)) {
      List<Path> experiments =
          all.filter(path -> path.getFileName().toString().matches("\\d{18}")).toList();
      assertEquals(1, experiments.size());
      JsonNode meta = meta(experiments.get(0));
      assertEquals(
          List.of(
              "artifact_location",
              "creation_time",
              "experiment_id",
              "last_update_time",
              "lifecycle_stage",
              "name"),
          fields(meta));
      assertEquals("figure-1", meta.get("name").asText());
      assertEquals(experiments.get(0).getFileName().toString(), meta.get("experiment_id").asText());
      assertEquals(old().size(), runs(experiments.get(0)).size());
    }
  }

  /** An experiment that MLflow itself made is gone on with under its id. */
  @Test
  void anExperimentOfTheSameNameIsUsed() throws IOException {
    Path there = Files.createDirectories(directory.resolve("123456789012345678"));
    Files.writeString(
        there.resolve("meta.yaml"),
        """
        artifact_location: file:///x
        experiment_id: '123456789012345678'
        lifecycle_stage: active
        name: figure-1
        """);
    Path place = new MlflowExport(directory, "me").add(old().get(0)).orElseThrow();
    assertEquals(there.toRealPath(), place.getParent().toRealPath());
  }
}
