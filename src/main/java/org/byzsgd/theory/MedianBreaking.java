package org.byzsgd.theory;

import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

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

  /** Terms of a product that are computed at a time. */
  private static final int TERMS = 512;

  /** Of the coordinates that are not folded: p^2 and the bends -h'/p, -l'/p. */
  private final double[] squares;

  private final double[] first;
  private final double[] second;
  private int left;
  private double constant;
  private double slope;

  private MedianBreaking(int dimension) {
    squares = new double[dimension];
    first = new double[dimension];
    second = new double[dimension];
    left = dimension;
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
    MedianBreaking round = new MedianBreaking(mean.length);
    bounds(
        correct,
        byzantine,
        (start, width, low, high) -> round.measure(mean, start, width, low, high));
    return round.root();
  }

  /** Brings three vectors, and not the rows, to where the round is led. */
  private static double rootOfSlices(Gradients correct, float[] mean, int byzantine) {
    float[] lowest = new float[mean.length];
    float[] highest = new float[mean.length];
    bounds(
        correct,
        byzantine,
        (start, width, low, high) -> {
          System.arraycopy(low, 0, lowest, start, width);
          System.arraycopy(high, 0, highest, start, width);
        });
    float[][] whole = new float[3][];
    Coordinates here = correct.coordinates();
    here.gather(mean, vector -> whole[0] = vector);
    here.gather(lowest, vector -> whole[1] = vector);
    here.gather(highest, vector -> whole[2] = vector);
    MedianBreaking round = new MedianBreaking(here.dimension());
    float[] low = new float[RowKernels.WIDTH];
    float[] high = new float[RowKernels.WIDTH];
    for (int start = 0; start < here.dimension(); start += RowKernels.WIDTH) {
      int width = Math.min(RowKernels.WIDTH, here.dimension() - start);
      System.arraycopy(whole[1], start, low, 0, width);
      System.arraycopy(whole[2], start, high, 0, width);
      round.measure(whole[0], start, width, low, high);
    }
    return round.root();
  }

  /** Takes the bounds of some coordinates, in the order of coordinates from place 0 on. */
  @FunctionalInterface
  private interface Bounds {
    void take(int start, int width, float[] low, float[] high);
  }

  /** Finds the bounds, which have certain ranks among the correct values. */
  private static void bounds(Gradients correct, int byzantine, Bounds receiver) {
    int h = correct.workers();
    int middle = (h + byzantine) / 2;
    SelectionNetwork network = SelectionNetwork.ranks(h, middle - byzantine, middle);
    RowKernels kernels = Kernels.get().rows();
    CoordinateBlocks.forEach(
        correct.dimension(),
        (from, to) -> {
          int[][] keys = new int[h][RowKernels.WIDTH];
          float[] low = new float[RowKernels.WIDTH];
          float[] high = new float[RowKernels.WIDTH];
          for (int start = from; start < to; start += RowKernels.WIDTH) {
            int width = Math.min(RowKernels.WIDTH, to - start);
            kernels.select(network, correct.rows(), start, width, keys);
            kernels.values(keys[network.place(middle - byzantine)], low, 0, width);
            kernels.values(keys[network.place(middle)], high, 0, width);
            receiver.take(start, width, low, high);
          }
        });
  }

  /** Finds the bends in some coordinates. */
  private void measure(float[] mean, int start, int width, float[] low, float[] high) {
    for (int k = 0; k < width; k++) {
      double p = mean[start + k];
      // Turned by the sign of p; without a mean the coordinate adds nothing, whatever its bends.
      squares[start + k] = p * p;
      first[start + k] = p == 0 ? 0 : -(p > 0 ? high[k] : low[k]) / p;
      second[start + k] = p == 0 ? 0 : -(p > 0 ? low[k] : high[k]) / p;
    }
  }

  private double root() {
    double low = 0;
    if (product(0) < 0) {
      return 0;
    }
    double high = 1;
    while (!(product(high) < 0)) {
      low = high;
      high *= 2;
      if (Double.isInfinite(high)) {
        return high;
      }
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
    double sum = constant + slope * epsilon;
    double[] terms = new double[Math.min(left, TERMS)];
    for (int start = 0; start < left; start += TERMS) {
      int width = Math.min(TERMS, left - start);
      // A loop of its own, which compilers vectorize.
      for (int k = 0; k < width; k++) {
        int place = start + k;
        terms[k] = squares[place] * Math.max(first[place], Math.min(second[place], epsilon));
      }
      for (int k = 0; k < width; k++) {
        sum -= terms[k];
      }
    }
    return sum;
  }

  /** Takes out the coordinates that are linear between two factors. */
  private void fold(double low, double high) {
    int kept = 0;
    for (int k = 0; k < left; k++) {
      if (first[k] >= high) {
        constant -= squares[k] * first[k];
      } else if (second[k] <= low) {
        constant -= squares[k] * second[k];
      } else if (first[k] <= low && second[k] >= high) {
        slope -= squares[k];
      } else {
        squares[kept] = squares[k];
        first[kept] = first[k];
        second[kept] = second[k];
        kept++;
      }
    }
    left = kept;
  }
}
