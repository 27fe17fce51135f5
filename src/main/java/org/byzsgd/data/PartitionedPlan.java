package org.byzsgd.data;

import java.util.Arrays;
import java.util.Objects;
import org.byzsgd.data.partitioning.Partitioning;
import org.byzsgd.data.partitioning.PartitioningFactory;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;

/**
 * The plan of workers that keep samples which a {@link Partitioning} dealt to them by label, and
 * who go through their own in {@link ShardPasses}: min(n, size) samples a round. An epoch has as
 * many rounds as make the workers take, together, about as many samples as there are: as many as
 * {@link MinibatchPlan} has. Workers of one {@link #group} hold the same samples.
 */
public final class PartitionedPlan implements WorkPlan {
  private final int workers;
  private final int[][] shards;
  private final SharedOut shared;
  private final int batchesPerEpoch;
  private final int steps;
  private final ShardPasses passes;

  private PartitionedPlan(int workers, int[][] shards, SharedOut shared, ShardPasses passes) {
    this.workers = workers;
    this.shards = shards;
    this.shared = shared;
    long samples = Arrays.stream(shards).mapToLong(shard -> shard.length).sum();
    this.batchesPerEpoch = ShardPasses.roundsPerEpoch(samples, shards.length, passes.batch());
    this.steps = 1;
    this.passes = passes;
  }

  private PartitionedPlan(PartitionedPlan plan, int steps) {
    this.workers = plan.workers;
    this.shards = plan.shards;
    this.shared = plan.shared;
    this.batchesPerEpoch = plan.batchesPerEpoch;
    this.steps = steps;
    this.passes = plan.passes.withSteps(steps);
  }

  /**
   * Deals a training set.
   *
   * @param seed of the run
   * @param training the training set
   * @param workers m, a multiple of the replicas
   * @param batch n, 1 .. the samples that a group would have if all had as many
   * @param allotment the size of groups, how many samples are held back, and the partitioning
   * @return the plan
   * @throws UsageException if a number is out of range, or the samples do not allow the
   *     partitioning
   */
  public static PartitionedPlan of(
      Seed seed, Samples training, int workers, int batch, Allotment allotment) {
    Partitioning partitioning = PartitioningFactory.of(allotment.partitioning());
    return of(seed, training, workers, batch, allotment, partitioning);
  }

  static PartitionedPlan of(
      Seed seed,
      Samples training,
      int workers,
      int batch,
      Allotment allotment,
      Partitioning partitioning) {
    SharedOut shared = SharedOut.of(seed, training.count(), workers, batch, allotment);
    int[] labels = Arrays.stream(shared.kept()).map(training::label).toArray();
    Stream stream = seed.stream(Purpose.DEALING, 0, 0);
    int[][] dealt = partitioning.deal(labels, training.classes(), shared.groups(), stream);
    check(allotment.partitioning(), dealt, shared);
    int[][] shards = Arrays.stream(dealt).map(shared::at).toArray(int[][]::new);
    ShardPasses passes = new ShardPasses(seed, batch, allotment.replicas());
    return new PartitionedPlan(workers, shards, shared, passes);
  }

  /** A partitioning may be of somebody else's jar. */
  private static void check(String partitioning, int[][] dealt, SharedOut shared) {
    boolean[] taken = new boolean[shared.kept().length];
    boolean whole = dealt.length == shared.groups();
    for (int[] part : dealt) {
      whole &= part.length > 0;
      for (int position : part) {
        whole = whole && position >= 0 && position < taken.length && !taken[position];
        if (whole) {
          taken[position] = true;
        }
      }
    }
    if (!whole) {
      throw new UsageException(
          String.format(
              "%s: did not deal %d training samples to %d workers so that each has some and none"
                  + " is dealt twice",
              partitioning, taken.length, shared.groups()));
    }
  }

  @Override
  public Shuffle shuffle() {
    return Shuffle.LOCAL;
  }

  @Override
  public int workers() {
    return workers;
  }

  @Override
  public int batch() {
    return passes.batch();
  }

  @Override
  public int roundsPerEpoch() {
    return batchesPerEpoch / steps;
  }

  @Override
  public int group(int worker) {
    return passes.group(Objects.checkIndex(worker, workers));
  }

  @Override
  public int[] heldBack() {
    return shared.heldBack().clone();
  }

  @Override
  public int[] validation() {
    return shared.validation().clone();
  }

  @Override
  public int[] shard(int worker) {
    return shards[group(worker)].clone();
  }

  @Override
  public int[] batch(int round, int step, int worker, Samples held) {
    return passes.batch(round, step, worker, held);
  }

  @Override
  public PartitionedPlan withSteps(int count) {
    SharedOut.checkSteps(count, batchesPerEpoch, batch());
    return count == steps ? this : new PartitionedPlan(this, count);
  }
}
