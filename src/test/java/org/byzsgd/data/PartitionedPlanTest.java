package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.data.partitioning.Partitioning;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionedPlanTest {
  private static final Seed SEED = new Seed(9);
  private static final Samples TRAINING =
      Samples.ofFloats(
          Shape.vector(1),
          5,
          new float[103],
          IntStream.range(0, 103).map(i -> i * 7 % 5).toArray());

  private static WorkPlan plan(Allotment allotment, Partitioning partitioning) {
    return PartitionedPlan.of(SEED, TRAINING, 12, 3, allotment, partitioning);
  }

  /** Dealt without a look at labels, this is the plan of {@code --shuffle local}, bit for bit. */
  @ParameterizedTest
  @CsvSource({"1, 0, 0", "3, 0, 0", "1, 19, 0", "4, 11, 7"})
  void withoutLabelsItIsTheLocalShuffle(int replicas, int heldBack, int validation) {
    Allotment allotment = new Allotment(replicas, heldBack, validation);
    WorkPlan partitioned = PartitionedPlan.of(SEED, TRAINING, 12, 3, allotment);
    MinibatchPlan local = MinibatchPlan.of(SEED, Shuffle.LOCAL, 103, 12, 3, allotment);
    assertEquals(local.roundsPerEpoch(), partitioned.roundsPerEpoch());
    assertArrayEquals(local.heldBack(), partitioned.heldBack());
    assertArrayEquals(local.validation(), partitioned.validation());
    for (int worker = 0; worker < 12; worker++) {
      assertArrayEquals(local.shard(worker), partitioned.shard(worker));
      assertEquals(local.group(worker), partitioned.group(worker));
      Samples held = TRAINING.select(partitioned.shard(worker));
      for (int round = 0; round < 3 * local.roundsPerEpoch(); round++) {
        assertArrayEquals(local.batch(round, worker), partitioned.batch(round, 0, worker, held));
      }
    }
  }

  /** 103 samples on 12 workers in minibatches of 3: floor(103 / 36) = 2 rounds an epoch. */
  @Test
  void aSmallWorkerTakesAllItHasInEachRound() {
    WorkPlan plan =
        plan(
            Allotment.ALL,
            (labels, classes, parts, stream) -> {
              int[][] dealt = new int[parts][];
              Arrays.setAll(dealt, i -> new int[] {i});
              dealt[0] = IntStream.range(12, 103).toArray();
              dealt[1] = new int[] {0, 1};
              return dealt;
            });
    assertEquals(2, plan.roundsPerEpoch());
    Samples two = TRAINING.select(plan.shard(1));
    for (int round = 0; round < 5; round++) {
      int[] batch = plan.batch(round, 0, 1, two);
      Arrays.sort(batch);
      assertArrayEquals(new int[] {0, 1}, batch);
    }
    assertEquals(3, plan.batch(0, 0, 0, TRAINING.select(plan.shard(0))).length);
    assertEquals(1, plan.withSteps(2).roundsPerEpoch());
    assertEquals(
        "local-steps must be between 1 and 2, the minibatches of 3 that a worker has in an epoch,"
            + " got 3",
        assertThrows(UsageException.class, () -> plan.withSteps(3)).getMessage());
  }

  @Test
  void positionsAreThoseOfSamplesThatNobodyHoldsBack() {
    WorkPlan plan =
        plan(
            new Allotment(1, 20),
            (labels, classes, parts, stream) -> {
              assertEquals(83, labels.length);
              int[][] dealt = new int[parts][];
              Arrays.setAll(dealt, i -> new int[] {i, 82 - i});
              return dealt;
            });
    int[] kept =
        IntStream.range(0, 103).filter(i -> Arrays.binarySearch(plan.heldBack(), i) < 0).toArray();
    assertEquals(83, kept.length);
    assertArrayEquals(new int[] {kept[2], kept[80]}, plan.shard(2));
  }

  @Test
  void aPartitioningThatDealsWronglyIsRefused() {
    int[][][] wrong = {
      {{0}, {1}},
      {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {}},
      {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {3}},
      {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {103}},
      {{0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {-1}}
    };
    for (int[][] dealt : wrong) {
      assertEquals(
          "iid: did not deal 103 training samples to 12 workers so that each has some and none is"
              + " dealt twice",
          assertThrows(
                  UsageException.class,
                  () -> plan(Allotment.ALL, (labels, classes, parts, stream) -> dealt))
              .getMessage());
    }
  }
}
