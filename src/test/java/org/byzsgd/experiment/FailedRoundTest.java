package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.ClusterFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A round that fails ends its run with one line and a checkpoint. */
class FailedRoundTest {
  private static final RunSpec SPEC = spec("");
  private static final Runner.Options RESUME =
      new Runner.Options(1, Runner.Options.Start.RESUME, Duration.ofHours(1));
  private static final ClusterFactory SOUND = new LocalClusters();

  @TempDir private Path out;

  private static RunSpec spec(String more) {
    return RunSpec.resolve(
        Yaml.read(
            "test",
            "{model: softmax-regression, batch: 10, evaluate-every: 1, attack-from-epoch: 2,"
                + (" epochs: 3, rule: centered-clipping, momentum: 0.5" + more + "}"),
            ObjectNode.class));
  }

  private RunRecord run(RunSpec spec, ClusterFactory clusters, String directory)
      throws IOException {
    return new Runner(clusters, ResultStore.local(out.resolve(directory)), Progress.SILENT, RESUME)
        .run("x", List.of(new PlannedRun(new Series("x", null, null), 0, spec)))
        .get(spec);
  }

  private String failure(RunSpec spec, ClusterFactory clusters, String directory) {
    return assertThrows(FailedRunException.class, () -> run(spec, clusters, directory))
        .getMessage();
  }

  private void assertSameFiles(RunSpec spec, String one, String other) throws IOException {
    for (String file : List.of("evaluations.csv", "rounds.parquet", "summary.json")) {
      String name = "x-" + spec.hash() + "/" + file;
      assertArrayEquals(
          Files.readAllBytes(out.resolve(one).resolve(name)),
          Files.readAllBytes(out.resolve(other).resolve(name)),
          file);
    }
  }

  /** The first round, one after an evaluation, one without, and the first under attack. */
  @Test
  void theRunGoesOnFromTheRoundThatFailed() throws IOException {
    run(SPEC, SOUND, "whole");
    for (int round : new int[] {0, 5, 7, 10}) {
      assertEquals(
          SPEC
              + (": round " + round)
              + ": worker 3 failed: java.lang.IllegalStateException: no samples; a checkpoint after "
              + (round + " rounds is kept, and --resume goes on from there"),
          failure(SPEC, new FailingClusters(SOUND, 3, round), "failed"));
    }
    run(SPEC, SOUND, "failed");
    assertSameFiles(SPEC, "whole", "failed");
  }

  /** In round 9 two are missing; what was before is the same after it was resumed. */
  @Test
  void withinTheQuorumRoundsGoOnWithoutTheWorker() throws IOException {
    RunSpec spec = spec(", quorum: 24");
    ClusterFactory twice = new FailingClusters(SOUND, 3, 4, 7);
    RunRecord record = run(spec, twice, "missing");
    assertEquals(2, record.roundsWithMissing());
    StoredRun stored = StoredRun.of(record);
    assertEquals(2, stored.roundsWithMissing());
    assertEquals(
        stored.roundsWithMissing(), RunReader.read(stored.directory()).roundsWithMissing());
    double[] missing = RoundsReader.read(stored).get("missing");
    assertArrayEquals(new double[] {0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, missing);
    run(spec, SOUND, "whole");
    assertFalse(Arrays.equals(evaluations("whole", spec), evaluations("missing", spec)));

    assertEquals(
        spec
            + ": round 9: 23 workers are left, and the quorum is 24: worker 3 failed:"
            + " java.lang.IllegalStateException: no samples, worker 8 failed:"
            + " java.lang.IllegalStateException: no samples; a checkpoint after 9 rounds is kept,"
            + " and --resume goes on from there",
        failure(
            spec, new FailingClusters(new FailingClusters(SOUND, 3, 4, 7, 9), 8, 9), "resumed"));
    run(spec, SOUND, "resumed");
    assertSameFiles(spec, "missing", "resumed");
  }

  private byte[] evaluations(String directory, RunSpec spec) throws IOException {
    return Files.readAllBytes(
        out.resolve(directory).resolve("x-" + spec.hash()).resolve("evaluations.csv"));
  }
}
