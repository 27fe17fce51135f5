package org.byzsgd.spark;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.byzsgd.data.Samples;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.linalg.SliceShare;
import org.byzsgd.linalg.Transcript;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.RoundScene;
import org.byzsgd.training.SlicedRound;
import org.byzsgd.training.WorkerGradient;

/**
 * The gradients of a round in slices on the executors. A shuffle sends slice r of every gradient to
 * partition r, which stays there for the passes of the round, in memory or on disk. What is lost
 * with an executor is fetched, or computed, again: the same bits.
 */
final class ShuffledRound implements SlicedRound {
  private final int round;
  private final Broadcast<WorkerContext> context;
  private final SliceLayout layout;
  private final PointHandle point;
  private final Broadcast<RoundScene> scene;
  private final JavaRDD<SliceRows> slices;
  private WorkerGradient[] reports = {};

  ShuffledRound(
      JavaSparkContext spark,
      Broadcast<WorkerContext> context,
      Broadcast<Samples> training,
      JavaRDD<Shard> shards,
      SliceLayout layout,
      RoundRequest request,
      RoundScene scene) {
    this.round = request.round();
    this.context = context;
    this.layout = layout;
    this.point = new PointHandle(spark, request.parameters(), new float[0]);
    this.scene = spark.broadcast(scene);
    GradientTask gradient = new GradientTask(context, training, point, request);
    int workers = shards.getNumPartitions();
    JavaPairRDD<Integer, RowSlice> cut =
        shards
            .mapPartitionsToPair(new CutTask(gradient, layout, request.workers()))
            .partitionBy(new HashPartitioner(layout.slices()));
    this.slices =
        cut.values()
            .mapPartitionsWithIndex(
                (slice, arrived) -> List.of(new SliceRows(slice, workers, arrived)).iterator(),
                true)
            .setName("slices of round " + request.round())
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  @Override
  public void ask(Transcript transcript, Consumer<SliceShare> receiver) {
    Jobs.runInRound(
        round,
        slices.rdd(),
        new ShareTask(
            context,
            scene,
            layout,
            transcript,
            reports.length == 0 ? ShareTask.Reports.WANTED : ShareTask.Reports.KNOWN),
        IntStream.range(0, layout.slices()).toArray(),
        (answer, slice) -> {
          if (answer.reports().length > 0) {
            reports = answer.reports();
          }
          receiver.accept(answer.share());
        });
  }

  @Override
  public WorkerGradient[] reports() {
    return reports;
  }

  @Override
  public void close() {
    slices.unpersist(false);
    // Now, not when the driver's collector comes to it: a round leaves m x d floats on disk.
    slices.rdd().cleanShuffleDependencies(false);
    scene.destroy();
    point.close();
  }
}
