package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.PartitionedPlan;
import org.byzsgd.data.Samples;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Observer;
import org.byzsgd.training.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
  @TempDir private Path out;

  private static final class Ends implements Progress {
    final List<How> all = new ArrayList<>();

    @Override
    public void end(RunRecord run, How how) {
      all.add(how);
    }
  }

  private final Ends ends = new Ends();

  private RunRecord run(String yaml) throws IOException {
    RunSpec spec = RunSpec.resolve(Yaml.read("test", yaml, ObjectNode.class));
    PlannedRun planned = new PlannedRun(new Series("one", null, null), 0, spec);
    return new Runner(new LocalClusters(), ResultStore.local(out), ends, Runner.Options.DEFAULT)
        .run("try", List.of(planned))
        .get(spec);
  }

  @Test
  void aRunLeavesItsDirectory() throws IOException {
    RunRecord record =
        run("{model: softmax-regression, epochs: 3, evaluate-every: 1, attack-from-epoch: 2}");
    assertEquals(out.resolve("try-" + record.spec().hash()), local(record));
    assertEquals(Outcome.Status.FINISHED, record.status());
    assertEquals(3, record.rounds());
    assertEquals(
        List.of(0, 1, 2, 3), record.evaluations().stream().map(EvaluationRow::round).toList());
    assertTrue(record.last().trainingLoss() < record.evaluations().get(0).trainingLoss());
    String spec = Files.readString(local(record).resolve("spec.yaml"));
    assertTrue(spec.contains("attack-from-epoch: 2"), spec);
    assertTrue(spec.contains("training-data-fingerprint"), spec);
  }

  /** The bits of {@code train --epochs 20 --attack-from-epoch 5}, which no default may change. */
  @Test
  void theDefaultRunKeepsItsBits() throws Exception {
    RunRecord record = run("{epochs: 20, attack-from-epoch: 5}");
    byte[] bytes = Files.readAllBytes(local(record).resolve("evaluations.csv"));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertTrue(hash.startsWith("69286d967a56"), hash);
  }

  @Test
  void aRunThatIsUnderWayIsRefusedToOthers() throws IOException {
    String yaml = "{model: softmax-regression, rounds: 2, attack-from-epoch: 0, rule: mean}";
    RunSpec spec = RunSpec.resolve(Yaml.read("test", yaml, ObjectNode.class));
    List<PlannedRun> planned = List.of(new PlannedRun(new Series("one", null, null), 0, spec));
    List<String> refusals = new ArrayList<>();
    Progress secondDriver =
        new Progress() {
          @Override
          public Observer start(Started run) {
            refusals.add(assertThrows(UsageException.class, () -> run(yaml)).getMessage());
            assertDoesNotThrow(() -> run(yaml.replace("rounds: 2", "rounds: 3")));
            return Progress.super.start(run);
          }
        };
    ResultStore store = ResultStore.local(out);
    new Runner(new LocalClusters(), store, secondDriver, Runner.Options.DEFAULT)
        .run("try", planned);
    assertEquals(1, refusals.size());
    assertTrue(refusals.get(0).contains("try-" + spec.hash() + ": being written by process "));
    Runner.checkFree(store, "try", planned);
    assertTrue(store.list(store.root()).stream().allMatch(name -> name.startsWith("try-")));
  }

  @Test
  void aBackdoorHasAColumnOfItsOwn() throws IOException {
    String yaml = "{model: softmax-regression, rounds: 2, attack-from-epoch: 0, rule: mean}";
    String header = "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy";
    Path plain = local(run(yaml)).resolve("evaluations.csv");
    assertEquals(header, Files.readAllLines(plain).get(0));
    RunRecord record = run(yaml.replace("{", "{attack: backdoor, "));
    Path file = local(record).resolve("evaluations.csv");
    assertEquals(header + ",attack_success", Files.readAllLines(file).get(0));
    for (EvaluationRow row : record.evaluations()) {
      double success = row.attackSuccess().orElseThrow();
      assertTrue(success >= 0 && success <= 1, row.toString());
    }
    assertEquals(
        "a trigger's target must be between 0 and 9 for 10 classes, got 10",
        assertThrows(
                UsageException.class,
                () -> run(yaml.replace("{", "{attack: 'backdoor:target=10', ")))
            .getMessage());
  }

  @Test
  void heldOutSamplesHaveColumnsOfTheirOwn() throws IOException {
    RunRecord record =
        run(
            "{model: softmax-regression, rounds: 2, attack-from-epoch: 0, rule: mean,"
                + " validation: 0.1, attack: backdoor}");
    assertEquals(
        "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy,validation_loss,"
            + "validation_accuracy,attack_success",
        Files.readAllLines(local(record).resolve("evaluations.csv")).get(0));
    for (EvaluationRow row : record.evaluations()) {
      // 144 of 1,438 samples.
      double hits = row.validation().orElseThrow().accuracy() * 144;
      assertEquals(Math.rint(hits), hits, 1e-9);
      assertTrue(row.validation().orElseThrow().loss() > 0);
      assertTrue(row.attackSuccess().isPresent());
      assertEquals(row, EvaluationRow.parse(row.csv()));
    }
  }

  /** 1,438 samples on 25 workers are 5 minibatches of 10: two rounds of two steps an epoch. */
  @Test
  void allOfTheStepTogether() throws IOException {
    String yaml =
        "{model: softmax-regression, batch: 10, epochs: 3, evaluate-every: 3, rule: trimmed-mean,"
            + " attack: label-flip, byzantine: 5, attack-from-epoch: 1, attack-until-epoch: 2,"
            + " schedule: warmup:epochs=1+cosine, momentum: 0.5, weight-decay: 0.001,"
            + " clip-norm: 5, local-steps: 2}";
    RunRecord record = run(yaml);
    assertEquals(
        List.of(0, 2, 4, 6), record.evaluations().stream().map(EvaluationRow::round).toList());
    assertTrue(record.last().trainingLoss() < record.evaluations().get(0).trainingLoss());
    assertEquals(
        "local-steps must be between 1 and 5, the minibatches of 10 that a worker has in an epoch,"
            + " got 6",
        assertThrows(
                UsageException.class, () -> run(yaml.replace("local-steps: 2", "local-steps: 6")))
            .getMessage());
  }

  /** Counted anew from the seed's own dealing. */
  @Test
  void aPartitionedRunTellsWhatItsWorkersHold() throws IOException {
    RunRecord record =
        run(
            "{model: softmax-regression, rounds: 2, batch: 10, partitioning: 'labels:count=2',"
                + " seed: 7}");
    Samples training = new LocalClusters().load("digits").training();
    Allotment allotment = new Allotment(1, 0, 0, "labels:count=2");
    WorkPlan plan = PartitionedPlan.of(new Seed(7), training, 25, 10, allotment);
    List<String> lines = Files.readAllLines(local(record).resolve("workers.csv"));
    assertEquals("worker,samples,label_0,label_1,label_2,", lines.get(0).substring(0, 39));
    assertEquals(26, lines.size());
    WorkerLabels read = WorkerLabels.read(StoredRun.of(record)).orElseThrow();
    assertEquals(10, read.labels());
    for (int i = 0; i < 25; i++) {
      int[] shard = plan.shard(i);
      WorkerLabels.Held held = read.workers().get(i);
      assertEquals(shard.length, held.samples());
      for (int c = 0; c < 10; c++) {
        int label = c;
        long count =
            java.util.Arrays.stream(shard).filter(at -> training.label(at) == label).count();
        assertEquals((double) count / shard.length, held.fractions().get(c));
      }
    }
    RunRecord plain = run("{model: softmax-regression, rounds: 2}");
    assertFalse(Files.exists(local(plain).resolve("workers.csv")));
    assertTrue(WorkerLabels.read(StoredRun.of(plain)).isEmpty());
  }

  @Test
  void aSecondCallRunsNothingAndChangesNothing() throws IOException {
    String yaml = "{model: softmax-regression, rounds: 2}";
    RunRecord first = run(yaml);
    Map<String, byte[]> before = contents(local(first));
    RunRecord second = run(yaml);
    assertEquals(first, second);
    assertEquals(List.of(Progress.How.RAN, Progress.How.FOUND), ends.all);
    Map<String, byte[]> after = contents(local(first));
    assertEquals(before.keySet(), after.keySet());
    before.forEach(
        (name, bytes) ->
            org.junit.jupiter.api.Assertions.assertArrayEquals(bytes, after.get(name)));
  }

  @Test
  void whatAnInterruptedRunLeftIsKept() throws IOException {
    String yaml = "{model: softmax-regression, rounds: 2}";
    String name = "try-" + RunSpec.resolve(Yaml.read("t", yaml, ObjectNode.class)).hash();
    Files.createDirectories(out.resolve(name + ".partial"));
    Files.writeString(out.resolve(name + ".partial").resolve("evaluations.csv"), "half");
    run(yaml);
    assertEquals(
        "half", Files.readString(out.resolve(name + ".interrupted-1").resolve("evaluations.csv")));
    assertFalse(Files.exists(out.resolve(name + ".partial")));
  }

  @Test
  void aDivergedRunIsRecordedAsSuch() throws IOException {
    RunRecord record =
        run(
            "{model: mlp, rule: mean, attack: 'ipm:epsilon=1e30', attack-from-epoch: 1,"
                + " learning-rate: 1e9, rounds: 50}");
    assertTrue(record.diverged());
    assertTrue(record.rounds() < 50);
  }

  @Test
  void roundsAreReadableAsParquet() throws IOException {
    RunRecord record =
        run("{model: softmax-regression, rule: krum, rounds: 4, attack-from-epoch: 2}");
    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(
                new GroupReadSupport(),
                new org.apache.hadoop.fs.Path(record.directory(), "rounds.parquet"))
            .withConf(new Configuration(false))
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    assertEquals(4, rows.size());
    assertEquals(3, rows.get(3).getInteger("round", 0));
    assertEquals(0, rows.get(1).getGroup("byzantine", 0).getFieldRepetitionCount("list"));
    assertEquals(11, rows.get(2).getGroup("byzantine", 0).getFieldRepetitionCount("list"));
    assertEquals(1, rows.get(2).getGroup("selected", 0).getFieldRepetitionCount("list"));
    assertTrue(rows.get(0).getDouble("correct_norm", 0) > 0);
  }

  private static Path local(RunRecord record) {
    return Path.of(record.directory().toUri().getPath());
  }

  private static Map<String, byte[]> contents(Path directory) throws IOException {
    Map<String, byte[]> contents = new java.util.TreeMap<>();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }
}
