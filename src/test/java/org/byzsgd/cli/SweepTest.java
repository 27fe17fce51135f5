package org.byzsgd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.LocalClusters;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.Runner;
import org.byzsgd.store.ResultStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep over eight factors and three seeds, and the same again. */
class SweepTest {
  private static final String FILE =
      """
      name: factors
      base: {model: softmax-regression, batch: 10, epochs: 2, attack: ipm}
      seeds: [1, 2, 3]
      attack-from-epochs: [1]
      axes:
        - attack.epsilon: {from: 0.1, to: 12.8, count: 8, spacing: log}
      """;

  @TempDir private Path directory;

  private List<String> run() throws IOException {
    Path file = Files.writeString(directory.resolve("factors.yaml"), FILE);
    ExperimentSpec experiment = ExperimentSpec.read(file);
    List<PlannedRun> runs = experiment.plan(null, JsonNodeFactory.instance.objectNode());
    StringWriter said = new StringWriter();
    try (ProgressBoard board = ProgressBoard.on(new PrintWriter(said, true))) {
      board.plan(runs.size());
      ResultStore store =
          ResultStore.at(directory.resolve("runs").toString(), new Configuration(false));
      new Runner(new LocalClusters(), store, board, Runner.Options.DEFAULT)
          .run(experiment.name(), runs);
    }
    return said.toString().lines().toList();
  }

  /** When each file was written, and what is in it. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory.resolve("runs"))) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(
            file.toString(),
            Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  @Test
  void eightFactorsAndThreeSeedsAre24DirectoriesAndASecondCallDoesNothingButSaySo()
      throws IOException {
    run();
    try (Stream<Path> runs = Files.list(directory.resolve("runs"))) {
      List<Path> directories = runs.toList();
      assertEquals(24, directories.size());
      for (Path one : directories) {
        assertTrue(one.getFileName().toString().matches("factors-[0-9a-f]{12}"), one.toString());
        assertTrue(Files.exists(one.resolve("summary.json")), one.toString());
      }
    }
    Map<String, String> before = files();
    List<String> said = run();
    assertEquals(before, files());
    assertEquals(24, said.stream().filter(line -> line.contains("already there")).count());
    assertEquals(24, said.stream().filter(line -> !line.isBlank()).count(), said.toString());
  }
}
