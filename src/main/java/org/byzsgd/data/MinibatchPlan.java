package org.byzsgd.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.byzsgd.data.partitioning.Iid;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;

/**
 * Which worker computes on which samples in which round. The paper's protocol: N samples, m
 * workers, minibatches of n; in an epoch every worker has floor(N / m) samples of its own, of which
 * each round takes the next n; an incomplete last batch is dropped, so an epoch has floor(floor(N /
 * m) / n) rounds.
 *
 * <p>With {@link Shuffle#GLOBAL} positions are indices into the whole training set. With {@link
 * Shuffle#LOCAL} they are indices into the worker's own {@link #shard}, which is all that it holds.
 * Workers of one {@link #group} compute the same minibatches; m above is then the number of groups,
 * and N what is neither {@link #heldBack} nor for {@link #validation}. The numbers depend on the
 * arguments alone. The orders of the epoch in progress are kept, so that many workers of one JVM
 * share one plan and permute once; safe for use by several threads.
 */
public final class MinibatchPlan implements WorkPlan {
  private final Seed seed;
  private final Shuffle shuffle;
  private final int batch;
  private final int steps;
  private final int workers;
  private final int batchesPerEpoch;
  private final int roundsPerEpoch;

  /** The dealt positions of each worker; none when each epoch deals anew. */
  private final int[][] shards;

  /** The positions that workers get. */
  private final int[] kept;

  private final int[] heldBack;
  private final int[] validation;
  private final int replicas;
  private final int globalPart;
  private final Latest[] latest;

  private MinibatchPlan(
      Seed seed,
      Shuffle shuffle,
      int groups,
      int replicas,
      int batch,
      int part,
      int[][] shards,
      int[] kept,
      int[] heldBack,
      int[] validation) {
    this.seed = seed;
    this.shuffle = shuffle;
    this.workers = groups * replicas;
    this.replicas = replicas;
    this.kept = kept;
    this.heldBack = heldBack;
    this.validation = validation;
    this.batch = batch;
    this.steps = 1;
    this.batchesPerEpoch = part / batch;
    this.roundsPerEpoch = batchesPerEpoch;
    this.shards = shards;
    this.globalPart = part;
    this.latest = new Latest[shards.length + 1];
    latest[0] =
        new Latest(
            epoch -> Arrays.stream(permutation(epoch, 0, kept.length)).map(k -> kept[k]).toArray());
    for (int i = 0; i < shards.length; i++) {
      int name = i + 1;
      int count = shards[i].length;
      latest[name] = new Latest(epoch -> permutation(epoch, name, count));
    }
  }

  private MinibatchPlan(MinibatchPlan plan, int steps) {
    this.seed = plan.seed;
    this.shuffle = plan.shuffle;
    this.workers = plan.workers;
    this.replicas = plan.replicas;
    this.kept = plan.kept;
    this.heldBack = plan.heldBack;
    this.validation = plan.validation;
    this.batch = plan.batch;
    this.steps = steps;
    this.batchesPerEpoch = plan.batchesPerEpoch;
    this.roundsPerEpoch = batchesPerEpoch / steps;
    this.shards = plan.shards;
    this.globalPart = plan.globalPart;
    this.latest = plan.latest;
  }

  /**
   * A plan that gives every worker equally many samples, chosen at random.
   *
   * @param seed of the run
   * @param shuffle whether samples are dealt anew each epoch, or once
   * @param samples N, the size of the training set
   * @param workers m, 1 .. samples
   * @param batch n, 1 .. floor(samples / workers)
   * @return the plan
   * @throws UsageException if workers or batch are out of range
   */
  public static MinibatchPlan of(Seed seed, Shuffle shuffle, int samples, int workers, int batch) {
    return of(seed, shuffle, samples, workers, batch, Allotment.ALL);
  }

  /**
   * A plan with groups of workers that compute the same, and with samples that no worker gets.
   *
   * @param seed of the run
   * @param shuffle whether samples are dealt anew each epoch, or once
   * @param samples the size of the training set
   * @param workers m, a multiple of the replicas
   * @param batch n, 1 .. the samples of a group
   * @param allotment the size of groups, and how many samples are held back
   * @return the plan
   * @throws UsageException if a number is out of range
   */
  public static MinibatchPlan of(
      Seed seed, Shuffle shuffle, int samples, int workers, int batch, Allotment allotment) {
    SharedOut shared = SharedOut.of(seed, samples, workers, batch, allotment);
    int part = shared.part();
    int[][] shards = {};
    if (shuffle == Shuffle.LOCAL) {
      int[] dealt = shared.at(seed.stream(Purpose.DEALING, 0, 0).permutation(shared.kept().length));
      shards = Iid.cut(dealt, shared.groups());
    }
    return new MinibatchPlan(
        seed,
        shuffle,
        shared.groups(),
        allotment.replicas(),
        batch,
        part,
        shards,
        shared.kept(),
        shared.heldBack(),
        shared.validation());
  }

  /**
   * A plan for samples that were dealt before, by whatever rule; the smallest shard tells how many
   * rounds an epoch has.
   *
   * @param seed of the run
   * @param shards one a worker: positions in the training set
   * @param batch n, 1 .. the size of the smallest shard
   * @return the plan, with {@link Shuffle#LOCAL}
   * @throws UsageException if the batch is out of range
   */
  public static MinibatchPlan ofShards(Seed seed, int[][] shards, int batch) {
    int smallest = Arrays.stream(shards).mapToInt(shard -> shard.length).min().orElse(0);
    if (batch < 1 || batch > smallest) {
      throw new UsageException(
          String.format(
              "batch must be between 1 and %d, the samples of the smallest worker, got %d",
              smallest, batch));
    }
    int[][] copies = Arrays.stream(shards).map(int[]::clone).toArray(int[][]::new);
    int[] none = {};
    return new MinibatchPlan(
        seed, Shuffle.LOCAL, copies.length, 1, batch, smallest, copies, none, none, none);
  }

  /**
   * The same samples in the same order with several minibatches of a worker in each round.
   *
   * @param count K, the minibatches of a round, 1 .. those of an epoch
   * @return the plan; its epochs have floor(floor(floor(N / m) / n) / K) rounds
   * @throws UsageException if an epoch has fewer minibatches
   */
  @Override
  public MinibatchPlan withSteps(int count) {
    SharedOut.checkSteps(count, batchesPerEpoch, batch);
    return count == steps ? this : new MinibatchPlan(this, count);
  }

  @Override
  public Shuffle shuffle() {
    return shuffle;
  }

  @Override
  public int workers() {
    return workers;
  }

  /** {@return n, the number of samples of a worker in a round} */
  @Override
  public int batch() {
    return batch;
  }

  @Override
  public int[] batch(int round, int step, int worker, Samples held) {
    return batch(round, step, worker);
  }

  @Override
  public int[] draw(Samples held, Stream stream) {
    return shuffle == Shuffle.LOCAL
        ? WorkPlan.super.draw(held, stream)
        : IntStream.range(0, batch).map(i -> kept[stream.nextInt(kept.length)]).toArray();
  }

  @Override
  public int roundsPerEpoch() {
    return roundsPerEpoch;
  }

  /**
   * Which minibatches, and random numbers with them, are a worker's: those of its group.
   *
   * @param worker from 0
   * @return the group, from 0; the worker's own id if it shares its minibatches with nobody
   */
  @Override
  public int group(int worker) {
    return Objects.checkIndex(worker, workers) / replicas;
  }

  @Override
  public int[] heldBack() {
    return heldBack.clone();
  }

  @Override
  public int[] validation() {
    return validation.clone();
  }

  @Override
  public int[] shard(int worker) {
    if (shuffle == Shuffle.GLOBAL) {
      throw new IllegalStateException("a global shuffle has no shards");
    }
    return shards[group(worker)].clone();
  }

  /**
   * A worker's samples in an epoch, in the order of their use.
   *
   * @param epoch from 0
   * @param worker from 0
   * @return positions in the training set (global) or in the worker's shard (local)
   */
  public int[] order(int epoch, int worker) {
    int group = group(worker);
    if (shuffle == Shuffle.GLOBAL) {
      int from = group * globalPart;
      return Arrays.copyOfRange(latest[0].of(epoch), from, from + globalPart);
    }
    return latest[group + 1].of(epoch).clone();
  }

  /**
   * A worker's first minibatch in a round.
   *
   * @param round from 0, counted over all epochs
   * @param worker from 0
   * @return n positions, as {@link #order} gives them
   */
  public int[] batch(int round, int worker) {
    return batch(round, 0, worker);
  }

  /**
   * A worker's minibatch in a local step of a round.
   *
   * @param round from 0, counted over all epochs
   * @param step 0 .. K - 1
   * @param worker from 0
   * @return n positions, as {@link #order} gives them
   */
  public int[] batch(int round, int step, int worker) {
    int group = group(worker);
    Objects.checkIndex(step, steps);
    int epoch = round / roundsPerEpoch;
    int first = (round % roundsPerEpoch * steps + step) * batch;
    if (shuffle == Shuffle.GLOBAL) {
      first += group * globalPart;
      return Arrays.copyOfRange(latest[0].of(epoch), first, first + batch);
    }
    return Arrays.copyOfRange(latest[group + 1].of(epoch), first, first + batch);
  }

  private int[] permutation(int epoch, int name, int count) {
    return seed.stream(Purpose.SHUFFLE, epoch, name).permutation(count);
  }

  /** The order of the epoch that was asked for last: synchronous workers are all in one epoch. */
  private static final class Latest {
    private final IntFunction<int[]> maker;
    private int epoch = -1;
    private int[] order;

    Latest(IntFunction<int[]> maker) {
      this.maker = maker;
    }

    synchronized int[] of(int wanted) {
      if (wanted != epoch) {
        order = maker.apply(wanted);
        epoch = wanted;
      }
      return order;
    }
  }
}
