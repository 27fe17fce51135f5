package org.byzsgd.theory;

import java.util.Arrays;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;

/**
 * The coordinate-wise median of an odd number of rows under inner product manipulation, exactly. In
 * coordinate j the median is clip(-epsilon vbar_j, l_j, h_j), l = v_(c-q), h = v_(c), c = (m+1)/2.
 * With p = |vbar_j| and the bounds turned by its sign to l', h', the coordinate adds p
 * clip(-epsilon p, l', h') to &lt;vbar, Aggr&gt;: p h' up to epsilon = -h'/p, -epsilon p^2 up to
 * -l'/p, p l' beyond. So the product is continuous, piecewise linear and nowhere rising in epsilon,
 * and the breaking set is one interval without upper end. Its lower end: bisection over a bracket,
 * where coordinates whose two bends lie outside the bracket are folded into one linear function,
 * until none is left or the bracket is at the limit of doubles; then the root of a linear function.
 * Every halving folds most coordinates, so the whole costs a few passes. The bounds are ranks of
 * the correct rows, found by one network.
 */
final class MedianBreaking {
  private static final int MOST_HALVINGS = 200;

  /** Beyond all bends, which are quotients of floats. */
  private static final double FARTHEST = 1e300;

  /** Places of which each has its own sum. */
  private static final int TERMS = 256;

  /** Of the coordinates that are not folded: p^2 and the bends -h'/p, -l'/p. */
  private final double[] squares;

  private final double[] first;
  private final double[] second;
  private int left;
  private double constant;
  private double slope;

  private MedianBreaking(float[] mean, float[] low, float[] high) {
    squares = new double[mean.length];
    first = new double[mean.length];
    second = new double[mean.length];
    left = mean.length;
    CoordinateBlocks.forEach(left, (from, to) -> measure(mean, low, high, from, to));
  }

  /** For h correct rows with the mean vbar, and q Byzantine ones; h + q odd and 2q below it. */
  static BreakingEpsilon ends(Gradients correct, float[] mean, int byzantine) {
    Coordinates here = correct.coordinates();
    double root =
        here.whole()
            ? root(correct, mean, byzantine)
            : here.agree(() -> new double[] {rootOfSlices(correct, mean, byzantine)})[0];
    return Double.isInfinite(root)
        ? BreakingEpsilon.none()
        : new BreakingEpsilon(root, Double.POSITIVE_INFINITY);
  }

  private static double root(Gradients correct, float[] mean, int byzantine) {
    float[][] bounds = bounds(correct, byzantine);
    return new MedianBreaking(mean, bounds[0], bounds[1]).root();
  }

  /** Brings three vectors, and not the rows, to where the round is led. */
  private static double rootOfSlices(Gradients correct, float[] mean, int byzantine) {
    float[][] bounds = bounds(correct, byzantine);
    float[][] whole = new float[3][];
    Coordinates here = correct.coordinates();
    here.gather(mean, vector -> whole[0] = vector);
    here.gather(bounds[0], vector -> whole[1] = vector);
    here.gather(bounds[1], vector -> whole[2] = vector);
    return new MedianBreaking(whole[0], whole[1], whole[2]).root();
  }

  /** The lower and the upper bounds, which have certain ranks among the correct values. */
  private static float[][] bounds(Gradients correct, int byzantine) {
    int middle = (correct.workers() + byzantine) / 2;
    return RankedValues.of(correct, middle - byzantine, middle);
  }

  /** Finds the bends in some coordinates. */
  private void measure(float[] mean, float[] low, float[] high, int from, int to) {
    for (int k = from; k < to; k++) {
      double p = mean[k];
      // Without a mean the coordinate adds nothing, whatever its bends.
      double divisor = p == 0 ? 1 : p;
      double one = -high[k] / divisor;
      double other = -low[k] / divisor;
      squares[k] = p * p;
      // The sign of p says which bend comes first; a branch on it would miss half of the time.
      first[k] = Math.min(one, other);
      second[k] = Math.max(one, other);
    }
  }

  private double root() {
    double low = 0;
    if (product(0) < 0) {
      return 0;
    }
    double high = 1;
    boolean below = product(high) < 0;
    if (!below && !(product(FARTHEST) < 0)) {
      return Double.POSITIVE_INFINITY;
    }
    while (!below) {
      low = high;
      high *= 2;
      below = product(high) < 0;
    }
    fold(low, high);
    for (int i = 0; i < MOST_HALVINGS && left > 0; i++) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        break;
      }
      if (product(middle) < 0) {
        high = middle;
      } else {
        low = middle;
      }
      fold(low, high);
    }
    double root = -constant / slope;
    return left == 0 && root >= low && root <= high ? root : high;
  }

  /** The inner product of vbar and the median. */
  private double product(double epsilon) {
    double[] sums =
        CoordinateBlocks.sum(left, 1, (from, to, block) -> block[0] += terms(epsilon, from, to));
    return constant + slope * epsilon - sums[0];
  }

  private double terms(double epsilon, int from, int to) {
    RowKernels kernels = Kernels.get().rows();
    double[] factors = new double[TERMS];
    Arrays.fill(factors, epsilon);
    double[] clipped = new double[TERMS];
    // A sum for each of some places: compilers vectorize loops whose turns do not wait.
    double[] sums = new double[TERMS];
    for (int start = from; start < to; start += TERMS) {
      int width = Math.min(TERMS, to - start);
      Arrays.fill(clipped, 0);
      kernels.addClipped(factors, first, second, start, width, clipped);
      for (int k = 0; k < width; k++) {
        sums[k] += squares[start + k] * clipped[k];
      }
    }
    return Arrays.stream(sums).sum();
  }

  /** Takes out the coordinates that are linear between two factors. */
  private void fold(double low, double high) {
    int kept = 0;
    for (int k = 0; k < left; k++) {
      double square = squares[k];
      double one = first[k];
      double other = second[k];
      // Numbers in place of branches: which case a coordinate is nobody can predict.
      int above = one >= high ? 1 : 0;
      int below = other <= low ? 1 : 0;
      int linear = (one <= low ? 1 : 0) & (other >= high ? 1 : 0);
      constant -= above * (square * one) + below * (square * other);
      slope -= linear * square;
      squares[kept] = square;
      first[kept] = one;
      second[kept] = other;
      kept += 1 - above - below - linear;
    }
    left = kept;
  }
}
