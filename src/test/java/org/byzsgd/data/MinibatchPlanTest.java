package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MinibatchPlanTest {
  private static final Seed SEED = new Seed(1);

  /** 103 samples on 4 workers in sevens: parts of 25, 3 rounds, 84 of 103 used. */
  private static MinibatchPlan small(Shuffle shuffle) {
    return MinibatchPlan.of(SEED, shuffle, 103, 4, 7);
  }

  /** The positions in the training set that a batch stands for. */
  private static int[] inTrainingSet(MinibatchPlan plan, int round, int worker) {
    int[] batch = plan.batch(round, worker);
    if (plan.shuffle() == Shuffle.GLOBAL) {
      return batch;
    }
    int[] shard = plan.shard(worker);
    return Arrays.stream(batch).map(i -> shard[i]).toArray();
  }

  @Test
  void thePapersEpochHasFortyRounds() {
    assertEquals(40, MinibatchPlan.of(SEED, Shuffle.GLOBAL, 50_000, 25, 50).roundsPerEpoch());
    assertEquals(1, MinibatchPlan.of(SEED, Shuffle.GLOBAL, 1438, 25, 50).roundsPerEpoch());
  }

  @ParameterizedTest
  @EnumSource
  void everySampleAtMostOnceAnEpoch(Shuffle shuffle) {
    MinibatchPlan plan = small(shuffle);
    assertEquals(3, plan.roundsPerEpoch());
    for (int epoch = 0; epoch < 3; epoch++) {
      BitSet used = new BitSet();
      for (int round = 3 * epoch; round < 3 * epoch + 3; round++) {
        for (int worker = 0; worker < 4; worker++) {
          int[] batch = inTrainingSet(plan, round, worker);
          assertEquals(7, batch.length);
          for (int position : batch) {
            assertTrue(position < 103 && !used.get(position));
            used.set(position);
          }
        }
      }
      assertEquals(4 * 3 * 7, used.cardinality());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyEpochHasAFreshOrder(Shuffle shuffle) {
    MinibatchPlan plan = small(shuffle);
    int[] first = plan.order(0, 2);
    assertFalse(Arrays.equals(first, plan.order(1, 2)));
    assertArrayEquals(first, plan.order(0, 2));
    assertFalse(
        Arrays.equals(first, MinibatchPlan.of(new Seed(2), shuffle, 103, 4, 7).order(0, 2)));
    assertArrayEquals(Arrays.copyOfRange(first, 7, 14), plan.batch(1, 2));
  }

  @Test
  void localShardsAreDisjointAndStay() {
    MinibatchPlan plan = small(Shuffle.LOCAL);
    BitSet dealt = new BitSet();
    for (int worker = 0; worker < 4; worker++) {
      int[] shard = plan.shard(worker);
      assertEquals(25, shard.length);
      Arrays.stream(shard).forEach(dealt::set);
      int[] order = plan.order(5, worker);
      Arrays.sort(order);
      assertArrayEquals(IntStream.range(0, 25).toArray(), order);
    }
    assertEquals(100, dealt.cardinality());
    assertFalse(Arrays.equals(plan.order(0, 0), plan.order(0, 1)));
    assertThrows(IllegalStateException.class, () -> small(Shuffle.GLOBAL).shard(0));
  }

  /** Values of an independent implementation (Philox, Lemire's bound and the swaps in Python). */
  @Test
  void ordersAreWhatTheyAlwaysWere() {
    assertArrayEquals(new int[] {46, 70, 28, 92, 60, 43, 67}, small(Shuffle.GLOBAL).batch(4, 3));
    assertArrayEquals(new int[] {1, 19, 6, 24, 8, 0, 10}, small(Shuffle.LOCAL).batch(4, 3));
    assertArrayEquals(
        new int[] {6, 25, 89, 98, 40, 66, 69}, Arrays.copyOf(small(Shuffle.LOCAL).shard(3), 7));
  }

  @Test
  void unequalShardsLastAsLongAsTheSmallest() {
    int[][] shards = {{5, 6, 7, 8, 9}, {0, 1}, {2, 3, 4}};
    MinibatchPlan plan = MinibatchPlan.ofShards(SEED, shards, 1);
    assertEquals(2, plan.roundsPerEpoch());
    assertEquals(5, plan.order(0, 0).length);
    Refusal.expect(
        "batch must be between 1 and 2, the samples of the smallest worker, got 3",
        () -> MinibatchPlan.ofShards(SEED, shards, 3));
  }

  @Test
  void threadsShareOnePlan() {
    MinibatchPlan shared = MinibatchPlan.of(SEED, Shuffle.GLOBAL, 10_000, 25, 10);
    boolean same =
        IntStream.range(0, 4000)
            .parallel()
            .allMatch(
                i -> {
                  int round = i / 25 * 7 % 200;
                  MinibatchPlan own = MinibatchPlan.of(SEED, Shuffle.GLOBAL, 10_000, 25, 10);
                  return Arrays.equals(own.batch(round, i % 25), shared.batch(round, i % 25));
                });
    assertTrue(same);
  }

  @Test
  void sizesOutOfRangeAreRefused() {
    Refusal.expect(
        "batch must be between 1 and 57 for 1438 training samples on 25 workers, got 58",
        () -> MinibatchPlan.of(SEED, Shuffle.GLOBAL, 1438, 25, 58));
    Refusal.expect(
        "batch must be between 1 and 57 for 1438 training samples on 25 workers, got 0",
        () -> MinibatchPlan.of(SEED, Shuffle.LOCAL, 1438, 25, 0));
    Refusal.expect(
        "workers must be between 1 and 10, the number of training samples, got 11",
        () -> MinibatchPlan.of(SEED, Shuffle.GLOBAL, 10, 11, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> small(Shuffle.GLOBAL).batch(0, 4));
  }

  @ParameterizedTest
  @EnumSource(Shuffle.class)
  void workersOfAGroupComputeTheSameAndGroupsLikeWorkers(Shuffle shuffle) {
    MinibatchPlan groups = MinibatchPlan.of(SEED, shuffle, 103, 12, 7, new Allotment(3, 0));
    MinibatchPlan alone = small(shuffle);
    assertEquals(12, groups.workers());
    assertEquals(alone.roundsPerEpoch(), groups.roundsPerEpoch());
    for (int round = 0; round < 7; round++) {
      for (int worker = 0; worker < 12; worker++) {
        assertEquals(worker / 3, groups.group(worker));
        assertArrayEquals(alone.batch(round, worker / 3), groups.batch(round, worker));
        assertArrayEquals(
            inTrainingSet(alone, round, worker / 3), inTrainingSet(groups, round, worker));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shuffle.class)
  void noWorkerGetsWhatIsHeldBack(Shuffle shuffle) {
    MinibatchPlan plan = MinibatchPlan.of(SEED, shuffle, 103, 4, 7, new Allotment(1, 19));
    int[] held = plan.heldBack();
    assertEquals(19, Arrays.stream(held).distinct().count());
    Set<Integer> used = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      for (int worker = 0; worker < 4; worker++) {
        Arrays.stream(inTrainingSet(plan, round, worker)).forEach(used::add);
      }
    }
    Arrays.stream(held).forEach(sample -> assertFalse(used.contains(sample)));
    assertTrue(used.size() > (shuffle == Shuffle.GLOBAL ? 82 : 83), used.size() + " of 84");
    assertEquals(0, small(shuffle).heldBack().length);
    assertEquals(
        "trusted must be between 0 and 99 for 103 training samples on 4 workers, got 100",
        assertThrows(
                UsageException.class,
                () -> MinibatchPlan.of(SEED, shuffle, 103, 4, 1, new Allotment(1, 100)))
            .getMessage());
  }

  /**
   * What is drawn apart from a round's order is what workers get: all of that, and nothing else.
   */
  @Test
  void minibatchesOfTheirOwnAreDrawnFromWhatWorkersGet() {
    MinibatchPlan plan =
        MinibatchPlan.of(SEED, Shuffle.GLOBAL, 103, 4, 7, new Allotment(1, 19, 10));
    Samples held = Samples.ofBytes(new Shape(1, 1, 1), 1, new byte[103], 1, new int[103]);
    Stream stream = SEED.stream(Purpose.REFERENCE, 0, 0);
    Set<Integer> drawn = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      Arrays.stream(plan.draw(held, stream)).forEach(drawn::add);
    }
    Set<Integer> got = new HashSet<>();
    IntStream.range(0, 103).forEach(got::add);
    Arrays.stream(plan.heldBack()).forEach(got::remove);
    Arrays.stream(plan.validation()).forEach(got::remove);
    assertEquals(got, drawn);
  }

  /** 10 samples for validation are the same with and without 19 that the server keeps. */
  @ParameterizedTest
  @EnumSource(Shuffle.class)
  void noWorkerGetsWhatIsForValidation(Shuffle shuffle) {
    MinibatchPlan plan = MinibatchPlan.of(SEED, shuffle, 103, 4, 7, new Allotment(1, 19, 10));
    MinibatchPlan other = MinibatchPlan.of(SEED, shuffle, 103, 4, 7, new Allotment(1, 0, 10));
    assertArrayEquals(other.validation(), plan.validation());
    Set<Integer> apart = new HashSet<>();
    Arrays.stream(plan.validation()).forEach(apart::add);
    Arrays.stream(plan.heldBack()).forEach(apart::add);
    assertEquals(29, apart.size());
    Set<Integer> used = new HashSet<>();
    for (int round = 0; round < 60; round++) {
      for (int worker = 0; worker < 4; worker++) {
        Arrays.stream(inTrainingSet(plan, round, worker)).forEach(used::add);
      }
    }
    assertTrue(used.stream().noneMatch(apart::contains));
    assertTrue(used.size() > (shuffle == Shuffle.GLOBAL ? 71 : 62), used.size() + " of 74");
    MinibatchPlan elsewhere =
        MinibatchPlan.of(new Seed(8), shuffle, 103, 4, 7, new Allotment(1, 0, 10));
    assertFalse(Arrays.equals(plan.validation(), elsewhere.validation()));
    Refusal.expect(
        "validation must leave 4 of 103 training samples to the workers, got 100 samples",
        () -> MinibatchPlan.of(SEED, shuffle, 103, 4, 1, new Allotment(1, 0, 100)));
    Refusal.expect(
        "trusted must be between 0 and 89 for 93 training samples on 4 workers, got 90",
        () -> MinibatchPlan.of(SEED, shuffle, 103, 4, 1, new Allotment(1, 90, 10)));
  }
}
