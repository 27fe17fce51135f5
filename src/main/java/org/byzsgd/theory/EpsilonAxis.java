package org.byzsgd.theory;

import java.util.Arrays;

/**
 * Where the order of the distances of a round changes as the factor of inner product manipulation
 * grows. With e = 1 + epsilon the distance of the forged row to the correct row i is the quadratic
 * a_i + 2 b_i e + c e^2, a_i = |v_i - vbar|^2, b_i = &lt;v_i - vbar, vbar&gt;, c = |vbar|^2; all
 * other distances do not depend on it.
 */
final class EpsilonAxis {
  private EpsilonAxis() {}

  /** A part of the epsilon axis, open. */
  record Piece(double from, double to) {
    double inside() {
      return Double.isInfinite(to) ? 2 * from + 1 : (from + to) / 2;
    }
  }

  /** The polynomial p0 + p1 e + p2 e^2. */
  record Quadratic(double p0, double p1, double p2) {
    /** |v_i + epsilon vbar|^2. */
    static Quadratic distanceToForged(CorrectGeometry correct, int i) {
      double along = correct.product(i) - correct.meanSquaredNorm();
      return new Quadratic(correct.squaredDeviation(i), 2 * along, correct.meanSquaredNorm());
    }

    /** Its real roots as values of epsilon = e - 1 inside a piece, at most two. */
    double[] rootsIn(Piece piece) {
      double[] roots = roots();
      int count = 0;
      for (double root : roots) {
        if (root - 1 > piece.from && root - 1 < piece.to) {
          roots[count++] = root - 1;
        }
      }
      return Arrays.copyOf(roots, count);
    }

    private double[] roots() {
      if (p2 == 0) {
        return p1 == 0 ? new double[0] : new double[] {-p0 / p1};
      }
      double discriminant = p1 * p1 - 4 * p2 * p0;
      if (discriminant < 0) {
        return new double[0];
      }
      // Without the difference of near-equal numbers.
      double sum = -(p1 + Math.copySign(Math.sqrt(discriminant), p1)) / 2;
      return sum == 0 ? new double[] {0} : new double[] {sum / p2, p0 / sum};
    }

    Quadratic minus(Quadratic other) {
      return new Quadratic(p0 - other.p0, p1 - other.p1, p2 - other.p2);
    }
  }

  /** 0, all epsilon at which two distances from one row cross, infinity; ascending. */
  static double[] distanceCrossings(CorrectGeometry correct) {
    int h = correct.count();
    Piece all = new Piece(0, Double.POSITIVE_INFINITY);
    double[] found = new double[2 + 3 * h * h];
    int count = 0;
    found[count++] = 0;
    found[count++] = Double.POSITIVE_INFINITY;
    for (int i = 0; i < h; i++) {
      Quadratic own = Quadratic.distanceToForged(correct, i);
      for (int j = 0; j < i; j++) {
        for (double root : own.minus(Quadratic.distanceToForged(correct, j)).rootsIn(all)) {
          found[count++] = root;
        }
      }
      for (int j = 0; j < h; j++) {
        if (j != i) {
          Quadratic other = new Quadratic(correct.squaredDistance(i, j), 0, 0);
          for (double root : own.minus(other).rootsIn(all)) {
            found[count++] = root;
          }
        }
      }
    }
    double[] borders = Arrays.copyOf(found, count);
    Arrays.sort(borders);
    return borders;
  }
}
