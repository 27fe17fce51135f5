package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.byzsgd.store.Checkpoint;
import org.byzsgd.store.ChecksummedFloats;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundTrace;
import org.byzsgd.training.ServerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that stop in the middle, and runs that share a beginning, leave the bytes of whole ones. */
class ResumeTest {
  private static final String COMMON =
      "model: softmax-regression, batch: 10, evaluate-every: 2, attack-from-epoch: 3, epochs: 5, ";

  @TempDir private Path out;

  private static RunSpec spec(String settings) {
    return RunSpec.resolve(Yaml.read("test", "{" + settings + "}", ObjectNode.class));
  }

  private static List<PlannedRun> planned(RunSpec... specs) {
    return java.util.Arrays.stream(specs)
        .map(one -> new PlannedRun(new Series(one.toString(), null, null), 0, one))
        .toList();
  }

  private Runner runner(String directory, Runner.Options options, Progress progress) {
    return new Runner(
        new LocalClusters(), ResultStore.local(out.resolve(directory)), progress, options);
  }

  /** Stops the runner after a round, as Ctrl-C does. */
  private static final class StopAfter implements Progress {
    private final int round;
    private Runner runner;
    private int first = -1;

    StopAfter(int round) {
      this.round = round;
    }

    @Override
    public Observer start(Started run) {
      first = run.first();
      return new Observer() {
        @Override
        public void round(RoundTrace trace) {
          if (trace.round() + 1 == round) {
            runner.stop();
          }
        }

        @Override
        public void evaluation(int rounds, double epochs, Evaluation evaluation) {}
      };
    }
  }

  private StopAfter stopped(RunSpec spec, int round, Runner.Options options) {
    StopAfter stop = new StopAfter(round);
    stop.runner = runner("stopped", options, stop);
    assertThrows(InterruptedRunException.class, () -> stop.runner.run("x", planned(spec)));
    return stop;
  }

  private static final Runner.Options RESUME =
      new Runner.Options(1, Runner.Options.Start.RESUME, Duration.ZERO);

  private void assertSameFiles(RunSpec spec, String directory) throws IOException {
    for (String file :
        List.of("evaluations.csv", "rounds.parquet", "summary.json", "model.byzsgd")) {
      assertArrayEquals(
          Files.readAllBytes(out.resolve("whole/x-" + spec.hash()).resolve(file)),
          Files.readAllBytes(out.resolve(directory + "/x-" + spec.hash()).resolve(file)),
          file);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: krum",
        "rule: centered-clipping",
        "rule: nnm+trimmed-mean, shuffle: local",
        "rule: nnm+krum, partitioning: 'dirichlet-by-label:alpha=0.5'",
        "rule: median, learning-rate: 0.2, momentum: 0.9",
        "rule: 'byzantine-sgd:deviation=2', byzantine-ids: [1, 5, 7], byzantine: 3",
        "rule: fltrust",
        "rule: median, validation: 0.1, attack: backdoor, byzantine: 2",
        "rule: krum, reference-every: 4, reference-minibatches: 1",
        "rule: krum, schedule: 'warmup:epochs=2+cosine', momentum: 0.5, momentum-at: server",
        "rule: mean, attack: backdoor, byzantine: 2, clip-norm: 0.5, weight-decay: 0.01",
        "rule: 'bucketing:size=2+geometric-median', byzantine: 5, attack: 'gaussian:deviation=3'"
      })
  void aRunThatWasStoppedGoesOnToTheSameBytes(String settings) throws IOException {
    RunSpec spec = spec(COMMON + settings);
    runner("whole", Runner.Options.DEFAULT, Progress.SILENT).run("x", planned(spec));
    // Before the attack, in the round in which it starts, and twice under it.
    assertEquals(0, stopped(spec, 4, RESUME).first);
    assertEquals(4, stopped(spec, 15, RESUME).first);
    assertEquals(15, stopped(spec, 16, RESUME).first);
    assertEquals(16, stopped(spec, 22, RESUME).first);
    runner("stopped", RESUME, Progress.SILENT).run("x", planned(spec));
    assertSameFiles(spec, "stopped");
    assertFalse(Files.exists(out.resolve("stopped/x-" + spec.hash() + ".partial")));
  }

  @Test
  void withoutResumeAnInterruptedRunIsPutAside() throws IOException {
    RunSpec spec = spec(COMMON + "rule: krum");
    stopped(spec, 7, Runner.Options.DEFAULT);
    StopAfter again = stopped(spec, 3, Runner.Options.DEFAULT);
    assertEquals(0, again.first);
    assertTrue(
        Files.exists(out.resolve("stopped/x-" + spec.hash() + ".interrupted-1/checkpoints")));
  }

  @Test
  void aTornOrForeignCheckpointIsRefusedAndTheOneBeforeItTaken() throws IOException {
    RunSpec spec = spec(COMMON + "rule: krum");
    stopped(spec, 5, RESUME);
    stopped(spec, 7, RESUME);
    Path checkpoints = out.resolve("stopped/x-" + spec.hash() + ".partial/checkpoints");
    Path newest = checkpoints.resolve("round-000000007.checkpoint");
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, java.util.Arrays.copyOf(bytes, bytes.length - 9));
    // That of round 6 is kept only if no evaluation was under way; that of the first stop anyhow.
    boolean idle = Files.exists(checkpoints.resolve("round-000000006.checkpoint"));
    assertEquals(idle ? 6 : 5, stopped(spec, 9, RESUME).first);
    Path foreign = checkpoints.resolve("round-000000020.checkpoint");
    Path other = checkpoints.resolve("round-000000009.checkpoint");
    try (var in = Files.newInputStream(other);
        var file = Files.newOutputStream(foreign)) {
      Checkpoint.read(in).of("0123456789ab").write(file);
    }
    assertEquals(9, stopped(spec, 11, RESUME).first);
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    var arrays = new TreeMap<String, float[][]>();
    arrays.put("parameters", new float[][] {{1, -0f, Float.NaN, Float.MIN_VALUE}, {}});
    arrays.put("empty", new float[0][]);
    Checkpoint whole =
        new Checkpoint(
            "abc",
            new ServerState(3, arrays, new double[] {1e-300, Double.NaN}),
            "{\"seen\": \"ε\"}");
    var bytes = new ByteArrayOutputStream();
    whole.write(bytes);
    Checkpoint back = Checkpoint.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertEquals(3, back.state().rounds());
    assertEquals(whole.observed(), back.observed());
    assertArrayEquals(arrays.get("parameters")[0], back.state().arrays().get("parameters")[0]);
    assertEquals(2, back.state().arrays().get("parameters").length);
    assertEquals(0, back.state().arrays().get("empty").length);
    for (int i = 0; i < bytes.size(); i++) {
      byte[] damaged = bytes.toByteArray();
      damaged[i] ^= 0x10;
      assertThrows(
          ChecksummedFloats.TornException.class,
          () -> Checkpoint.read(new ByteArrayInputStream(damaged)));
      byte[] torn = java.util.Arrays.copyOf(bytes.toByteArray(), i);
      assertThrows(
          ChecksummedFloats.TornException.class,
          () -> Checkpoint.read(new ByteArrayInputStream(torn)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void runsThatShareTheirBeginningLeaveTheBytesOfRunsAlone(int parallel) throws IOException {
    String rule = "model: softmax-regression, batch: 10, evaluate-every: 2, epochs: 4, ";
    RunSpec[] specs = {
      spec(rule + "attack: 'ipm:epsilon=0.1', attack-from-epoch: 2"),
      spec(rule + "attack: 'ipm:epsilon=10', attack-from-epoch: 3"),
      spec(rule + "attack: none, declared: 11"),
      spec(rule + "attack: sign-flip-mean, byzantine: 3, declared: 11, attack-from-epoch: 1"),
      spec(rule + "attack: 'ipm:epsilon=10', attack-from-epoch: 0"),
      spec(rule + "attack: 'ipm:epsilon=10', attack-from-epoch: 3, seed: 2"),
    };
    for (RunSpec spec : specs) {
      runner("whole", Runner.Options.DEFAULT, Progress.SILENT).run("x", planned(spec));
    }
    Runner.Options options =
        new Runner.Options(parallel, Runner.Options.Start.ANEW, Duration.ofHours(1));
    Runner sharing = runner("shared", options, Progress.SILENT);
    assertEquals(6, sharing.run("x", planned(specs)).size());
    long perEpoch = 5;
    assertEquals((2 + 3 + 1) * perEpoch, sharing.sharedRounds());
    for (RunSpec spec : specs) {
      assertSameFiles(spec, "shared");
    }
  }
}
