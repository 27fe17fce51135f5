package org.byzsgd.theory;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.registry.UsageException;

/**
 * Theorem 1 (coordinate-wise median) as it holds, and the median under inner product manipulation
 * (Xie, Koyejo, Gupta 2019, section 4.1). Symbols: m workers, q Byzantine, h = m - q correct values
 * v_1 .. v_h of one coordinate, vbar their mean, g their expectation, sigma their standard
 * deviation.
 *
 * <p>Theorem 1 compares |g| with sigma / sqrt(h - 1) and so bounds the smallest value by the
 * population's deviation; the inequality behind it is about the sample's: with S^2 = (1/h) sum (v_i
 * - vbar)^2 and |vbar| &lt; S / sqrt(h - 1), correct values of both signs exist (the smallest of h
 * numbers is at most vbar - S / sqrt(h - 1)), so that for q = (m - 1)/2 an attacker can turn the
 * median's sign against vbar. In expectation sigma becomes E[S].
 *
 * <p>For normal values an attacker who sends huge ones makes the median the (a)-th smallest correct
 * value, a = ceil(m/2) - q, so it wins the coordinate iff |g| &lt; -E z_(a:h) sigma: {@link
 * #reach}. Under inner product manipulation and odd m the median is exactly clip(u, v_(c-q), v_(c))
 * with u = -epsilon vbar and c = (m + 1)/2. Write v_i = vbar + r_i: for normal values the residuals
 * r are independent of vbar, and E[median] = -epsilon g + E max(0, W_(c-q)) - E max(0, -W_(c)) with
 * W_(k) = r_(k) + (1 + epsilon) vbar. For |1 + epsilon| &gt;= 1 the law of W_(k) is that of sigma
 * z_(k:h) + (1 + epsilon) g + sigma sqrt(((1 + epsilon)^2 - 1)/h) Z with Z normal and independent,
 * so that one numeric integral over the order statistic is left. Even m averages the two middle
 * ranks.
 *
 * @param workers m, at least 1
 * @param byzantine q, of which 2q &lt; m
 */
public record MedianCondition(int workers, int byzantine) {
  /** An integral takes milliseconds, and every round of a run asks for the same. */
  private static final Map<MedianCondition, Double> REACHES = new ConcurrentHashMap<>();

  /**
   * Checks the numbers.
   *
   * @param workers m
   * @param byzantine q
   * @throws UsageException if a majority is Byzantine
   */
  public MedianCondition {
    int most = (workers - 1) / 2;
    if (workers < 1 || byzantine < 0 || byzantine > most) {
      throw new UsageException(
          String.format(
              "theorem 1: byzantine must be between 0 and %d for %d workers, got %d",
              most, workers, byzantine));
    }
  }

  /**
   * How many coordinates of a round meet the corrected condition.
   *
   * @param bySample the fraction with |vbar_j| &lt; S_j / sqrt(h - 1): correct values of both signs
   * @param byReach the fraction with |center_j| &lt; {@link #reach} times the sample's s.d. (with h
   *     - 1): where an attacker with huge values wins in expectation, were the values normal
   */
  public record Fractions(double bySample, double byReach) {}

  /**
   * The fractions of coordinates in a round. A maximum over a million coordinates never meets the
   * condition, a fraction tells. With the mean of the same rows as the center even coordinates
   * without any signal fail it now and then, so an independent gradient is better where there is
   * one.
   *
   * @param correctRows h rows, at least 2
   * @param center vbar, or an independent estimate of g, d floats
   * @return the fractions
   */
  public Fractions fractions(float[][] correctRows, float[] center) {
    return fractions(Gradients.of(correctRows), center);
  }

  /** The same where perhaps only some coordinates of the rows and the center are. */
  Fractions fractions(Gradients correct, float[] center) {
    double reach = reach();
    double[] counts =
        correct
            .coordinates()
            .sum(
                2,
                (from, to, block) -> {
                  Sample sample = new Sample();
                  for (int start = from; start < to; start += Sample.WIDTH) {
                    int width = Math.min(Sample.WIDTH, to - start);
                    sample.count(correct.rows(), center, start, width, reach, block);
                  }
                });
    int dimension = correct.coordinates().dimension();
    return new Fractions(counts[0] / dimension, counts[1] / dimension);
  }

  /** The moments of some coordinates at a time, few enough for the first-level cache. */
  private static final class Sample {
    static final int WIDTH = 512;

    private final RowKernels kernels = Kernels.get().rows();
    private final double[] sums = new double[WIDTH];
    private final double[] squares = new double[WIDTH];

    /** Adds how many of the coordinates from .. from + width - 1 meet either condition. */
    void count(float[][] rows, float[] center, int from, int width, double reach, double[] counts) {
      int h = rows.length;
      double root = Math.sqrt(h);
      Arrays.fill(sums, 0);
      Arrays.fill(squares, 0);
      // From the center, so that near-equal values keep their variance.
      kernels.deviations(rows, center, from, width, sums, squares);
      // A loop of its own, which compilers vectorize.
      for (int k = 0; k < width; k++) {
        double shift = sums[k] / h;
        squares[k] = Math.sqrt(Math.max(0, squares[k] - h * shift * shift) / (h - 1));
        sums[k] = squares[k] / root;
      }
      int bySample = 0;
      int byReach = 0;
      for (int k = 0; k < width; k++) {
        double size = Math.abs(center[from + k]);
        bySample += size < sums[k] ? 1 : 0;
        byReach += size < reach * squares[k] ? 1 : 0;
      }
      counts[0] += bySample;
      counts[1] += byReach;
    }
  }

  /** {@return c: |g| &lt; c sigma lets huge values win a normal coordinate; negative if none do} */
  public double reach() {
    return REACHES.computeIfAbsent(this, MedianCondition::integrateReach);
  }

  private double integrateReach() {
    int h = workers - byzantine;
    int high = workers / 2 + 1 - byzantine;
    int low = (workers + 1) / 2 - byzantine;
    return -(expectation(low, h) + expectation(high, h)) / 2;
  }

  private static double expectation(int rank, int count) {
    return new NormalOrderStatistic(rank, count).expectation();
  }

  /**
   * E[median] / g for normal values.
   *
   * @param epsilon the attack's factor, at least 0 or at most -2
   * @param signal t = |g| / sigma, above 0
   * @return the expectation, 1 for no harm
   * @throws UsageException if epsilon is between -2 and 0
   */
  public double expectedRatio(double epsilon, double signal) {
    if (epsilon > -2 && epsilon < 0) {
      throw new UsageException(
          "theorem 1: epsilon must be at least 0 or at most -2 for this integral, got " + epsilon);
    }
    if (byzantine == 0) {
      return 1;
    }
    double low = expectedClip(epsilon, signal, (workers + 1) / 2);
    double high = workers % 2 == 1 ? low : expectedClip(epsilon, signal, workers / 2 + 1);
    return (low + high) / (2 * signal);
  }

  /** E clip(u, v_(rank-q), v_(rank)) in units of sigma; bounds beyond the h values are infinite. */
  private double expectedClip(double epsilon, double signal, int rank) {
    int h = workers - byzantine;
    double factor = 1 + epsilon;
    double spread = Math.sqrt(Math.max(0, factor * factor - 1) / h);
    double mean = -epsilon * signal;
    if (rank - byzantine >= 1) {
      mean +=
          new NormalOrderStatistic(rank - byzantine, h)
              .expectation(z -> StandardNormal.expectedPositivePart(z + factor * signal, spread));
    }
    if (rank <= h) {
      mean -=
          new NormalOrderStatistic(rank, h)
              .expectation(z -> StandardNormal.expectedPositivePart(-z - factor * signal, spread));
    }
    return mean;
  }

  /**
   * The signal below which a factor turns the expected median around.
   *
   * @param epsilon above 0
   * @return t = |g| / sigma at which E[median] = 0; 0 if E[median] is positive for every t
   */
  public double breakEven(double epsilon) {
    double low = 1e-3;
    double high = 20;
    if (expectedRatio(epsilon, low) >= 0) {
      return 0;
    }
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (expectedRatio(epsilon, middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
