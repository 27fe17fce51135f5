package org.byzsgd.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrices;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

/** The estimator and its model on small frames. */
class ByzantineRobustClassifierTest {
  private static ByzantineRobustClassifier small() {
    return new ByzantineRobustClassifier().setNumWorkers(5).setEpochs(3).setBatchSize(16);
  }

  @Test
  void trainsPredictsAndTellsHowItWent() {
    Dataset<Row> frame = Frames.frame(600, 1);
    ByzantineRobustClassificationModel model = small().setEpochs(10).fit(frame);
    assertEquals(3, model.numClasses());
    assertEquals(5, model.numFeatures());
    assertEquals(18, model.parameters().length);
    ByzantineRobustTrainingSummary summary = model.summary();
    assertEquals(600 / 5 / 16, summary.roundsPerEpoch());
    assertEquals(70, summary.totalRounds());
    assertEquals(11, summary.objectiveHistory().length);
    assertTrue(summary.objective() < 0.8 * summary.objectiveHistory()[0]);
    Dataset<Row> predicted = model.transform(frame);
    long right = predicted.filter("label = prediction").count();
    assertEquals(summary.accuracy(), right / 600.0, 1e-12);
    for (Row row : predicted.takeAsList(20)) {
      Vector probability = row.getAs("probability");
      assertEquals(1, Arrays.stream(probability.toArray()).sum(), 1e-12);
      assertEquals(probability.argmax(), (Double) row.getAs("prediction"));
      Vector raw = row.getAs("rawPrediction");
      double odds = Math.log(probability.apply(1) / probability.apply(0));
      assertEquals(raw.apply(1) - raw.apply(0), odds, 1e-9);
    }
  }

  @Test
  void theBitsDependOnTheRowsAloneNotOnTheirOrderPartitionsOrStorage() {
    List<Row> rows = new java.util.ArrayList<>(Frames.rows(300, 2));
    // Equal rows are dealt like all others.
    rows.addAll(rows.subList(0, 50));
    Dataset<Row> frame = Frames.frame(rows);
    int persistent = Frames.persistent();
    for (boolean dealt : new boolean[] {true, false}) {
      ByzantineRobustClassifier classifier = small().setRule("trimmed-mean");
      if (!dealt) {
        classifier = new ByzantineRobustClassifier().setEpochs(3).setWorkerCol("site");
      }
      classifier.setDeclaredByzantine(1);
      float[] once = classifier.fit(frame).parameters();
      assertArrayEquals(once, classifier.fit(frame.repartition(7)).parameters());
      Collections.shuffle(rows, new Random(4));
      assertArrayEquals(once, classifier.fit(Frames.frame(rows).coalesce(1)).parameters());
      List<Row> sparse =
          rows.stream()
              .map(
                  r ->
                      Frames.row(
                          r.get(0),
                          ((Vector) r.get(1)).toSparse(),
                          r.get(2),
                          r.getString(3),
                          r.get(4)))
              .toList();
      assertArrayEquals(once, classifier.fit(Frames.frame(sparse)).parameters());
      assertFalse(Arrays.equals(once, classifier.setSeed(9).fit(frame).parameters()));
    }
    assertEquals(persistent, Frames.persistent(), "nothing stays");
  }

  @Test
  void wideSparseRowsAreNotSpreadOut() {
    // 4.8 GB if they were dense, more than the heap of the tests.
    List<Row> rows =
        IntStream.range(0, 1200)
            .mapToObj(
                i ->
                    Frames.row(
                        i % 2,
                        Vectors.sparse(
                            1_000_000, new int[] {i % 2 * 500_000, 999_999}, new double[] {1, 1}),
                        1,
                        "s",
                        0))
            .toList();
    ByzantineRobustClassificationModel model =
        new ByzantineRobustClassifier()
            .setNumWorkers(2)
            .setBatchSize(8)
            .setRounds(20)
            .setStepSize(1)
            .setRule("mean")
            .fit(Frames.frame(rows));
    assertEquals(1, model.summary().accuracy());
  }

  @Test
  void oneWorkerAValueOfTheColumn() {
    Dataset<Row> frame = Frames.frame(400, 3);
    ByzantineRobustClassifier bySite =
        new ByzantineRobustClassifier().setWorkerCol("site").setEpochs(2);
    List<WorkerReport> reports = bySite.fit(frame).summary().workerReports();
    assertEquals(7, reports.size());
    for (WorkerReport report : reports) {
      assertEquals("s" + report.id(), report.worker());
      assertEquals(
          frame.filter(functions.col("site").equalTo(report.worker())).count(), report.rows());
    }
    // Numbers are ordered by value: 2 before 10.
    Dataset<Row> tens = frame.withColumn("tenant", functions.expr("2 + tenant * 2"));
    List<String> names =
        bySite.setWorkerCol("tenant").fit(tens).summary().workerReports().stream()
            .sorted(java.util.Comparator.comparingInt(WorkerReport::id))
            .map(WorkerReport::worker)
            .toList();
    assertEquals(List.of("2", "4", "6", "8", "10", "12", "14"), names);
  }

  @Test
  void weightsActAsCopiesOfARow() {
    Dataset<Row> frame = Frames.frame(300, 5);
    Dataset<Row> zeroed =
        frame.withColumn("weight", functions.expr("case when label = 2 then 0.0 else weight end"));
    ByzantineRobustClassificationModel model =
        small().setEpochs(100).setStepSize(0.5).setRule("mean").setWeightCol("weight").fit(zeroed);
    // Nobody saw the third class.
    assertEquals(0, model.transform(frame).filter("prediction = 2").count());
    Dataset<Row> copies =
        frame.withColumn("copy", functions.expr("explode(sequence(1, cast(weight as int)))"));
    double weighted =
        small()
            .setWeightCol("weight")
            .setRule("mean")
            .setEpochs(60)
            .fit(frame)
            .summary()
            .objective();
    double copied = small().setRule("mean").setEpochs(30).fit(copies).summary().objective();
    assertEquals(copied, weighted, 0.01 * copied);
  }

  /** Raw predictions, probabilities and predictions of Spark's own model with our weights. */
  @Test
  void predictsAsSparksLogisticRegressionWithTheSameWeightsDoes() {
    Dataset<Row> frame = Frames.frame(200, 5);
    ByzantineRobustClassificationModel ours = small().fit(frame);
    float[] parameters = ours.parameters();
    double[] weights = IntStream.range(0, 18).mapToDouble(i -> parameters[i]).toArray();
    LogisticRegressionModel theirs =
        new LogisticRegressionModel(
            "theirs",
            Matrices.dense(3, 5, Arrays.copyOf(weights, 15)),
            Vectors.dense(Arrays.copyOfRange(weights, 15, 18)),
            3,
            true);
    for (double[] thresholds : new double[][] {{1, 1, 1}, {0.2, 0.5, 0.3}, {0, 1, 1}}) {
      List<Row> expected = predictions(theirs.setThresholds(thresholds).transform(frame));
      List<Row> actual = predictions(ours.setThresholds(thresholds).transform(frame));
      for (int i = 0; i < expected.size(); i++) {
        Row theirRow = expected.get(i);
        Row ourRow = actual.get(i);
        for (int column : new int[] {0, 1}) {
          double[] values = theirRow.<Vector>getAs(column).toArray();
          assertArrayEquals(values, ourRow.<Vector>getAs(column).toArray(), 1e-5);
        }
        assertEquals(theirRow.getDouble(2), ourRow.getDouble(2), "row " + i);
      }
    }
  }

  private static List<Row> predictions(Dataset<Row> predicted) {
    return predicted.select("rawPrediction", "probability", "prediction").collectAsList();
  }

  @Test
  void thresholdsActAsInSparksClassifiers() {
    Dataset<Row> frame = Frames.frame(300, 6);
    ByzantineRobustClassificationModel model = small().fit(frame);
    model.setThresholds(new double[] {0, 1, 1});
    assertEquals(300, model.transform(frame).filter("prediction = 0").count());
    assertArrayEquals(
        new double[] {0.5, 0.5, 1},
        small().setThresholds(new double[] {0.5, 0.5, 1}).fit(frame).getThresholds());
  }

  @Test
  void aToleranceEndsTrainingEarly() {
    Dataset<Row> frame = Frames.frame(600, 7);
    ByzantineRobustClassifier classifier = small().setEpochs(200).setRule("mean");
    int rounds = classifier.setTol(0.02).fit(frame).summary().totalRounds();
    assertTrue(rounds < 600, rounds + " rounds");
    assertEquals(0, rounds % 7);
  }

  @Test
  void wideStepsEndAsAnErrorNotAsAModel() {
    Dataset<Row> frame = Frames.frame(100, 8);
    int persistent = Frames.persistent();
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class,
            () ->
                small()
                    .setNetwork("mlp:hidden=8")
                    .setEpochs(200)
                    .setStepSize(1e30)
                    .setRule("mean")
                    .fit(frame));
    assertTrue(error.getMessage().contains("diverged in round"), error.getMessage());
    assertEquals(persistent, Frames.persistent(), "nothing stays");
  }

  @Test
  void copiesKeepUidAndValuesAndTakeMore() {
    ByzantineRobustClassifier classifier = small().setRule("krum").setDeclaredByzantine(1);
    ByzantineRobustClassifier copy =
        classifier.copy(new ParamMap().put(classifier.stepSize().w(0.7)));
    assertEquals(classifier.uid(), copy.uid());
    assertEquals("krum", copy.getRule());
    assertEquals(0.7, copy.getStepSize());
    assertEquals(0.1, classifier.getStepSize());
    assertEquals("byzantineRobustClassifier", classifier.uid().split("_", 2)[0]);
    assertEquals("mine", new ByzantineRobustClassifier("mine").uid());
    assertEquals("mine", new ByzantineRobustClassifier("mine").labelCol().parent());
    ByzantineRobustClassificationModel model = classifier.fit(Frames.frame(200, 9));
    assertEquals("krum", model.getRule());
    assertEquals(classifier, model.parent());
    ByzantineRobustClassificationModel twin = model.copy(ParamMap.empty());
    assertArrayEquals(model.parameters(), twin.parameters());
    assertTrue(twin.hasSummary());
  }

  @Test
  void explainParamsReadsWell() {
    String text = new ByzantineRobustClassifier().explainParams();
    assertTrue(
        text.contains("declaredByzantine: f, how many workers the rule is to withstand"), text);
    assertTrue(text.contains("(default: median)"), text);
    assertEquals(text.lines().count(), new ByzantineRobustClassifier().params().length);
  }

  /** From v = 0 a momentum of 1/2 halves the first step, to the bit. */
  @Test
  void momentumAveragesTheGradients() {
    Dataset<Row> frame = Frames.frame(200, 6);
    ByzantineRobustClassifier one = new ByzantineRobustClassifier().setNumWorkers(5).setRounds(1);
    float[] halved = one.setStepSize(0.25).fit(frame).parameters();
    one.setStepSize(0.5).setMomentum(0.5);
    for (String place : List.of("worker", "server")) {
      assertArrayEquals(halved, one.setMomentumAt(place).fit(frame).parameters());
    }
    // The median of averages is not the average of medians.
    ByzantineRobustClassifier more = small().setMomentum(0.5);
    float[] atWorkers = more.fit(frame).parameters();
    assertFalse(Arrays.equals(atWorkers, more.setMomentumAt("server").fit(frame).parameters()));
  }

  /** A rate that falls to 0 after an epoch leaves the point of that epoch. */
  @Test
  void theScheduleMultipliesTheStepSize() {
    Dataset<Row> frame = Frames.frame(200, 6);
    float[] once = small().setEpochs(1).fit(frame).parameters();
    ByzantineRobustClassifier scheduled = small().setSchedule("step:every=1,factor=0.0");
    assertArrayEquals(once, scheduled.fit(frame).parameters());
  }

  @Test
  void theSummaryTellsWhatWouldHaveBrokenEachEpoch() {
    Dataset<Row> frame = Frames.frame(300, 8);
    ByzantineRobustClassifier classifier = small().setDeclaredByzantine(1);
    List<Row> means = classifier.setRule("mean").fit(frame).summary().epochs().collectAsList();
    assertEquals(4, means.size());
    assertTrue(means.get(0).isNullAt(3), "before the first round");
    for (Row row : means.subList(1, 4)) {
      // (m - q)/q
      assertEquals(4, row.getDouble(3), 1e-9);
      assertEquals(Double.POSITIVE_INFINITY, row.getDouble(4));
    }
    for (Row row : classifier.setRule("krum").fit(frame).summary().epochs().collectAsList()) {
      assertEquals(row.getInt(0) == 0, row.isNullAt(4));
    }
    ByzantineRobustTrainingSummary searched = classifier.setRule("nnm+phocas").fit(frame).summary();
    assertTrue(searched.epochs().filter("largestBreaking is not null").isEmpty());
  }
}
