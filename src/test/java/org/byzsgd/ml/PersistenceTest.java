package org.byzsgd.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Predef;

/** What is saved comes back, alone and in pipelines. */
class PersistenceTest {
  /** What the saved model said when it was saved. */
  private static final double[] EXPECTED = {
    -0.299553245306015, 0.09617044776678085, 0.06822594255208969
  };

  @TempDir private Path directory;

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void classifiersComeBackWithTheirParameters() throws IOException {
    ByzantineRobustClassifier saved =
        new ByzantineRobustClassifier()
            .setRule("krum")
            .setPreAggregation("nnm")
            .setDeclaredByzantine(2)
            .setLayers(new int[] {4, 8, 3})
            .setInputShape(new int[] {2, 2, 1})
            .setSeed(Long.MIN_VALUE)
            .setStepSize(0.25)
            .setWorkerCol("hospital");
    saved.write().overwrite().save(path("classifier"));
    ByzantineRobustClassifier loaded = ByzantineRobustClassifier.load(path("classifier"));
    assertEquals(saved.uid(), loaded.uid());
    assertEquals(saved.extractParamMap().size(), loaded.extractParamMap().size());
    assertEquals("krum", loaded.getRule());
    assertEquals("nnm", loaded.getPreAggregation());
    assertEquals(2, loaded.getDeclaredByzantine());
    assertEquals(0.25, loaded.getStepSize());
    assertEquals("hospital", loaded.getWorkerCol());
    assertArrayEquals(new int[] {2, 2, 1}, loaded.getInputShape());
    assertArrayEquals(saved.getLayers(), loaded.getLayers());
    assertEquals(Long.MIN_VALUE, loaded.getSeed());
    assertFalse(loaded.isSet(loaded.epochs()));
  }

  @Test
  void modelsComeBackInAllTheirBits() throws IOException {
    Dataset<Row> frame = Frames.frame(200, 3);
    for (String network : List.of("softmax-regression", "mlp:hidden=7x6")) {
      ByzantineRobustClassificationModel saved =
          new ByzantineRobustClassifier()
              .setNetwork(network)
              .setNumWorkers(4)
              .setEpochs(2)
              .fit(frame);
      saved.setProbabilityCol("chances").setThresholds(new double[] {1, 2, 3});
      saved.save(path(network.substring(0, 3)));
      ByzantineRobustClassificationModel loaded =
          ByzantineRobustClassificationModel.load(path(network.substring(0, 3)));
      assertEquals(saved.uid(), loaded.uid());
      assertArrayEquals(saved.parameters(), loaded.parameters());
      assertEquals(network, loaded.networkText());
      assertEquals("chances", loaded.getProbabilityCol());
      assertEquals(4, loaded.getNumWorkers());
      assertFalse(loaded.hasSummary());
      assertThrows(IllegalStateException.class, loaded::summary);
      assertEquals(saved.transform(frame).collectAsList(), loaded.transform(frame).collectAsList());
    }
    ByzantineRobustClassificationModel again = ByzantineRobustClassificationModel.load(path("sof"));
    assertThrows(IOException.class, () -> again.save(path("sof")));
  }

  /** The model under src/test/resources was saved by version 0.1.0. */
  @Test
  void aModelOfTheFirstVersionStillLoads() throws IOException {
    String path = PersistenceTest.class.getResource("model-0.1.0").getPath();
    ByzantineRobustClassificationModel model = ByzantineRobustClassificationModel.load(path);
    assertEquals("mlp:hidden=4", model.networkText());
    assertEquals("nnm", model.getPreAggregation());
    assertEquals(1, model.getDeclaredByzantine());
    Vector scores = model.predictRaw(Vectors.dense(1, -0.5, 0.25, 2, 0));
    assertArrayEquals(EXPECTED, scores.toArray());
  }

  @Test
  void aPipelineGoesThroughCrossValidationAndComesBack() throws IOException {
    Dataset<Row> rows =
        Frames.frame(300, 4)
            .withColumn(
                "all",
                org.apache.spark.ml.functions.vector_to_array(functions.col("features"), "float64"))
            .selectExpr(
                "label", "site", "all[0] a", "all[1] b", "all[2] c", "all[3] d", "all[4] e");
    ByzantineRobustClassifier classifier =
        new ByzantineRobustClassifier()
            .setWorkerCol("site")
            .setFeaturesCol("scaled")
            .setEpochs(2)
            .setDeclaredByzantine(1);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new VectorAssembler()
                      .setInputCols(new String[] {"a", "b", "c", "d", "e"})
                      .setOutputCol("features"),
                  new StandardScaler()
                      .setInputCol("features")
                      .setOutputCol("scaled")
                      .setWithMean(true),
                  classifier
                });
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.stepSize(), new double[] {1e-6, 0.5})
            .addGrid(
                classifier.rule(), Predef.wrapRefArray(new String[] {"median", "trimmed-mean"}))
            .build();
    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(pipeline)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new MulticlassClassificationEvaluator())
            .setNumFolds(2)
            .setParallelism(2)
            .setSeed(1)
            .fit(rows);
    assertEquals(4, best.avgMetrics().length);
    PipelineModel model = (PipelineModel) best.bestModel();
    ByzantineRobustClassificationModel last =
        (ByzantineRobustClassificationModel) model.stages()[2];
    assertEquals(0.5, last.getStepSize());
    assertTrue(last.hasSummary());
    best.save(path("best"));
    CrossValidatorModel loaded = CrossValidatorModel.load(path("best"));
    assertEquals(best.transform(rows).collectAsList(), loaded.transform(rows).collectAsList());
    model.save(path("pipeline"));
    assertEquals(
        best.transform(rows).collectAsList(),
        PipelineModel.load(path("pipeline")).transform(rows).collectAsList());
  }
}
