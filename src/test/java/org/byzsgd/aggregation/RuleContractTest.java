package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered rule must hold, whoever wrote it. */
class RuleContractTest {
  private static final int WORKERS = 11;
  private static final int DECLARED = 3;
  private static final int DIMENSION = 40_000;

  static Stream<RuleFactory> rules() {
    return RuleFactory.registry().all().stream();
  }

  private static AggregationRule rule(RuleFactory factory, int declared) {
    return factory.create(Arguments.of(Descriptor.parse(factory.name()), factory), declared);
  }

  private static float[] aggregate(RuleFactory factory, float[][] rows) {
    return new Aggregator(rule(factory, DECLARED)).aggregate(Gradients.of(rows)).vector();
  }

  private static float[][] rows(int seed) {
    var stream = new Seed(seed).stream(Purpose.MONTE_CARLO, 0, 0);
    float[][] rows = new float[WORKERS][DIMENSION];
    for (float[] row : rows) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) (0.5 + stream.nextGaussian());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void sayWhatTheyAre(RuleFactory factory) {
    assertTrue(factory.name().matches("[a-z][a-z0-9-]*"), factory.name());
    assertFalse(factory.summary().isBlank());
    assertFalse(factory.citation().isBlank());
    assertFalse(factory.requirement().isBlank());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theOrderOfTheWorkersHasNoEffect(RuleFactory factory) {
    float[][] rows = rows(1);
    int[] order = new Seed(2).stream(Purpose.MONTE_CARLO, 0, 0).permutation(WORKERS);
    float[][] permuted = Arrays.stream(order).mapToObj(i -> rows[i]).toArray(float[][]::new);
    assertArrayEquals(aggregate(factory, rows), aggregate(factory, permuted), 1e-6f);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void shiftingAllRowsShiftsTheAggregate(RuleFactory factory) {
    float[][] rows = rows(3);
    float[][] shifted = new float[WORKERS][DIMENSION];
    for (int i = 0; i < WORKERS; i++) {
      for (int k = 0; k < DIMENSION; k++) {
        shifted[i][k] = rows[i][k] + 2;
      }
    }
    float[] expected = aggregate(factory, rows);
    float[] actual = aggregate(factory, shifted);
    for (int k = 0; k < DIMENSION; k++) {
      assertEquals(expected[k] + 2, actual[k], 1e-5f);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void scalingAllRowsScalesTheAggregate(RuleFactory factory) {
    float[][] rows = rows(4);
    float[][] scaled = new float[WORKERS][DIMENSION];
    for (int i = 0; i < WORKERS; i++) {
      for (int k = 0; k < DIMENSION; k++) {
        scaled[i][k] = 4 * rows[i][k];
      }
    }
    float[] expected = aggregate(factory, rows);
    for (int k = 0; k < DIMENSION; k++) {
      expected[k] *= 4;
    }
    assertArrayEquals(expected, aggregate(factory, scaled), 1e-5f);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void equalRowsGiveThatRow(RuleFactory factory) {
    float[][] rows = new float[WORKERS][];
    Arrays.fill(rows, rows(5)[0]);
    assertArrayEquals(rows[0], aggregate(factory, rows), 1e-6f);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rowsAreNotWrittenIntoNorHandedOut(RuleFactory factory) {
    float[][] rows = rows(6);
    float[][] before = Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    float[] aggregate = aggregate(factory, rows);
    for (int i = 0; i < WORKERS; i++) {
      assertArrayEquals(before[i], rows[i]);
      assertNotSame(rows[i], aggregate);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theSameRowsGiveTheSameBits(RuleFactory factory) {
    assertArrayEquals(aggregate(factory, rows(7)), aggregate(factory, rows(7)));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void atMostFBadRowsGiveAFiniteVector(RuleFactory factory) {
    if (factory.name().equals("mean")) {
      return; // Tolerates no bad row, and says so.
    }
    for (float bad :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e38f, -1e38f}) {
      for (int count = 1; count <= DECLARED; count++) {
        float[][] rows = rows(8);
        for (int i = 0; i < count; i++) {
          Arrays.fill(rows[2 * i], bad);
        }
        for (float value : aggregate(factory, rows)) {
          assertTrue(Math.abs(value) < 10, factory.name() + " gives " + value + " for " + bad);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void someNumberDeclaredIsTooLarge(RuleFactory factory) {
    if (factory.requirement().equals("none")) {
      rule(factory, WORKERS).check(WORKERS);
      return;
    }
    String text =
        assertThrows(UsageException.class, () -> rule(factory, WORKERS).check(WORKERS))
            .getMessage();
    assertTrue(
        text.matches(
            factory.name()
                + ": declared byzantine must be between 0 and \\d+ for 11 workers, got 11"),
        text);
  }
}
