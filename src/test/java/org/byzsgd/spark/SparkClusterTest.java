package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.Trigger;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.LocalCluster;
import org.byzsgd.training.LocalUpdate;
import org.byzsgd.training.LossAndAccuracy;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.RoundTrace;
import org.byzsgd.training.StepSize;
import org.byzsgd.training.SynchronousSgd;
import org.byzsgd.training.WorkerFailedException;
import org.byzsgd.training.WorkerGradient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cluster on Spark gives the bits of the reference cluster without Spark. */
class SparkClusterTest {
  private static final int WORKERS = 25;
  private static final int BATCH = 8;
  private static final Seed SEED = new Seed(11);
  private static final Dataset DIGITS = DatasetFormat.load("digits", new LocalStorage());

  /** mlp:hidden=1000 has 75 thousand parameters, so its point travels as a broadcast. */
  @ParameterizedTest
  @CsvSource({
    "Java, GLOBAL, small-cnn",
    "Java, LOCAL, small-cnn",
    "Java, GLOBAL, mlp:hidden=1000",
    "Kryo, GLOBAL, mlp:hidden=1000",
    "Kryo, LOCAL, small-cnn"
  })
  void equalsTheLocalCluster(String serializer, Shuffle shuffle, String text) throws Exception {
    SparkSession session =
        SparkFixture.session("org.apache.spark.serializer." + serializer + "Serializer");
    Model model = ModelFactory.of(text, DIGITS.training().shape(), 10);
    MinibatchPlan plan = MinibatchPlan.of(SEED, shuffle, DIGITS.training().count(), WORKERS, BATCH);
    float[] point = model.initialParameters(SEED.stream(Purpose.INITIAL_POINT, 0, 0));
    try (Cluster local = new LocalCluster(model, DIGITS, plan, SEED);
        SparkClusterFactory factory = new SparkClusterFactory(session);
        Cluster spark =
            factory.open(
                new ClusterFactory.Plan(
                    "test", "digits", text, shuffle, WORKERS, BATCH, SEED.value()))) {
      int[] all = IntStream.range(0, WORKERS).toArray();
      for (int round : new int[] {0, 1, plan.roundsPerEpoch() + 2}) {
        RoundRequest request = new RoundRequest(round, plan.roundsPerEpoch(), all, point);
        same(gradients(local, request), gradients(spark, request));
        RoundRequest independent = request.withIndependent(2);
        same(gradients(local, independent), gradients(spark, independent));
      }
      assertEquals(
          local.evaluate(point, model.initialStatistics()),
          spark.evaluate(point, model.initialStatistics()));
    }
    assertTrue(session.sparkContext().getPersistentRDDs().isEmpty(), "nothing stays cached");
  }

  /** Poisoned minibatches, local steps, decay, clipping and the trigger's success. */
  @ParameterizedTest
  @CsvSource({"Java, GLOBAL, label-flip", "Kryo, GLOBAL, backdoor", "Kryo, LOCAL, label-flip"})
  void equalsTheLocalClusterInAllThatAWorkerCanDo(String serializer, Shuffle shuffle, String attack)
      throws Exception {
    SparkSession session =
        SparkFixture.session("org.apache.spark.serializer." + serializer + "Serializer");
    Model model = ModelFactory.of("small-cnn", DIGITS.training().shape(), 10);
    MinibatchPlan plan = MinibatchPlan.of(SEED, shuffle, DIGITS.training().count(), WORKERS, BATCH);
    LocalUpdate update = new LocalUpdate(3, 0.01, 0.5);
    float[] point = model.initialParameters(SEED.stream(Purpose.INITIAL_POINT, 0, 0));
    Poisoning poisoning =
        AttackFactory.of(attack).poisoning(SEED.stream(Purpose.ATTACK, 1, 0)).orElseThrow();
    try (Cluster local = new LocalCluster(model, DIGITS, plan, update, SEED);
        SparkClusterFactory factory = new SparkClusterFactory(session);
        Cluster spark =
            factory.open(
                new ClusterFactory.Plan(
                    "test",
                    "digits",
                    "small-cnn",
                    shuffle,
                    WORKERS,
                    BATCH,
                    update,
                    11,
                    Allotment.ALL))) {
      int[] all = IntStream.range(0, WORKERS).toArray();
      int perEpoch = plan.withSteps(3).roundsPerEpoch();
      RoundRequest honest = new RoundRequest(1, perEpoch, all, point).withLocalRate(0.2);
      RoundRequest request = honest.withPoisoning(new int[] {2, 9, 24}, poisoning);
      WorkerGradient[] sent = gradients(local, request);
      same(sent, gradients(spark, request));
      WorkerGradient[] unpoisoned = gradients(spark, honest);
      for (int i = 0; i < WORKERS; i++) {
        assertEquals(
            i != 2 && i != 9 && i != 24,
            Arrays.equals(sent[i].gradient(), unpoisoned[i].gradient()),
            "only the poisoned workers send something else: " + i);
      }
      Trigger trigger = new Trigger(3, 1, 7);
      assertEquals(
          local.attackSuccess(point, model.initialStatistics(), trigger),
          spark.attackSuccess(point, model.initialStatistics(), trigger));
    }
  }

  /** Shards that differ in size, some smaller than the minibatch, with local steps and groups. */
  @ParameterizedTest
  @CsvSource({
    "Java, dirichlet-by-label:alpha=0.2;least=3, 1, 1",
    "Kryo, labels:count=3, 5, 2",
    "Java, gamma-similarity:gamma=0.3, 1, 2"
  })
  void equalsTheLocalClusterOnPartitionedData(
      String serializer, String partitioning, int replicas, int steps) throws Exception {
    SparkSession session =
        SparkFixture.session("org.apache.spark.serializer." + serializer + "Serializer");
    Model model = ModelFactory.of("small-cnn", DIGITS.training().shape(), 10);
    float[] point = model.initialParameters(SEED.stream(Purpose.INITIAL_POINT, 0, 0));
    ClusterFactory.Plan plan =
        new ClusterFactory.Plan(
            "test",
            "digits",
            "small-cnn",
            Shuffle.LOCAL,
            WORKERS,
            20,
            new LocalUpdate(steps, 0, Double.POSITIVE_INFINITY),
            SEED.value(),
            new Allotment(replicas, 30, 20, partitioning.replace(';', ',')));
    WorkPlan minibatches = plan.minibatches(DIGITS.training());
    try (Cluster local = new LocalCluster(model, DIGITS, minibatches, plan.update(), SEED);
        SparkClusterFactory factory = new SparkClusterFactory(session);
        Cluster spark = factory.open(plan)) {
      int[] all = IntStream.range(0, WORKERS).toArray();
      for (int round : new int[] {0, 13}) {
        RoundRequest request =
            new RoundRequest(round, minibatches.roundsPerEpoch(), all, point).withLocalRate(0.1);
        WorkerGradient[] sent = gradients(local, request);
        same(sent, gradients(spark, request));
        for (int i = 1; i < WORKERS; i++) {
          assertEquals(
              i / replicas == (i - 1) / replicas,
              Arrays.equals(sent[i].gradient(), sent[i - 1].gradient()),
              "only workers of a group send the same: " + i);
        }
      }
      assertEquals(
          local.evaluate(point, model.initialStatistics()),
          spark.evaluate(point, model.initialStatistics()));
    }
  }

  /** Groups of five compute the same bits, in which lies of two workers leave no trace. */
  @ParameterizedTest
  @CsvSource({"Java, GLOBAL", "Kryo, LOCAL"})
  void dracoOnSparkIsTheMeanWithoutAttackBitForBit(String serializer, Shuffle shuffle)
      throws Exception {
    SparkSession session =
        SparkFixture.session("org.apache.spark.serializer." + serializer + "Serializer");
    float[][] points = new float[2][];
    try (SparkClusterFactory factory = new SparkClusterFactory(session)) {
      for (int run = 0; run < 2; run++) {
        int workers = run == 0 ? 5 : WORKERS;
        AggregationRule rule = RuleFactory.of(run == 0 ? "mean" : "draco", 2 * run, workers);
        ClusterFactory.Plan plan =
            new ClusterFactory.Plan(
                "draco",
                "digits",
                "small-cnn",
                shuffle,
                workers,
                BATCH,
                LocalUpdate.GRADIENT,
                SEED.value(),
                new Allotment(rule.replicas(workers), 50));
        Model model = ModelFactory.of("small-cnn", DIGITS.training().shape(), 10);
        try (Cluster spark = factory.open(plan)) {
          points[run] =
              new SynchronousSgd(
                      4,
                      plan.minibatches(DIGITS.training()).roundsPerEpoch(),
                      100,
                      new ThreatModel(workers, 2 * run, List.of(), 0),
                      AttackFactory.of("ipm:epsilon=0.5"),
                      rule,
                      new StepSize(0.05),
                      SEED)
                  .train(model, spark, new Silent())
                  .parameters();
        }
      }
    }
    assertArrayEquals(points[0], points[1], 0);
  }

  /** Held out samples are evaluated as a test set of them would be. */
  @ParameterizedTest
  @CsvSource({"GLOBAL", "LOCAL"})
  void validationIsWhatATestSetOfTheSameSamplesGives(Shuffle shuffle) throws Exception {
    ClusterFactory.Plan plan =
        new ClusterFactory.Plan(
            "validation",
            "digits",
            "small-cnn",
            shuffle,
            WORKERS,
            BATCH,
            LocalUpdate.GRADIENT,
            SEED.value(),
            new Allotment(1, 0, 300));
    WorkPlan minibatches = plan.minibatches(DIGITS.training());
    Model model = ModelFactory.of("small-cnn", DIGITS.training().shape(), 10);
    float[] point = model.initialParameters(SEED.stream(Purpose.INITIAL_POINT, 0, 0));
    float[] statistics = model.initialStatistics();
    Dataset swapped =
        new Dataset(
            "swapped", DIGITS.training(), DIGITS.training().select(minibatches.validation()));
    MinibatchPlan all = MinibatchPlan.of(SEED, shuffle, DIGITS.training().count(), WORKERS, BATCH);
    try (SparkClusterFactory factory = new SparkClusterFactory(SparkFixture.session());
        Cluster spark = factory.open(plan);
        Cluster local = new LocalCluster(model, DIGITS, minibatches, SEED);
        Cluster reference = new LocalCluster(model, swapped, all, SEED)) {
      Evaluation evaluation = spark.evaluate(point, statistics);
      Evaluation expected = reference.evaluate(point, statistics);
      assertEquals(
          new LossAndAccuracy(expected.testLoss(), expected.testAccuracy()),
          evaluation.validation().orElseThrow());
      assertEquals(local.evaluate(point, statistics), evaluation);
    }
  }

  /** Watches nothing. */
  private static final class Silent implements Observer {
    @Override
    public void round(RoundTrace trace) {
      assertTrue(trace.finite());
    }

    @Override
    public void evaluation(int rounds, double epochs, Evaluation evaluation) {
      assertTrue(evaluation.trainingLoss() > 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"GLOBAL", "LOCAL"})
  void onlyTheAskedWorkersCompute(Shuffle shuffle) throws Exception {
    try (SparkClusterFactory factory = new SparkClusterFactory(SparkFixture.session());
        Cluster spark =
            factory.open(
                new ClusterFactory.Plan(
                    "test", "digits", "softmax-regression", shuffle, WORKERS, BATCH, 1))) {
      WorkerGradient[] sent =
          gradients(spark, new RoundRequest(0, 7, new int[] {3, 8, 24}, new float[650]));
      int[] came = IntStream.range(0, WORKERS).filter(i -> sent[i] != null).toArray();
      assertArrayEquals(new int[] {3, 8, 24}, came);
      assertEquals(
          3,
          Arrays.stream(sent)
              .filter(g -> g != null)
              .map(g -> Arrays.hashCode(g.gradient()))
              .distinct()
              .count());
    }
  }

  @Test
  void whatAWorkerThrowsIsToldWithItsRound() throws Exception {
    try (SparkClusterFactory factory = new SparkClusterFactory(SparkFixture.session());
        Cluster spark =
            factory.open(
                new ClusterFactory.Plan(
                    "test", "digits", "softmax-regression", Shuffle.GLOBAL, WORKERS, BATCH, 1))) {
      float[] tooShort = new float[649];
      WorkerFailedException failure =
          assertThrows(
              WorkerFailedException.class,
              () -> gradients(spark, new RoundRequest(5, 7, new int[] {3}, tooShort)));
      assertEquals(3, failure.worker());
      assertTrue(
          failure.getMessage().startsWith("round 5: worker 3 failed: java.lang."),
          failure.getMessage());
    }
  }

  private static WorkerGradient[] gradients(Cluster cluster, RoundRequest request) {
    WorkerGradient[] sent = new WorkerGradient[WORKERS];
    cluster.gradients(
        request,
        (worker, gradient) -> {
          assertEquals(null, sent[worker], "each worker sends once");
          sent[worker] = gradient;
        });
    return sent;
  }

  private static void same(WorkerGradient[] expected, WorkerGradient[] actual) {
    for (int i = 0; i < WORKERS; i++) {
      assertArrayEquals(expected[i].gradient(), actual[i].gradient());
      assertArrayEquals(expected[i].statistics(), actual[i].statistics());
      assertEquals(expected[i].loss(), actual[i].loss());
    }
  }
}
