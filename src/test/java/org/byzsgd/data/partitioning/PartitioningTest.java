package org.byzsgd.data.partitioning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitioningTest {
  private static final int CLASSES = 10;

  /** 1,007 samples of labels that differ in frequency and stand in no order. */
  private static final int[] LABELS =
      IntStream.range(0, 1007).map(i -> i * 5 % 37 % CLASSES).toArray();

  /** 100 samples of each label. */
  private static final int[] EVEN = IntStream.range(0, 1000).map(i -> i % CLASSES).toArray();

  private static Stream stream(long seed) {
    return new Seed(seed).stream(Purpose.DEALING, 0, 0);
  }

  private static int[][] deal(String text, int[] labels, int parts) {
    return PartitioningFactory.of(text).deal(labels, CLASSES, parts, stream(3));
  }

  private static int[] counts(int[] part, int[] labels) {
    int[] counts = new int[CLASSES];
    Arrays.stream(part).forEach(position -> counts[labels[position]]++);
    return counts;
  }

  private static long held(int[] part, int[] labels) {
    return Arrays.stream(counts(part, labels)).filter(count -> count > 0).count();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iid | 1000",
        "dirichlet:alpha=0.01 | 1000",
        "dirichlet:alpha=3 | 1000",
        "dirichlet-by-label:alpha=0.5 | 1007",
        "gamma-similarity:gamma=0 | 1000",
        "gamma-similarity:gamma=0.37 | 1000",
        "shards:count=3 | 975",
        "labels:count=1 | 1007",
        "labels:count=3 | 1007",
        "labels:count=10 | 1007"
      })
  void dealsEachSampleAtMostOnceAndByTheSeedAlone(String text, int all) {
    int[][] dealt = deal(text, LABELS, 25);
    assertEquals(25, dealt.length);
    int[] sorted = Arrays.stream(dealt).flatMapToInt(Arrays::stream).sorted().toArray();
    assertEquals(all, sorted.length);
    assertArrayEquals(Arrays.stream(sorted).distinct().toArray(), sorted);
    assertTrue(sorted[0] >= 0 && sorted[all - 1] < LABELS.length);
    assertTrue(Arrays.stream(dealt).allMatch(part -> part.length > 0));
    if (all % 25 == 0) {
      assertTrue(Arrays.stream(dealt).allMatch(part -> part.length == all / 25));
    }
    assertArrayEquals(dealt, deal(text, LABELS, 25));
    int[][] other = PartitioningFactory.of(text).deal(LABELS, CLASSES, 25, stream(4));
    assertFalse(Arrays.deepEquals(dealt, other));
  }

  @Test
  void whollySimilarIsIid() {
    assertArrayEquals(deal("iid", LABELS, 25), deal("gamma-similarity:gamma=1", LABELS, 25));
  }

  /** Of 8 samples a worker 5 are alike; the rest are 24 consecutive ones of the sorted 60. */
  @Test
  void theRestOfGammaSimilarityIsSorted() {
    int[] labels = IntStream.range(0, 160).map(i -> i % CLASSES).toArray();
    int[][] dealt = deal("gamma-similarity:gamma=0.625", labels, 20);
    int[] rest =
        Arrays.stream(dealt)
            .flatMapToInt(part -> Arrays.stream(part, 5, 8))
            .map(i -> labels[i])
            .toArray();
    int[] sorted = rest.clone();
    Arrays.sort(sorted);
    assertArrayEquals(sorted, rest);
  }

  /** Equal labels and no remainder: what each worker gets is known but for the order. */
  @Test
  void sortedDataIsCutByLabel() {
    int[][] dealt = deal("gamma-similarity:gamma=0", EVEN, 20);
    for (int i = 0; i < 20; i++) {
      int label = i / 2;
      assertTrue(Arrays.stream(dealt[i]).allMatch(position -> EVEN[position] == label));
    }
    for (int[] part : deal("shards:count=1", EVEN, 20)) {
      assertEquals(1, held(part, EVEN));
    }
    for (int[] part : deal("shards:count=2", EVEN, 25)) {
      assertTrue(held(part, EVEN) <= 2);
      assertEquals(40, part.length);
    }
  }

  /** Every label is held by floor or ceil of 25 k / 10 workers, who share its samples evenly. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 10})
  void everyWorkerHoldsAsManyLabelsAsAsked(int count) {
    int[][] dealt = deal("labels:count=" + count, EVEN, 25);
    int[] owners = new int[CLASSES];
    for (int[] part : dealt) {
      assertEquals(count, held(part, EVEN));
      for (int c = 0; c < CLASSES; c++) {
        owners[c] += counts(part, EVEN)[c] > 0 ? 1 : 0;
      }
    }
    for (int c = 0; c < CLASSES; c++) {
      int holders = owners[c];
      assertTrue(holders == 25 * count / 10 || holders == (25 * count + 9) / 10, "" + holders);
      for (int[] part : dealt) {
        int some = counts(part, EVEN)[c];
        assertTrue(some == 0 || some == 100 / holders || some == (100 + holders - 1) / holders);
      }
    }
  }

  /** Of a training set that has none of some labels, the others are dealt. */
  @Test
  void labelsWithoutSamplesAreNotDealt() {
    int[] labels = IntStream.range(0, 200).map(i -> 2 * (i % 4)).toArray();
    for (String text : new String[] {"labels:count=1", "dirichlet:alpha=0.1", "shards:count=1"}) {
      int[][] dealt = deal(text, labels, 8);
      assertEquals(200, Arrays.stream(dealt).mapToInt(part -> part.length).sum());
      assertTrue(Arrays.stream(dealt).allMatch(part -> part.length >= 25), text);
    }
  }

  /**
   * With p uniform over K labels the expected sum of squared shares is (alpha/K + 1)/(alpha + 1)
   * for Dirichlet(alpha p); counting n samples adds (1 - it)/n. Among the first 12 of the 25
   * samples of each of 400 workers no label has run out.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 10, 1000})
  void dirichletMixturesAreAsConcentratedAsAlphaSays(double alpha) {
    int[] labels = IntStream.range(0, 10_000).map(i -> i % CLASSES).toArray();
    double sum = 0;
    for (int[] part : deal("dirichlet:alpha=" + alpha, labels, 400)) {
      for (int count : counts(Arrays.copyOf(part, 12), labels)) {
        sum += Math.pow(count / 12.0, 2) / 400;
      }
    }
    double of = (alpha / CLASSES + 1) / (alpha + 1);
    assertEquals(of + (1 - of) / 12, sum, 0.03);
  }

  @Test
  void dirichletByLabelDiffersInSize() {
    int[][] dealt = deal("dirichlet-by-label:alpha=0.3,least=7", LABELS, 25);
    int[] sizes = Arrays.stream(dealt).mapToInt(part -> part.length).sorted().toArray();
    assertTrue(sizes[0] >= 7, Arrays.toString(sizes));
    assertTrue(sizes[24] > 2 * sizes[0], Arrays.toString(sizes));
    for (int[] part : deal("dirichlet-by-label:alpha=1e9", EVEN, 25)) {
      for (int count : counts(part, EVEN)) {
        assertEquals(4, count, 1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dirichlet:alpha=-1 | dirichlet: alpha must be a finite number above 0, got -1.0",
        "dirichlet-by-label:least=0 | dirichlet-by-label: least must be a whole number between 1"
            + " and 2147483647, got 0",
        "dirichlet-by-label:least=41 | dirichlet-by-label: least must be between 1 and 40 for 1007"
            + " training samples on 25 workers, got 41",
        "dirichlet-by-label:alpha=0.001,least=40 | dirichlet-by-label: in 1000 draws with alpha"
            + " 0.001 some of 25 workers had fewer than 40 of 1007 samples; try a larger alpha",
        "gamma-similarity:gamma=1.5 | gamma-similarity: gamma must be between 0.0 and 1.0, got 1.5",
        "shards:count=41 | shards: count must be between 1 and 40 for 1007 training samples on 25"
            + " workers, got 41",
        "labels:count=11 | labels: count must be between 1 and 10 for 10 labels on 25 workers, got"
            + " 11",
        "labels:size=2 | labels: unknown parameter 'size'; known: count"
      })
  void whatDoesNotFitIsRefused(String text, String message) {
    assertEquals(
        message, assertThrows(UsageException.class, () -> deal(text, LABELS, 25)).getMessage());
  }

  /** Each has a source and an example of its own parameters that it takes. */
  @Test
  void allAreListed() {
    assertEquals(
        List.of("dirichlet", "dirichlet-by-label", "gamma-similarity", "iid", "labels", "shards"),
        PartitioningFactory.registry().all().stream().map(PartitioningFactory::name).toList());
    for (PartitioningFactory factory : PartitioningFactory.registry().all()) {
      assertFalse(factory.citation().isEmpty());
      factory
          .parameters()
          .forEach(
              parameter ->
                  PartitioningFactory.of(
                      factory.name() + ":" + parameter.name() + "=" + parameter.defaultValue()));
    }
  }
}
