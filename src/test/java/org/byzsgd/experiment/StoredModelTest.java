package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has trained is kept, read back, and predicts as the run did. */
class StoredModelTest {
  private static final Configuration HADOOP = new Configuration(false);
  private static final Dataset DIGITS = DatasetFormat.load("digits", new LocalStorage());

  @TempDir private Path out;

  private RunRecord run(String yaml, Runner.Options.Models models) throws IOException {
    RunSpec spec = RunSpec.resolve(Yaml.read("test", yaml, ObjectNode.class));
    PlannedRun planned = new PlannedRun(new Series("one", null, null), 0, spec);
    Runner.Options options =
        new Runner.Options(
            1, Runner.Options.Start.ANEW, Duration.ofHours(1), Aggregation.AUTO, models);
    return new Runner(new LocalClusters(), ResultStore.local(out), Progress.SILENT, options)
        .run("try", List.of(planned))
        .get(spec);
  }

  private static Path directory(RunRecord record) {
    return Path.of(record.directory().toUri().getPath());
  }

  /** Minibatches of 7 cut the blocks of an evaluation unevenly, which shows in the last bits. */
  @Test
  void predictsWithTheBitsOfTheLastEvaluation() throws IOException {
    RunRecord record =
        run(
            "{model: small-cnn, batch: 7, rounds: 6, evaluate-every: 1, attack-from-epoch: 0,"
                + " attack: 'ipm:epsilon=-1', rule: median}",
            Runner.Options.Models.KEPT);
    StoredModel stored = StoredModel.read(directory(record).toString(), HADOOP);
    assertEquals("small-cnn", stored.model().text());
    assertEquals("median", stored.origin().get("rule"));
    assertEquals("6", stored.origin().get("rounds-done"));
    Predictions test = stored.predictor().predict(DIGITS.test());
    assertEquals(record.last().testAccuracy(), test.accuracy());
    assertEquals(record.last().testLoss(), test.loss());
    Predictions training = stored.predictor().predict(DIGITS.training());
    assertEquals(record.last().trainingAccuracy(), training.accuracy());
    assertEquals(record.last().trainingLoss(), training.loss());
    assertTrue(test.accuracy() > 0.3, "trained: " + test.accuracy());
    StoredModel file =
        StoredModel.read(directory(record).resolve("model.byzsgd").toString(), HADOOP);
    assertArrayEquals(stored.model().parameters(), file.model().parameters());
    assertArrayEquals(stored.model().statistics(), file.model().statistics());
    assertTrue(stored.model().statistics().length > 0, "the model has running statistics");
  }

  @Test
  void runsWithoutAModelSaySo() throws IOException {
    RunRecord dropped =
        run("{model: softmax-regression, rounds: 1}", Runner.Options.Models.DROPPED);
    RunRecord diverged =
        run(
            "{model: mlp, rule: mean, attack: 'ipm:epsilon=1e30', attack-from-epoch: 1,"
                + " learning-rate: 1e9, rounds: 50}",
            Runner.Options.Models.KEPT);
    assertTrue(diverged.diverged());
    for (RunRecord record : List.of(dropped, diverged)) {
      String place = directory(record).toString();
      assertEquals(
          place
              + " holds no model.byzsgd: a run leaves one when it has finished, unless it diverged"
              + " or was done with --no-model or by an older version",
          refusal(place));
    }
    String nowhere = out.resolve("nowhere").toString();
    assertEquals("no run directory and no model at " + nowhere, refusal(nowhere));
  }

  @Test
  void theNameOfTheRunDoesNotDependOnWhetherItsModelIsKept() throws IOException {
    String yaml = "{model: softmax-regression, rounds: 1}";
    RunRecord dropped = run(yaml, Runner.Options.Models.DROPPED);
    assertFalse(Files.exists(directory(dropped).resolve("model.byzsgd")));
    assertEquals(dropped, run(yaml, Runner.Options.Models.KEPT));
  }

  private static String refusal(String place) {
    return assertThrows(UsageException.class, () -> StoredModel.read(place, HADOOP)).getMessage();
  }

  private StoredModel small() {
    float[] parameters = {-1, 0.75f, -0.5f, 0.25f, 0, 0.25f, 0.5f, -0.75f};
    return new StoredModel(
        new TrainedModel("softmax-regression", Shape.vector(3), 2, parameters, new float[0]),
        4,
        Map.of("data", "somewhere"));
  }

  @Test
  void everyTornOrDamagedFileIsNamedAndRefused() throws IOException {
    Path file = out.resolve("small.byzsgd");
    small().save(file.toString(), HADOOP);
    byte[] whole = Files.readAllBytes(file);
    StoredModel read = StoredModel.read(file.toString(), HADOOP);
    assertArrayEquals(small().model().parameters(), read.model().parameters());
    assertEquals(4, read.batch());
    assertEquals(Map.of("data", "somewhere"), read.origin());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(file + " is torn: it ends too early", refusal(file.toString()));
    }
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      Files.write(file, damaged);
      assertTrue(refusal(file.toString()).startsWith(file + " is "), "byte " + at);
    }
    Files.writeString(file, "a text that is somebody else's, but long enough");
    assertEquals(file + " is not a model of this version", refusal(file.toString()));
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path file = out.resolve("small.byzsgd");
    small().save(file.toString(), HADOOP);
    assertEquals(
        file + ": is there already, and nothing is overwritten",
        assertThrows(UsageException.class, () -> small().save(file.toString(), HADOOP))
            .getMessage());
    try (var files = Files.list(out)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void arraysOfAnotherModelAreRefused() {
    assertEquals(
        "softmax-regression on 1x1x3 in 2 classes has 8 parameters and 0 statistics, got 7 and 0",
        assertThrows(
                UsageException.class,
                () ->
                    new TrainedModel(
                        "softmax-regression", Shape.vector(3), 2, new float[7], new float[0]))
            .getMessage());
  }

  /** By hand: weights (class, feature) or (feature, class), the scores are sums of products. */
  @Test
  void probabilitiesAreTheSoftmaxOfTheScores() {
    float[] parameters = new float[3 * 2 + 2];
    // The last two are the biases, whatever the order of the weights, which are all 0.
    parameters[6] = (float) Math.log(3);
    TrainedModel model =
        new TrainedModel("softmax-regression", Shape.vector(3), 2, parameters, new float[0]);
    Samples samples =
        Samples.ofFloats(Shape.vector(3), 2, new float[] {1, 2, 3, 4, 5, 6}, new int[] {0, 1});
    Predictions predictions = new StoredModel(model, 5, Map.of()).predictor().predict(samples);
    for (int i = 0; i < 2; i++) {
      assertEquals(i, predictions.label(i));
      assertEquals(0, predictions.predicted(i));
      assertArrayEquals(new double[] {0.75, 0.25}, predictions.probabilities(i), 1e-7);
    }
    assertEquals(0.5, predictions.accuracy());
    assertEquals(-(Math.log(0.75) + Math.log(0.25)) / 2, predictions.loss(), 1e-7);
    assertEquals(
        "softmax-regression predicts 2 classes of 1x1x3 samples, got 10 classes of 8x8x1 samples",
        assertThrows(
                UsageException.class,
                () -> new StoredModel(model, 5, Map.of()).predictor().predict(DIGITS.test()))
            .getMessage());
  }

  /** Written by the first version that kept models; it must be readable for good. */
  @Test
  void aModelOfTheFirstVersionStillPredicts() throws IOException, URISyntaxException {
    Path file = Path.of(StoredModelTest.class.getResource("model-0.1.0.byzsgd").toURI());
    StoredModel stored = StoredModel.read(file.toString(), HADOOP);
    assertEquals(Integer.toString(stored.batch()), stored.origin().get("batch"));
    Predictions test = stored.predictor().predict(DIGITS.test());
    assertEquals(LAST_ACCURACY, test.accuracy());
    assertEquals(LAST_LOSS, test.loss());
  }

  /** Of the last line of that run's {@code evaluations.csv}. */
  private static final double LAST_ACCURACY = 0.9693593314763231;

  private static final double LAST_LOSS = 0.0821019052791198;

  @Test
  void predictionsAreWrittenAtFullPrecision() throws IOException {
    Predictions predictions =
        new StoredModel(small().model(), 3, Map.of())
            .predictor()
            .predict(
                Samples.ofFloats(
                    Shape.vector(3), 2, new float[] {1, 0, 0, 0, -1, 2}, new int[] {0, 1}));
    Path file = out.resolve("predictions.csv");
    new PredictionsFile(file.toString(), HADOOP).write(predictions);
    List<String> lines = Files.readAllLines(file);
    assertEquals("index,label,predicted,probability_0,probability_1", lines.get(0));
    assertEquals(3, lines.size());
    for (int i = 0; i < 2; i++) {
      String[] fields = lines.get(1 + i).split(",", -1);
      assertEquals(i, Integer.parseInt(fields[0]));
      assertEquals(predictions.label(i), Integer.parseInt(fields[1]));
      assertEquals(predictions.predicted(i), Integer.parseInt(fields[2]));
      assertArrayEquals(
          predictions.probabilities(i),
          new double[] {Double.parseDouble(fields[3]), Double.parseDouble(fields[4])});
    }
    assertThrows(UsageException.class, () -> new PredictionsFile(file.toString(), HADOOP).check());
  }
}
