package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finite rows whose squared distances overflow, though perhaps not their squared norms. */
class EnormousRowsTest {
  private static final int WORKERS = 11;

  /** All rules that need no samples, and those of one weight a row behind what may go before. */
  static Stream<String> rules() {
    Stream<String> stacked =
        PreAggregationFactory.registry().all().stream()
            .flatMap(
                before ->
                    Stream.of("krum", "median", "geometric-median", "rfa")
                        .map(rule -> before.name() + "+" + rule));
    return Stream.concat(
        RuleFactory.registry().all().stream()
            .filter(rule -> !rule.trusts() && !rule.name().equals("draco"))
            .map(RuleFactory::name),
        stacked);
  }

  /** The most that the rule stands. */
  private static int declared(String rule) {
    return IntStream.iterate(WORKERS, f -> f - 1)
        .filter(f -> f == 0 || stands(rule, f))
        .findFirst()
        .orElseThrow();
  }

  private static boolean stands(String rule, int declared) {
    try {
      RuleFactory.of(rule, declared, WORKERS);
      return true;
    } catch (UsageException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void toBothSidesLeaveTheAggregateFinite(String text) {
    int declared = declared(text);
    for (double size : new double[] {1e18, 9e18, 1.5e19, 1.8e19, 1.9e19}) {
      for (int dimension : new int[] {1, 3}) {
        for (int seed = 0; seed < 5; seed++) {
          float[][] rows = rows(seed, declared, dimension, size);
          // A state and random numbers of its own each time: the first round.
          float[] vector =
              new Aggregator(RuleFactory.of(text, declared, WORKERS))
                  .aggregate(
                      Gradients.of(rows),
                      new Seed(seed).stream(Purpose.AGGREGATION, 0, 0),
                      AggregationState.initial())
                  .vector();
          for (float value : vector) {
            assertTrue(
                Float.isFinite(value), text + ", f = " + declared + ", " + size + ": " + value);
          }
        }
      }
    }
  }

  /** Worker 0 is honest: a rule may trust it. The liars after it are on random sides. */
  private static float[][] rows(int seed, int liars, int dimension, double size) {
    var stream = new Seed(seed).stream(Purpose.MONTE_CARLO, 0, 0);
    float[][] rows = new float[WORKERS][dimension];
    for (int i = 0; i < WORKERS; i++) {
      for (int k = 0; k < dimension; k++) {
        double side = stream.nextGaussian();
        boolean lies = i > 0 && i <= liars;
        rows[i][k] = (float) (lies ? Math.signum(side) * size / Math.sqrt(dimension) : side);
      }
    }
    return rows;
  }
}
