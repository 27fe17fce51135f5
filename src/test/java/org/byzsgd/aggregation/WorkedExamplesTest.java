package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the rules' documentation, and what is asked of texts. */
class WorkedExamplesTest {
  private static float[][] column(String values) {
    return Arrays.stream(values.strip().split(" +"))
        .map(value -> new float[] {Float.parseFloat(value)})
        .toArray(float[][]::new);
  }

  private static Aggregate aggregate(String text, int declared, float[][] rows) {
    return new Aggregator(RuleFactory.of(text, declared, rows.length))
        .aggregate(Gradients.of(rows));
  }

  @ParameterizedTest
  @CsvSource({
    "mean, 0, 1 2 6, 3",
    "trimmed-mean, 1, -90 1 2 6 7, 3",
    "phocas, 1, 0 1 2 6 96, 2.25",
    "meamed, 2, 0 1 2 9 96, 1",
    "sign-majority, 1, -4 0.1 0.3, 1",
    "multi-krum:k=2, 1, 0 1 3 4 90, 2",
    "multi-krum:k=1, 1, 0 1 3 4 90, 1",
    "bulyan, 1, 0 1 3 4 5 6 90, 2.666667",
    "mda, 1, 0 4 5 7, 5.333333",
    "cge, 1, -3 1 2, 1.5",
    "faba, 1, 0 1 8, 0.5",
    "dnc, 1, 0 1 8, 0.5",
    "caf, 1, -1 1 12, 0.170213",
    "smea, 1, 0 4 5 7, 5.333333",
    "monna, 1, 1 2 9, 1.5",
    "geometric-median, 1, 0 1 2 9, 1",
    "rfa:steps=1, 1, 0 1 8, 2.032258",
    "geometric-median-of-means, 1, 0 2 3 5 90, 4",
    "centered-clipping:radius=1, 1, 0.5 3 -8 1, 0.375",
    "aksel, 1, 0 1 2 5 90, 1",
    "aksel:keep=m-f, 1, 0 1 2 5 90, 2",
    "'byzantine-sgd:deviation=1,horizon=1', 1, 1 2 3 6.5, 1.5",
    "draco, 1, 1 1 7 9 3 3, 2",
    "nnm+mean, 1, 0 1 8, 1.833333",
    "clipping:threshold=2+mean, 1, -8 1 3, 0.333333",
    "clipping:threshold=1e+2+mean, 1, -8 1 3, -1.333333",
    "arc+mean, 1, -8 1 3, 0.333333",
  })
  void ofTheDocumentation(String text, int declared, String values, float expected) {
    assertEquals(expected, aggregate(text, declared, column(values)).vector()[0], 1e-6f);
  }

  @Test
  void theGeometricMedianInsideATriangleIsTheRowThere() {
    float[][] rows = {{0, 0}, {3, 0}, {0, 3}, {1, 1}};
    assertArrayEquals(new int[] {3}, aggregate("geometric-median", 1, rows).selected());
  }

  @Test
  void tooManySubsetsAreRefused() {
    assertEquals(
        "smea: tries all subsets of 19 of 25 workers, at most 60000, got 177100",
        assertThrows(UsageException.class, () -> RuleFactory.of("smea", 6, 25)).getMessage());
    RuleFactory.of("smea", 5, 25);
  }

  @Test
  void bulyansChoices() {
    Geometry geometry = Geometry.of(Gradients.of(column("0 1 3 4 5 6 90")));
    assertArrayEquals(new int[] {3, 2, 1, 4, 0}, new Bulyan(1).choose(geometry));
  }

  @Test
  void bucketsFollowTheStream() {
    Stream stream = new Seed(1).stream(Purpose.AGGREGATION, 0, 0);
    double[][] mixing = new Bucketing(2).mixing(Geometry.unmeasured(3), stream);
    int[] order = new Seed(1).stream(Purpose.AGGREGATION, 0, 0).permutation(3);
    assertEquals(2, mixing.length);
    assertEquals(.5, mixing[0][order[0]]);
    assertEquals(.5, mixing[0][order[1]]);
    assertEquals(1, mixing[1][order[2]]);
  }

  /** Two inputs on which published variants of Krum choose different rows. */
  @ParameterizedTest
  @CsvSource({"paper, 4, 1", "one-more, 7, 8", "unsquared, 8, 8", "squared-twice, 1, 5"})
  void variantsOfKrum(String preset, int first, int second) {
    float[][] one = {{12, 8}, {11, 6}, {3, 6}, {12, 2}, {3, 4}, {4, 6}, {4, 2}, {9, 2}, {10, 2}};
    float[][] two = {
      {11, 11}, {5, 7}, {3, 5}, {11, 2}, {2, 11}, {12, 5}, {12, 1}, {3, 4}, {9, 2}, {8, 7}
    };
    assertArrayEquals(new int[] {first}, aggregate("krum:preset=" + preset, 3, one).selected());
    assertArrayEquals(new int[] {second}, aggregate("krum:preset=" + preset, 3, two).selected());
  }

  @Test
  void centeredClippingStartsFromTheLastAggregate() {
    Aggregator aggregator = new Aggregator(RuleFactory.of("centered-clipping:radius=1", 0, 2));
    AggregationState state = AggregationState.initial();
    Gradients rows = Gradients.of(column("5 5"));
    for (int round = 1; round <= 6; round++) {
      assertEquals(Math.min(round, 5), aggregator.aggregate(rows, null, state).vector()[0], 1e-6f);
      state = AggregationState.of(state.vectors(), state.numbers());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "krum:preset=mine | 1 | krum: preset must be one of paper, one-more, unsquared, squared-twice, got mine",
        "multi-krum:k=6 | 1 | multi-krum: k must be between 1 and 4 for 7 workers of which 1 are declared byzantine, got 6",
        "geometric-median-of-means:groups=2 | 1 | geometric-median-of-means: groups must be between 3 and 7 for 7 workers of which 1 are declared byzantine, got 2",
        "bucketing:size=2+krum | 2 | krum: declared byzantine must be between 0 and 0 for 4 workers, got 2",
        "bucketing:size=0+krum | 1 | bucketing: size must be a whole number between 1 and 2147483647, got 0",
        "nnm+krum | 4 | nnm: declared byzantine must be between 0 and 3 for 7 workers, got 4",
        "nmm+krum | 1 | unknown pre-aggregation 'nmm'; known: arc, bucketing, clipping, nnm, similarity-bucketing; did you mean nnm?",
        "nnm+ | 1 | 'expected name or name:key=value,key=value, got '''''",
        "monna:pivot=7 | 1 | monna: pivot must be between 0 and 6 for 7 workers, got 7",
        "aksel:keep=all | 1 | aksel: keep must be one of half, m-f, got all",
        "draco | 1 | draco: redundancy must be one of 7 for 7 workers of which 1 are declared byzantine, got 3",
        "nnm+draco:redundancy=7 | 1 | 'draco: compares rows bit by bit as they were sent, so no pre-aggregation may stand before it'",
        "nnm+byzantine-sgd | 1 | 'byzantine-sgd: follows each worker''s own rows from round to round, so no pre-aggregation may stand before it'",
        "bulyan | 2 | bulyan: declared byzantine must be between 0 and 1 for 7 workers, got 2",
      })
  void whatIsRefused(String text, int declared, String message) {
    assertEquals(
        message,
        assertThrows(UsageException.class, () -> RuleFactory.of(text, declared, 7)).getMessage());
  }
}
