package org.byzsgd.theory;

import java.util.Arrays;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/**
 * The trimmed mean under inner product manipulation. With the correct values of a coordinate sorted
 * as v_(1) .. v_(h), infinite beyond, and u sent q times, the value of rank r among all m is
 * clip(u, v_(r-q), v_(r)), so the trimmed mean is the average of that over the kept ranks r = f + 1
 * .. m - f. With u = -epsilon vbar_j the product &lt;vbar, Aggr&gt; is continuous, piecewise linear
 * and nowhere rising in epsilon, and the breaking set is one interval without upper end. The values
 * are sorted once; every trial is then a pass of minima and maxima over what is kept, and not an
 * aggregation. False position (Illinois) meets the root, exactly once both ends are on its linear
 * piece, from a bracket that a sixteenth of the coordinates gives. The median of even m is the case
 * of two kept ranks.
 */
final class TrimmedBreaking {
  private static final int WIDTH = RowKernels.WIDTH;

  /** Of how many stretches of coordinates a sample takes one. */
  private static final int SAMPLED = 16;

  /** How far the root is looked for from the sample's at first, relative. */
  private static final double MARGIN = 0.02;

  /** Of the largest slope times epsilon: what is left of a product at a root. */
  private static final double PRECISION = 1e-14;

  /** A root at which the product is 0 is where it falls within this. */
  private static final double NEAREST = 1e-12;

  private static final int MOST_TRIALS = 200;

  private final Gradients correct;
  private final float[] mean;
  private final int byzantine;
  private final int declared;

  /** The first of the ranks of correct values that are kept in {@link #sorted}, from 1. */
  private final int first;

  private final double[][] sorted;
  private double steepest;

  private TrimmedBreaking(Gradients correct, float[] mean, int byzantine, int declared) {
    int h = correct.workers();
    this.correct = correct;
    this.mean = mean;
    this.byzantine = byzantine;
    this.declared = declared;
    this.first = Math.max(1, declared + 1 - byzantine);
    int last = Math.min(h, h + byzantine - declared);
    this.sorted = new double[last - first + 1][mean.length];
    SelectionNetwork network = SelectionNetwork.ranks(h, first - 1, last - 1);
    CoordinateBlocks.forEach(mean.length, (from, to) -> sort(network, from, to));
  }

  /**
   * The ends for correct rows with the mean vbar.
   *
   * @param byzantine q, at least 1
   * @param declared f, of which 2f is below h + q
   */
  static BreakingEpsilon ends(Gradients correct, float[] mean, int byzantine, int declared) {
    TrimmedBreaking round = new TrimmedBreaking(correct, mean, byzantine, declared);
    double guess = round.root(SAMPLED, 0);
    double root = round.root(1, guess);
    return Double.isInfinite(root)
        ? BreakingEpsilon.none()
        : new BreakingEpsilon(root, Double.POSITIVE_INFINITY);
  }

  private void sort(SelectionNetwork network, int from, int to) {
    RowKernels kernels = Kernels.get().rows();
    int[][] keys = new int[correct.workers()][WIDTH];
    float[] values = new float[WIDTH];
    for (int start = from; start < to; start += WIDTH) {
      int width = Math.min(WIDTH, to - start);
      kernels.select(network, correct.rows(), start, width, keys);
      for (int i = 0; i < sorted.length; i++) {
        kernels.values(keys[network.place(first - 1 + i)], values, 0, width);
        for (int k = 0; k < width; k++) {
          sorted[i][start + k] = values[k];
        }
      }
    }
  }

  /** Of one of so many stretches of coordinates; from a guess, if it is a positive number. */
  private double root(int stride, double guess) {
    boolean guessed = guess > 0 && guess < Double.POSITIVE_INFINITY;
    double low = guessed ? guess * (1 - MARGIN) : 0;
    double above = product(low, stride);
    if (above < 0) {
      if (low == 0 || product(0, stride) < 0) {
        return 0;
      }
      return falsePosition(stride, 0, product(0, stride), low, above);
    }
    if (above == 0 && product(low + NEAREST, stride) < 0) {
      return low;
    }
    double high = guessed ? guess * (1 + MARGIN) : 1;
    double below = product(high, stride);
    if (!(below < 0) && !(product(Double.POSITIVE_INFINITY, stride) < 0)) {
      return Double.POSITIVE_INFINITY;
    }
    while (!(below < 0)) {
      low = high;
      above = below;
      high *= 2;
      below = product(high, stride);
    }
    return falsePosition(stride, low, above, high, below);
  }

  /** The root between two factors, of whose products the first is at least 0, the second below. */
  private double falsePosition(int stride, double low, double atLow, double high, double atHigh) {
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
      if (Math.abs(product) <= PRECISION * steepest * tried) {
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

  /** The product of vbar and the sum of the kept values. */
  private double product(double epsilon, int stride) {
    double[] sums =
        correct
            .coordinates()
            .sum(
                2,
                (from, to, block) -> {
                  double[] lie = new double[WIDTH];
                  double[] kept = new double[WIDTH];
                  for (int start = from; start < to; start += stride * WIDTH) {
                    add(epsilon, start, Math.min(WIDTH, to - start), lie, kept, block);
                  }
                });
    steepest = sums[1] * (correct.workers() + byzantine - 2 * declared);
    return sums[0];
  }

  private void add(
      double epsilon, int start, int width, double[] lie, double[] kept, double[] sums) {
    for (int k = 0; k < width; k++) {
      double p = mean[start + k];
      lie[k] = p == 0 ? 0 : -epsilon * p;
      sums[1] += p * p;
    }
    Arrays.fill(kept, 0);
    int last = correct.workers() + byzantine - declared;
    for (int rank = declared + 1; rank <= last; rank++) {
      clip(lie, values(rank - byzantine), values(rank), start, width, kept);
    }
    for (int k = 0; k < width; k++) {
      sums[0] += mean[start + k] * kept[k];
    }
  }

  /** The correct values of a rank, from 1; null if there is none. */
  private double[] values(int rank) {
    return rank < 1 || rank > correct.workers() ? null : sorted[rank - first];
  }

  private static void clip(
      double[] lie, double[] low, double[] high, int start, int width, double[] kept) {
    for (int k = 0; low != null && high != null && k < width; k++) {
      kept[k] += Math.max(low[start + k], Math.min(high[start + k], lie[k]));
    }
    for (int k = 0; low == null && high != null && k < width; k++) {
      kept[k] += Math.min(high[start + k], lie[k]);
    }
    for (int k = 0; low != null && high == null && k < width; k++) {
      kept[k] += Math.max(low[start + k], lie[k]);
    }
    for (int k = 0; low == null && high == null && k < width; k++) {
      kept[k] += lie[k];
    }
  }
}
