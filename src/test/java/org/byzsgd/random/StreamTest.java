package org.byzsgd.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamTest {
  private static final Seed SEED = new Seed(42);

  @Test
  void theNameIsTheUpperPartOfTheCounterAndTheSeedIsTheKey() {
    int[] expected = new int[4];
    Philox.block(0, 7, 5, Purpose.MASK.code(), 42, 0, expected);
    Stream stream = SEED.stream(Purpose.MASK, 5, 7);
    int[] drawn = IntStream.range(0, 4).map(i -> stream.nextInt()).toArray();
    assertArrayEquals(expected, drawn);
  }

  @Test
  void codesOfPurposesAreDistinct() {
    Set<Integer> codes = new HashSet<>();
    Arrays.stream(Purpose.values()).forEach(purpose -> codes.add(purpose.code()));
    assertEquals(Purpose.values().length, codes.size());
  }

  /** From an independent implementation of the generator and of each distribution in Python. */
  @Test
  void goldenValues() {
    Stream stream = new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0);
    assertEquals(310111809, stream.nextInt());
    assertEquals(2162981849725676320L, stream.nextLong());
    assertEquals(39, stream.nextInt(1000));
    assertEquals(0.06561893f, stream.nextFloat());
    assertEquals(0.6616712818550022, stream.nextDouble());
    assertEquals(0.623378219727471, stream.nextGaussian(), 1e-15);
    assertArrayEquals(new int[] {4, 2, 5, 3, 7, 0, 6, 1}, stream.permutation(8));
  }

  /**
   * Means a_k / A and second moments a_k (a_k + 1) / (A (A + 1)), within five standard errors of
   * 20,000 draws; shares below 1e-300 would be 0 without logarithms.
   */
  @Test
  void dirichletHasItsMoments() {
    double[] concentration = {0.05, 0.5, 0, 2.45};
    double all = 3;
    Stream stream = SEED.stream(Purpose.DEALING, 0, 0);
    int draws = 20_000;
    double[] first = new double[4];
    double[] second = new double[4];
    for (int n = 0; n < draws; n++) {
      double[] shares = stream.nextDirichlet(concentration);
      assertEquals(1, Arrays.stream(shares).sum(), 1e-12);
      for (int k = 0; k < 4; k++) {
        first[k] += shares[k] / draws;
        second[k] += shares[k] * shares[k] / draws;
      }
    }
    for (int k = 0; k < 4; k++) {
      double a = concentration[k];
      double mean = a / all;
      double square = a * (a + 1) / (all * (all + 1));
      double error = Math.sqrt((square - mean * mean) / draws);
      assertEquals(mean, first[k], 5 * error);
      assertEquals(square, second[k], 5 * error);
    }
    double[] tiny = stream.nextDirichlet(new double[] {1e-9, 1e-9, 1e-9});
    assertEquals(1, Arrays.stream(tiny).max().orElseThrow());
    double[] flat = stream.nextDirichlet(new double[] {1e12, 1e12});
    assertEquals(0.5, flat[0], 1e-5);
  }

  @Test
  void differentNamesGiveDifferentNumbers() {
    Set<Long> first = new HashSet<>();
    for (Purpose purpose : Purpose.values()) {
      for (int round = 0; round < 20; round++) {
        for (int worker = 0; worker < 20; worker++) {
          first.add(SEED.stream(purpose, round, worker).nextLong());
        }
      }
    }
    assertEquals(Purpose.values().length * 400, first.size());
  }

  /** Chi-square with 9 degrees of freedom: 27.9 is passed with probability 0.999; fixed seed. */
  @Test
  void boundedNumbersAreUniform() {
    int[] counts = new int[10];
    Stream stream = SEED.stream(Purpose.MONTE_CARLO, 0, 0);
    for (int i = 0; i < 100_000; i++) {
      counts[stream.nextInt(10)]++;
    }
    double chiSquare =
        Arrays.stream(counts).mapToDouble(c -> Math.pow(c - 10_000, 2) / 10_000).sum();
    assertTrue(chiSquare < 27.9, "chi-square " + chiSquare);
  }

  /** Mean, variance, fourth moment and tail of 200,000 normals; five standard errors each. */
  @Test
  void gaussiansAreStandardNormal() {
    Stream stream = SEED.stream(Purpose.MONTE_CARLO, 1, 0);
    int n = 200_000;
    double[] moments = new double[5];
    int tail = 0;
    for (int i = 0; i < n; i++) {
      double z = stream.nextGaussian();
      for (int k = 1; k < 5; k++) {
        moments[k] += Math.pow(z, k) / n;
      }
      tail += Math.abs(z) > 1.959964 ? 1 : 0;
    }
    assertEquals(0, moments[1], 5 / Math.sqrt(n));
    assertEquals(1, moments[2], 5 * Math.sqrt(2.0 / n));
    assertEquals(3, moments[4], 5 * Math.sqrt(96.0 / n));
    assertEquals(0.05, (double) tail / n, 5 * Math.sqrt(0.05 * 0.95 / n));
  }

  @Test
  void floatsAreBelowOne() {
    Stream stream = SEED.stream(Purpose.MONTE_CARLO, 2, 0);
    for (int i = 0; i < 10_000; i++) {
      float value = stream.nextFloat();
      assertTrue(value >= 0 && value < 1);
    }
  }

  @Test
  void permutationsHoldEachNumberOnceAndAllOrdersOccur() {
    Stream stream = SEED.stream(Purpose.SHUFFLE, 0, 0);
    int[] sorted = stream.permutation(1000);
    Arrays.sort(sorted);
    assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
    Set<String> orders = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      orders.add(Arrays.toString(stream.permutation(4)));
    }
    assertEquals(24, orders.size());
    assertEquals(0, stream.permutation(0).length);
  }

  @Test
  void aBoundBelowOneIsRefused() {
    Stream stream = SEED.stream(Purpose.MASK, 0, 0);
    String text =
        assertThrows(IllegalArgumentException.class, () -> stream.nextInt(0)).getMessage();
    assertEquals("bound must be at least 1, got 0", text);
  }
}
