package org.byzsgd.linalg;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The first stage of a round: the squared Euclidean distances of m rows, of the origin, and perhaps
 * of one reference vector. These are the only numbers for which all d coordinates are looked at at
 * once; they are sums over blocks of coordinates. The geometry of linear combinations of the rows
 * follows from them without another look at the coordinates.
 *
 * <p>A combination is written as its coefficients: one a row, perhaps one more for the reference.
 * Whatever they lack to a sum of 1 stands at the origin, so that every combination is an affine one
 * of these points, and the squared length of a difference with coefficients c (which sum to 0) is
 * {@code -1/2 sum_ij c_i c_j D_ij}. So rows near to each other and far from the origin keep their
 * distances as long as their coefficients have equal sums.
 */
public final class Geometry {
  /** Sums of coefficients this near to 1 miss it by rounding only. */
  private static final double ROUNDING = 0x1p-40;

  /**
   * The largest squared norm that counts as finite. Squares are floats within a block, and the
   * squared distance of two rows is up to four times the larger squared norm: so the distances of
   * all finite rows are finite, and no combination of them is infinity minus infinity.
   */
  private static final double LARGEST = Float.MAX_VALUE / 8;

  private final int workers;
  private final int points;
  private final double[] squaredDistances;

  private Geometry(int workers, int points, double[] squaredDistances) {
    this.workers = workers;
    this.points = points;
    this.squaredDistances = squaredDistances;
  }

  /**
   * Measures the rows. Distances are sums of squared differences, so near-identical rows far from
   * the origin keep theirs; a distance to a row with a NaN, or of two infinities, is reported as
   * positive infinity, since nothing is near such a row.
   *
   * @param gradients m rows, all set
   * @return their geometry
   */
  public static Geometry of(Gradients gradients) {
    return measure(gradients);
  }

  /**
   * Measures the rows and a reference vector.
   *
   * @param gradients m rows, all set
   * @param reference the coordinates that are here
   * @return their geometry
   */
  public static Geometry of(Gradients gradients, float[] reference) {
    return measure(gradients, reference);
  }

  /**
   * Of rows that nobody measured, for those who ask for their number only.
   *
   * @param workers m
   * @return a geometry without distances: asking for one is an error
   */
  public static Geometry unmeasured(int workers) {
    return new Geometry(workers, 0, new double[0]);
  }

  /**
   * Of rows whose distances are known.
   *
   * @param squaredDistances (m + 1) x (m + 1) and symmetric, of the m rows and, last, of the
   *     origin; of each pair the entry of the smaller row index is read; copied
   * @return their geometry, without a reference
   */
  public static Geometry ofDistances(double[][] squaredDistances) {
    int n = squaredDistances.length;
    double[] all = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        all[i * n + j] = squaredDistances[i][j];
        all[j * n + i] = squaredDistances[i][j];
      }
    }
    return new Geometry(n - 1, n, all);
  }

  private static Geometry measure(Gradients gradients, float[]... beside) {
    float[][] rows = gradients.rows();
    float[][] all = Arrays.copyOf(rows, rows.length + beside.length);
    System.arraycopy(beside, 0, all, rows.length, beside.length);
    int measured = all.length;
    RowKernels kernels = Kernels.get().rows();
    double[] sums =
        gradients
            .coordinates()
            .sum(measured * measured, (from, to, block) -> kernels.distances(all, from, to, block));
    // The points are the rows, the origin, and what stands beside.
    int points = measured + 1;
    int origin = rows.length;
    double[] distances = new double[points * points];
    for (int i = 0; i < measured; i++) {
      int a = i < origin ? i : i + 1;
      for (int j = i; j < measured; j++) {
        int b = i == j ? origin : j < origin ? j : j + 1;
        double sum = sums[i * measured + j];
        boolean measurable = i == j ? sum <= LARGEST : !Double.isNaN(sum);
        distances[a * points + b] = measurable ? sum : Double.POSITIVE_INFINITY;
        distances[b * points + a] = distances[a * points + b];
      }
    }
    return new Geometry(rows.length, points, distances);
  }

  /** {@return m, the number of rows} */
  public int workers() {
    return workers;
  }

  /** {@return whether a reference vector was measured} */
  public boolean hasReference() {
    return points > workers + 1;
  }

  /**
   * The squared distance of two rows.
   *
   * @param i a row
   * @param j a row
   * @return at least 0, perhaps positive infinity, never NaN
   */
  public double squaredDistance(int i, int j) {
    return squaredDistances[i * points + j];
  }

  /**
   * The squared Euclidean norm of a row.
   *
   * @param i a row
   * @return at least 0; positive infinity if a value is not finite, or the norm is above 6.5e18, so
   *     that distances to other rows could overflow
   */
  public double squaredNorm(int i) {
    return squaredDistances[i * points + workers];
  }

  /**
   * The rows that a rule can measure with: those whose norm is finite.
   *
   * @return their numbers in order, perhaps none
   */
  public int[] finiteRows() {
    return IntStream.range(0, workers).filter(i -> Double.isFinite(squaredNorm(i))).toArray();
  }

  /**
   * The squared distance of each row from a combination of rows.
   *
   * @param coefficients of the combination: m, or m + 1 with the reference's
   * @return m numbers, at least 0; positive infinity for rows that are not finite, and for all if
   *     the combination touches such a row
   */
  public double[] squaredDistancesFrom(double[] coefficients) {
    double[] center = affine(coefficients);
    double[] distances = new double[workers];
    double[] difference = new double[points];
    for (int i = 0; i < workers; i++) {
      for (int k = 0; k < points; k++) {
        difference[k] = -center[k];
      }
      difference[i] += 1;
      boolean finite = Double.isFinite(squaredNorm(i)) && touchesOnlyFinite(center);
      distances[i] = finite ? squaredLength(difference) : Double.POSITIVE_INFINITY;
    }
    return distances;
  }

  /**
   * The geometry of linear combinations of the rows, beside the same origin and reference.
   *
   * @param mixing k x m: the coefficients of each new row
   * @return the geometry of the k new rows; one that touches a row which is not finite, with a
   *     coefficient other than 0, is infinitely far from all others
   */
  public Geometry mixed(double[][] mixing) {
    int k = mixing.length;
    int n = k + points - workers;
    double[][] all = new double[n][];
    for (int i = 0; i < k; i++) {
      all[i] = affine(mixing[i]);
    }
    for (int i = k; i < n; i++) {
      all[i] = new double[points];
      all[i][workers + i - k] = 1;
    }
    double[] distances = new double[n * n];
    double[] difference = new double[points];
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        for (int l = 0; l < points; l++) {
          difference[l] = all[i][l] - all[j][l];
        }
        boolean finite = touchesOnlyFinite(all[i]) && touchesOnlyFinite(all[j]);
        distances[i * n + j] = finite ? squaredLength(difference) : Double.POSITIVE_INFINITY;
        distances[j * n + i] = distances[i * n + j];
      }
    }
    return new Geometry(k, n, distances);
  }

  /** The coefficients of all points, with the rest at the origin. */
  private double[] affine(double[] coefficients) {
    if (coefficients.length != workers && !(hasReference() && coefficients.length == workers + 1)) {
      throw new IllegalArgumentException(
          "expected " + workers + " coefficients, got " + coefficients.length);
    }
    double[] all = new double[points];
    System.arraycopy(coefficients, 0, all, 0, workers);
    if (coefficients.length > workers) {
      all[workers + 1] = coefficients[workers];
    }
    double rest = 1 - Arrays.stream(coefficients).sum();
    all[workers] = Math.abs(rest) < ROUNDING ? 0 : rest;
    return all;
  }

  private boolean touchesOnlyFinite(double[] affine) {
    for (int i = 0; i < points; i++) {
      if (affine[i] != 0 && !Double.isFinite(squaredDistances[i * points + workers])) {
        return false;
      }
    }
    return true;
  }

  /** Rounding may leave a number just below zero for a length of zero. */
  private double squaredLength(double[] difference) {
    double sum = 0;
    for (int i = 0; i < points; i++) {
      if (difference[i] == 0) {
        continue;
      }
      double row = 0;
      for (int j = 0; j < i; j++) {
        if (difference[j] != 0) {
          row += difference[j] * squaredDistances[i * points + j];
        }
      }
      sum -= difference[i] * row;
    }
    return Math.max(0, sum);
  }
}
