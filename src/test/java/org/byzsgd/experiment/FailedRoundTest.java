package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.ClusterFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round that fails ends its run with one line and a checkpoint. */
class FailedRoundTest {
  private static final RunSpec SPEC =
      RunSpec.resolve(
          Yaml.read(
              "test",
              "{model: softmax-regression, batch: 10, evaluate-every: 1, attack-from-epoch: 2,"
                  + " epochs: 3, rule: centered-clipping, momentum: 0.5}",
              ObjectNode.class));
  private static final Runner.Options RESUME =
      new Runner.Options(1, Runner.Options.Start.RESUME, Duration.ofHours(1));

  @TempDir private Path out;

  private void run(ClusterFactory clusters, String directory) throws IOException {
    new Runner(clusters, ResultStore.local(out.resolve(directory)), Progress.SILENT, RESUME)
        .run("x", List.of(new PlannedRun(new Series("x", null, null), 0, SPEC)));
  }

  /** The first round, one after an evaluation, one without, and the first under attack. */
  @Test
  void theRunGoesOnFromTheRoundThatFailed() throws IOException {
    run(new LocalClusters(), "whole");
    for (int round : new int[] {0, 5, 7, 10}) {
      FailedRunException failure =
          assertThrows(
              FailedRunException.class, () -> run(new FailingClusters(3, round), "failed"));
      assertEquals(
          SPEC
              + (": round " + round)
              + ": worker 3 failed: java.lang.IllegalStateException: no samples; a checkpoint after "
              + (round + " rounds is kept, and --resume goes on from there"),
          failure.getMessage());
    }
    run(new LocalClusters(), "failed");
    for (String file : List.of("evaluations.csv", "rounds.parquet", "summary.json")) {
      String name = "x-" + SPEC.hash() + "/" + file;
      assertArrayEquals(
          Files.readAllBytes(out.resolve("whole").resolve(name)),
          Files.readAllBytes(out.resolve("failed").resolve(name)),
          file);
    }
  }
}
