package org.byzsgd.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;

/**
 * The trimmed mean under inner product manipulation. With the correct values of a coordinate sorted
 * as v_(1) .. v_(h), infinite beyond, and u sent q times, the value of rank r among all m is
 * clip(u, v_(r-q), v_(r)), so the trimmed mean is the average of that over the kept ranks r = f + 1
 * .. m - f. With u = -epsilon vbar_j the product &lt;vbar, Aggr&gt; is continuous, piecewise linear
 * and nowhere rising in epsilon, and the breaking set is one interval without upper end. The bounds
 * are found once; every trial is then a pass of minima and maxima over them, and not an
 * aggregation. False position (Illinois) meets the root, exactly once both ends are on its linear
 * piece, from a guess that a sample of the coordinates gives. The median of even m is the case of
 * two kept ranks.
 */
final class TrimmedBreaking {
  /** Coordinates of a stretch, and sums that are kept side by side. */
  private static final int WIDTH = 128;

  /** How many stretches a sample has at least, and of how many it takes one at most. */
  private static final int STRETCHES = 16;

  /** How far the sample's root is brought, relative. */
  private static final double SAMPLE_PRECISION = 1e-3;

  /** How far from a guess the other end of a bracket is looked for first, relative. */
  private static final double MARGIN = 0.02;

  /** Of the largest slope times epsilon: what is left of a product at a root. */
  private static final double PRECISION = 1e-14;

  /** A root at which the product is 0 is where it falls within this. */
  private static final double NEAREST = 1e-12;

  /** Beyond all bends, which are quotients of floats. */
  private static final double FARTHEST = 1e300;

  private static final int MOST_TRIALS = 200;

  private final RowKernels kernels = Kernels.get().rows();
  private final Coordinates coordinates;

  /** vbar. */
  private final double[] center;

  /** The lower bounds of each kept rank, perhaps infinite. */
  private final double[][] lower;

  /** The upper bounds of each kept rank, perhaps infinite. */
  private final double[][] upper;

  private final double steepest;

  private TrimmedBreaking(Gradients correct, float[] mean, int byzantine, int declared) {
    int h = correct.workers();
    int[] kept = IntStream.range(declared, h + byzantine - declared).toArray();
    int[] ranks =
        IntStream.concat(Arrays.stream(kept).map(rank -> rank - byzantine), Arrays.stream(kept))
            .filter(rank -> rank >= 0 && rank < h)
            .distinct()
            .toArray();
    double[][] known = new double[h][];
    float[][] values = RankedValues.of(correct, ranks);
    for (int i = 0; i < ranks.length; i++) {
      known[ranks[i]] = wide(values[i]);
    }
    this.coordinates = correct.coordinates();
    this.center = wide(mean);
    boolean bounded = kept[0] >= byzantine && kept[kept.length - 1] < h;
    double[] none = new double[bounded ? 0 : mean.length];
    double[] all = new double[none.length];
    Arrays.fill(none, Double.NEGATIVE_INFINITY);
    Arrays.fill(all, Double.POSITIVE_INFINITY);
    this.lower = new double[kept.length][];
    this.upper = new double[kept.length][];
    for (int i = 0; i < kept.length; i++) {
      lower[i] = kept[i] < byzantine ? none : known[kept[i] - byzantine];
      upper[i] = kept[i] < h ? known[kept[i]] : all;
    }
    this.steepest = steepest();
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    CoordinateBlocks.forEach(
        values.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            wide[k] = values[k];
          }
        });
    return wide;
  }

  /**
   * The ends for correct rows with the mean vbar.
   *
   * @param byzantine q, at least 1
   * @param declared f, of which 2f is below h + q
   */
  static BreakingEpsilon ends(Gradients correct, float[] mean, int byzantine, int declared) {
    TrimmedBreaking round = new TrimmedBreaking(correct, mean, byzantine, declared);
    int stretches = round.coordinates.dimension() / WIDTH;
    int stride = Math.max(1, Math.min(STRETCHES, stretches / STRETCHES));
    double guess = stride == 1 ? 0 : round.root(stride, 0, SAMPLE_PRECISION);
    double root = round.root(1, guess, PRECISION);
    return Double.isInfinite(root)
        ? BreakingEpsilon.none()
        : new BreakingEpsilon(root, Double.POSITIVE_INFINITY);
  }

  /** Of one of so many stretches of coordinates; from a guess, if it is a positive number. */
  private double root(int stride, double guess, double precision) {
    double tolerance = precision * steepest / stride;
    if (guess > 0 && guess < FARTHEST) {
      double value = product(guess, stride);
      return value < 0
          ? below(stride, guess, value, tolerance)
          : above(stride, guess, value, guess * (1 + MARGIN), tolerance);
    }
    double atZero = product(0, stride);
    return atZero < 0 || (atZero == 0 && product(NEAREST, stride) < 0)
        ? 0
        : above(stride, 0, atZero, 1, tolerance);
  }

  /** The root above a factor whose product is not negative; tries another one first. */
  private double above(int stride, double from, double atFrom, double first, double tolerance) {
    double low = from;
    double atLow = atFrom;
    double high = first;
    double atHigh = product(high, stride);
    if (!(atHigh < 0) && !(product(FARTHEST, stride) < 0)) {
      return Double.POSITIVE_INFINITY;
    }
    while (!(atHigh < 0)) {
      double next = high + step(high - low, atLow, atHigh);
      low = high;
      atLow = atHigh;
      high = next;
      atHigh = product(high, stride);
    }
    return falsePosition(stride, low, atLow, high, atHigh, tolerance);
  }

  /** The root below a factor whose product is negative. */
  private double below(int stride, double from, double atFrom, double tolerance) {
    double high = from;
    double atHigh = atFrom;
    double low = from * (1 - MARGIN);
    double atLow = product(low, stride);
    while (atLow < 0) {
      if (low == 0) {
        return 0;
      }
      double next = Math.max(0, low - step(high - low, atHigh, atLow));
      high = low;
      atHigh = atLow;
      low = next;
      atLow = product(low, stride);
    }
    return falsePosition(stride, low, atLow, high, atHigh, tolerance);
  }

  /** Twice as far as the root of the secant, but from twice to 16 times the step before. */
  private static double step(double before, double first, double second) {
    double toRoot =
        first == second ? Double.POSITIVE_INFINITY : before * (second / (first - second));
    return Math.max(2 * before, Math.min(16 * before, 2 * toRoot));
  }

  /** The root between two factors, of whose products the first is at least 0, the second below. */
  private double falsePosition(
      int stride, double low, double atLow, double high, double atHigh, double tolerance) {
    double from = low;
    double to = high;
    double above = atLow;
    double below = atHigh;
    boolean before = false;
    for (int trial = 0; trial < MOST_TRIALS && to - from > PRECISION * to; trial++) {
      double tried = from + (to - from) * (above / (above - below));
      if (!(tried > from && tried < to) || trial % 16 == 15) {
        tried = (from + to) / 2;
      }
      double product = product(tried, stride);
      if (Math.abs(product) <= tolerance * tried) {
        return tried;
      }
      boolean negative = product < 0;
      // An end that stays twice counts half, so that both ends come to the root.
      boolean again = trial > 0 && negative == before;
      if (negative) {
        to = tried;
        below = product;
        above = again ? above / 2 : above;
      } else {
        from = tried;
        above = product;
        below = again ? below / 2 : below;
      }
      before = negative;
    }
    return to;
  }

  /** The slope of the product where no value is clipped, without its sign. */
  private double steepest() {
    double[] square =
        coordinates.sum(
            1,
            (from, to, block) -> {
              for (int k = from; k < to; k++) {
                block[0] += center[k] * center[k];
              }
            });
    return lower.length * square[0];
  }

  /** The product of vbar and the sum of the kept values. */
  private double product(double epsilon, int stride) {
    return coordinates
        .sum(
            1,
            (from, to, block) -> {
              Trial trial = new Trial();
              for (int start = from; start < to; start += stride * WIDTH) {
                trial.add(epsilon, start, Math.min(WIDTH, to - start));
              }
              block[0] += Arrays.stream(trial.sums).sum();
            })[0];
  }

  /** A trial of a factor, some coordinates at a time, with a sum for each of {@value #WIDTH}. */
  private final class Trial {
    private final double[] lie = new double[WIDTH];
    private final double[] kept = new double[WIDTH];
    private final double[] sums = new double[WIDTH];

    void add(double epsilon, int start, int width) {
      for (int k = 0; k < width; k++) {
        lie[k] = -epsilon * center[start + k];
      }
      Arrays.fill(kept, 0);
      for (int i = 0; i < lower.length; i++) {
        kernels.addClipped(lie, lower[i], upper[i], start, width, kept);
      }
      for (int k = 0; k < width; k++) {
        sums[k] += center[start + k] * kept[k];
      }
    }
  }
}
