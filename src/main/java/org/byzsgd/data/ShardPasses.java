package org.byzsgd.data;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/**
 * Minibatches of workers whose shards differ in size. Each worker goes through its own shard in
 * passes, each in a fresh order, min(n, size) samples a round; an incomplete last batch of a pass
 * is dropped. So a small shard is passed over more often than a large one, every worker sends a
 * gradient in every round, and no sample is twice in a batch.
 *
 * <p>Where samples have weights, a pass takes as many samples as the shard has, each as often as
 * its share of the shard's weight says, rounded up or down by chance (systematic sampling: Madow,
 * On the theory of systematic sampling II, 1949): the mean gradient over a pass is that of the
 * weighted mean loss in expectation, and a sample of weight 0 is never taken.
 *
 * <p>The numbers depend on seed, batch, and the worker's shard alone. Safe for use by several
 * threads.
 */
public final class ShardPasses implements Minibatches {
  private final Seed seed;
  private final int batch;
  private final int replicas;
  private final int steps;
  private final Map<Integer, Pass> latest = new ConcurrentHashMap<>();

  /** The order of a worker's pass. */
  private static final class Pass {
    final int number;
    final int[] order;

    Pass(int number, int[] order) {
      this.number = number;
      this.order = order;
    }
  }

  /**
   * Passes over shards, one a worker.
   *
   * @param seed of the run
   * @param batch n, at least 1
   */
  public ShardPasses(Seed seed, int batch) {
    this(seed, batch, 1);
  }

  /**
   * Passes over shards that several workers hold.
   *
   * @param seed of the run
   * @param batch n, at least 1
   * @param replicas how many workers, in the order of their ids, hold the same; at least 1
   */
  public ShardPasses(Seed seed, int batch, int replicas) {
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, got " + batch);
    }
    this.seed = seed;
    this.batch = batch;
    this.replicas = replicas;
    this.steps = 1;
  }

  private ShardPasses(ShardPasses passes, int steps) {
    this.seed = passes.seed;
    this.batch = passes.batch;
    this.replicas = passes.replicas;
    this.steps = steps;
  }

  /**
   * The rounds of an epoch: in which m workers take together about as many samples as there are.
   *
   * @param samples of all workers together
   * @param workers m
   * @param batch n
   * @return floor(samples / (m n)), at least 1
   */
  public static int roundsPerEpoch(long samples, int workers, int batch) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, samples / ((long) workers * batch)));
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public ShardPasses withSteps(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("steps must be at least 1, got " + count);
    }
    return count == steps ? this : new ShardPasses(this, count);
  }

  @Override
  public int group(int worker) {
    return worker / replicas;
  }

  @Override
  public int[] batch(int round, int step, int worker, Samples held) {
    int group = group(worker);
    int size = Math.min(batch, held.count());
    int batches = held.count() / size;
    int place = Math.addExact(Math.multiplyExact(round, steps), step);
    int number = place / batches;
    Pass pass =
        latest.compute(
            group,
            (id, last) ->
                last != null && last.number == number
                    ? last
                    : new Pass(number, order(number, group, held)));
    int first = (place % batches) * size;
    return Arrays.copyOfRange(pass.order, first, first + size);
  }

  private int[] order(int pass, int group, Samples held) {
    int[] order = seed.stream(Purpose.SHUFFLE, pass, group + 1).permutation(held.count());
    if (!held.weighted()) {
      return order;
    }
    int[] taken = systematic(held, seed.stream(Purpose.BATCH, pass, group));
    Arrays.setAll(order, i -> taken[order[i]]);
    return order;
  }

  /** As many samples as there are, sample i floor or ceil of count * weight(i) / total times. */
  private static int[] systematic(Samples held, Stream stream) {
    int count = held.count();
    double step = held.totalWeight() / count;
    double start = stream.nextDouble();
    int[] taken = new int[count];
    double sum = 0;
    int next = 0;
    int last = 0;
    for (int i = 0; i < count; i++) {
      sum += held.weight(i);
      if (held.weight(i) > 0) {
        last = i;
      }
      while (next < count && (start + next) * step < sum) {
        taken[next++] = i;
      }
    }
    // The sum may fall short of the total by its rounding.
    Arrays.fill(taken, next, count, last);
    return taken;
  }
}
