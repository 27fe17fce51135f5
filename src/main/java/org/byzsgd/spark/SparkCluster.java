package org.byzsgd.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.Trigger;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.EvaluationSums;
import org.byzsgd.training.LossAndAccuracy;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.RoundScene;
import org.byzsgd.training.SlicedRound;
import org.byzsgd.training.Worker;
import org.byzsgd.training.WorkerFailedException;
import org.byzsgd.training.WorkerGradient;

/**
 * The workers of one run as the m partitions of one cached RDD: partition i is worker i. A round is
 * one job over the partitions of the workers that are asked; each row goes to its place as it
 * arrives. One RDD serves all rounds, because making and cleaning closures and RDDs is half of what
 * a small round costs.
 */
final class SparkCluster implements Cluster {
  /** A slice of all workers' gradients has about so many bytes at the most. */
  private static final long SLICE_BYTES = 64L << 20;

  private final JavaSparkContext spark;
  private final String run;
  private final Broadcast<WorkerContext> context;
  private final Broadcast<Samples> training;
  private final Broadcast<Samples> test;

  /** Held out; null if the plan holds none out. */
  private final Broadcast<Samples> validation;

  private final int[] trainingCounts;
  private final double trainingWeight;
  private final int testCount;
  private final JavaRDD<Shard> shards;
  private final boolean sliced;
  private final JavaRDD<Integer> evaluators;

  SparkCluster(
      JavaSparkContext spark,
      ClusterFactory.Plan plan,
      Dataset data,
      Broadcast<Samples> training,
      Broadcast<Samples> test) {
    this.spark = spark;
    this.run = plan.run();
    WorkPlan minibatches = plan.minibatches(data.training());
    this.context = spark.broadcast(new DealtContext(plan, data));
    this.test = test;
    this.sliced = plan.script() != null;
    this.testCount = data.test().count();
    int[] heldOut = minibatches.validation();
    this.validation = heldOut.length == 0 ? null : spark.broadcast(data.training().select(heldOut));
    List<Shard> records = new ArrayList<>();
    if (minibatches.shuffle() == Shuffle.GLOBAL) {
      this.training = training;
      this.trainingCounts = new int[] {data.training().count()};
      this.trainingWeight = data.training().totalWeight();
      IntStream.range(0, plan.workers()).forEach(i -> records.add(new Shard(i, null)));
    } else {
      this.training = null;
      this.trainingCounts = new int[plan.workers()];
      for (int i = 0; i < plan.workers(); i++) {
        records.add(new Shard(i, data.training().select(minibatches.shard(i))));
        trainingCounts[i] = records.get(i).samples().count();
      }
      // What does not divide evenly is dealt to nobody.
      this.trainingWeight =
          records.stream().mapToDouble(shard -> shard.samples().totalWeight()).sum();
    }
    this.shards =
        spark
            .parallelize(records, plan.workers())
            .setName(run + ": workers")
            .persist(StorageLevel.MEMORY_ONLY());
    int blocks =
        Worker.evaluationBlocks(data.training().count()) + Worker.evaluationBlocks(testCount);
    int parts = Math.min(blocks, Math.max(2, 4 * spark.defaultParallelism()));
    this.evaluators =
        spark
            .parallelize(IntStream.range(0, parts).boxed().toList(), parts)
            .setName(run + ": evaluators");
  }

  /**
   * A cluster on shards that are there already, one a partition, without a test set.
   *
   * @param shards persisted; unpersisted when the cluster is closed
   * @param counts how many samples each shard has
   * @param weight the sum of all samples' weights
   */
  SparkCluster(
      JavaSparkContext spark,
      String run,
      ShardContext context,
      JavaRDD<Shard> shards,
      int[] counts,
      double weight) {
    this.spark = spark;
    this.run = run;
    this.context = spark.broadcast(context);
    this.shards = shards;
    this.training = null;
    this.trainingCounts = counts.clone();
    this.trainingWeight = weight;
    this.test = null;
    this.validation = null;
    this.sliced = false;
    this.testCount = 0;
    this.evaluators = null;
  }

  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
    schedule(request);
    BitSet wanted = new BitSet();
    Arrays.stream(request.workers()).forEach(wanted::set);
    try (PointHandle point = new PointHandle(spark, request.parameters(), new float[0])) {
      while (!wanted.isEmpty()) {
        try {
          gradients(request, point, wanted, receiver);
        } catch (WorkerFailedException e) {
          // Spark gives up the whole job. What has come is kept; the others are asked once more.
          wanted.clear(e.worker());
          receiver.fail(e);
        }
      }
    }
  }

  /** Asks the wanted workers, and takes those that answer off the list. */
  private void gradients(
      RoundRequest request, PointHandle point, BitSet wanted, Receiver receiver) {
    InProcessExchange exchange = point.exchange();
    Jobs.<Shard, WorkerGradient>runInRound(
        request.round(),
        shards.rdd(),
        new GradientTask(context, training, point, request),
        wanted.stream().toArray(),
        (gradient, worker) -> {
          wanted.clear(worker);
          receiver.receive(worker, exchange == null ? gradient : exchange.take(worker));
        });
  }

  @Override
  public Optional<SlicedRound> slices(RoundRequest request, RoundScene scene) {
    if (!sliced) {
      return Optional.empty();
    }
    schedule(request);
    int workers = shards.getNumPartitions();
    long bytes = (long) workers * request.parameters().length * Float.BYTES;
    int wanted = (int) Math.max(spark.defaultParallelism(), bytes / SLICE_BYTES);
    SliceLayout layout = new SliceLayout(request.parameters().length, wanted);
    return Optional.of(new ShuffledRound(spark, context, training, shards, layout, request, scene));
  }

  /** Properties of the calling thread: runs under way together share the cluster fairly. */
  private void schedule(RoundRequest request) {
    spark.setLocalProperty("spark.scheduler.pool", run);
    spark.setJobGroup(run, run + ": round " + request.round() + ", epoch " + request.epoch());
  }

  @Override
  public Evaluation evaluate(float[] parameters, float[] statistics) {
    spark.setJobGroup(run, run + ": evaluation");
    spark.setLocalProperty("spark.scheduler.pool", "evaluation");
    double[][] testSums = new double[Worker.evaluationBlocks(testCount)][];
    double[][][] trainingSums = new double[trainingCounts.length][][];
    for (int part = 0; part < trainingCounts.length; part++) {
      trainingSums[part] = new double[Worker.evaluationBlocks(trainingCounts[part])][];
    }
    try (PointHandle point = new PointHandle(spark, parameters, statistics)) {
      if (training == null) {
        Jobs.run(
            shards.rdd(),
            new EvaluationTask.OfShard(context, point),
            IntStream.range(0, trainingCounts.length).toArray(),
            (sums, worker) -> EvaluationTask.unpack(sums, 0, 1, trainingSums[worker]));
      } else {
        runEvaluators(training, point, null, trainingSums[0]);
      }
      if (test != null) {
        runEvaluators(test, point, null, testSums);
      }
      Evaluation evaluation =
          EvaluationSums.evaluation(
              Arrays.stream(trainingSums).flatMap(Arrays::stream).toArray(double[][]::new),
              trainingWeight,
              testSums,
              testCount);
      return validation == null ? evaluation : evaluation.withValidation(validate(point));
    }
  }

  private LossAndAccuracy validate(PointHandle point) {
    int count = validation.value().count();
    double[][] sums = new double[Worker.evaluationBlocks(count)][];
    runEvaluators(validation, point, null, sums);
    return EvaluationSums.means(sums, count);
  }

  @Override
  public double attackSuccess(float[] parameters, float[] statistics, Trigger trigger) {
    spark.setJobDescription(run + ": the backdoor's success");
    spark.setLocalProperty("spark.scheduler.pool", "evaluation");
    double[][] sums = new double[Worker.evaluationBlocks(testCount)][];
    if (test != null) {
      try (PointHandle point = new PointHandle(spark, parameters, statistics)) {
        runEvaluators(test, point, trigger, sums);
      }
    }
    return EvaluationSums.attackSuccess(sums);
  }

  /** Evaluates a set, or tries a trigger on it if there is one. */
  private void runEvaluators(
      Broadcast<Samples> samples, PointHandle point, Trigger trigger, double[][] sums) {
    int parts = evaluators.getNumPartitions();
    Jobs.run(
        evaluators.rdd(),
        new EvaluationTask.OfSet(context, samples, point, parts, trigger),
        IntStream.range(0, parts).toArray(),
        (some, part) -> EvaluationTask.unpack(some, part, parts, sums));
  }

  @Override
  public void close() {
    shards.unpersist(false);
    if (validation != null) {
      validation.destroy();
    }
    context.destroy();
    spark.clearJobGroup();
    spark.setLocalProperty("spark.scheduler.pool", null);
  }
}
