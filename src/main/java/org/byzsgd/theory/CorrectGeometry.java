package org.byzsgd.theory;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Mean;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;

/**
 * The correct rows v_1 .. v_h of a round by their inner products alone: all that mixing rules under
 * inner product manipulation depend on. With vbar their mean, everything follows from the squared
 * distances D of the rows and their squared norms: |v_i - vbar|^2 = (1/h) sum_j D_ij - (1/2h^2)
 * sum_jk D_jk, and likewise |vbar|^2. The forged row is u = -epsilon vbar, so |u - v_i|^2 = |v_i -
 * vbar|^2 + 2 (1 + epsilon) &lt;v_i - vbar, vbar&gt; + (1 + epsilon)^2 |vbar|^2.
 */
public final class CorrectGeometry {
  private final Geometry rows;
  private final int count;
  private final double[] squaredDeviations;
  private final double[] products;
  private final double meanSquaredNorm;

  private CorrectGeometry(Geometry rows, double[] squaredDeviations, double meanSquaredNorm) {
    this.rows = rows;
    this.count = rows.workers();
    this.squaredDeviations = squaredDeviations;
    this.meanSquaredNorm = meanSquaredNorm;
    this.products = new double[count];
    for (int i = 0; i < count; i++) {
      products[i] = (rows.squaredNorm(i) + meanSquaredNorm - squaredDeviations[i]) / 2;
    }
  }

  /**
   * Measures the correct rows and their mean: the one pass over all coordinates.
   *
   * @param correctRows h rows of d floats, at least one, finite
   * @param mean vbar, d floats
   * @return their geometry
   */
  public static CorrectGeometry of(float[][] correctRows, float[] mean) {
    return of(Gradients.of(correctRows), mean);
  }

  /** The same where perhaps only some coordinates of the rows and their mean are. */
  static CorrectGeometry of(Gradients correctRows, float[] mean) {
    Geometry measured = Geometry.of(correctRows, mean);
    double[] reference = new double[correctRows.workers() + 1];
    reference[correctRows.workers()] = 1;
    // Measured, not derived: a mean that is short beside the rows keeps its length.
    return new CorrectGeometry(
        measured,
        measured.squaredDistancesFrom(reference),
        measured.mixed(new double[][] {reference}).squaredNorm(0));
  }

  /**
   * Measures the correct rows.
   *
   * @param correctRows h rows of d floats, at least one, finite
   * @return their geometry
   */
  public static CorrectGeometry of(float[][] correctRows) {
    float[] mean = new float[correctRows[0].length];
    CoordinateBlocks.forEach(mean.length, (from, to) -> Mean.average(correctRows, from, to, mean));
    return of(correctRows, mean);
  }

  /**
   * Takes the correct rows out of a geometry that was measured already. The length of the mean is
   * then a difference: its square is known to about 1e-8 of the rows' squared norms.
   *
   * @param all of the m rows of a round
   * @param byzantine the ids of the Byzantine workers, ascending
   * @return the geometry of the others
   */
  public static CorrectGeometry of(Geometry all, int[] byzantine) {
    int m = all.workers();
    boolean[] lies = new boolean[m];
    for (int id : byzantine) {
      lies[id] = true;
    }
    int[] correct = IntStream.range(0, m).filter(i -> !lies[i]).toArray();
    int h = correct.length;
    double[][] distances = new double[h + 1][h + 1];
    for (int i = 0; i < h; i++) {
      for (int j = i + 1; j < h; j++) {
        distances[i][j] = all.squaredDistance(correct[i], correct[j]);
      }
      distances[i][h] = all.squaredNorm(correct[i]);
    }
    return derived(Geometry.ofDistances(distances));
  }

  private static CorrectGeometry derived(Geometry rows) {
    int h = rows.workers();
    double[] deviations = new double[h];
    double all = 0;
    double norms = 0;
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < h; j++) {
        deviations[i] += rows.squaredDistance(i, j) / h;
      }
      all += deviations[i] / h;
      norms += rows.squaredNorm(i) / h;
    }
    for (int i = 0; i < h; i++) {
      deviations[i] = Math.max(0, deviations[i] - all / 2);
    }
    return new CorrectGeometry(rows, deviations, Math.max(0, norms - all / 2));
  }

  /** {@return h, the number of correct rows} */
  public int count() {
    return count;
  }

  /** {@return |vbar|^2} */
  public double meanSquaredNorm() {
    return meanSquaredNorm;
  }

  /**
   * How far a row is from the mean.
   *
   * @param i 0 .. h - 1
   * @return |v_i - vbar|^2
   */
  public double squaredDeviation(int i) {
    return squaredDeviations[i];
  }

  /**
   * A row's product with the mean.
   *
   * @param i 0 .. h - 1
   * @return &lt;v_i, vbar&gt;
   */
  public double product(int i) {
    return products[i];
  }

  /**
   * The distance of two rows.
   *
   * @param i 0 .. h - 1
   * @param j 0 .. h - 1
   * @return |v_i - v_j|^2
   */
  public double squaredDistance(int i, int j) {
    return rows.squaredDistance(i, j);
  }

  /**
   * The distance of a row to the forged one.
   *
   * @param i 0 .. h - 1
   * @param epsilon the attack's factor
   * @return |v_i + epsilon vbar|^2
   */
  public double squaredDistanceToForged(int i, double epsilon) {
    double factor = 1 + epsilon;
    double along = products[i] - meanSquaredNorm;
    return Math.max(
        0, squaredDeviations[i] + 2 * factor * along + factor * factor * meanSquaredNorm);
  }

  /** {@return the largest |v_i - vbar|^2: premise B1 compares it with |vbar|^2} */
  public double largestSquaredDeviation() {
    return Arrays.stream(squaredDeviations).max().orElse(Double.NaN);
  }

  /** {@return beta^2 of Theorem 2: the smallest |v_i - v_j|^2 of two rows; infinite for h = 1} */
  public double smallestSquaredDistance() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        smallest = Math.min(smallest, rows.squaredDistance(i, j));
      }
    }
    return smallest;
  }

  /** {@return T = sum_i |v_i - vbar|^2 / (h - 1), which estimates sigma^2 d; NaN for h = 1} */
  public double scatter() {
    return Arrays.stream(squaredDeviations).sum() / (count - 1);
  }

  /**
   * The signal-to-noise ratio s = |g| / (sigma sqrt(d)) of one correct gradient, by moments: since
   * E|vbar|^2 = |g|^2 + sigma^2 d / h and E T = sigma^2 d, s^2 is estimated by |vbar|^2 / T - 1/h.
   *
   * @return the estimate, 0 where the difference is not above 0; NaN for h = 1
   */
  public double signalToNoise() {
    return Math.sqrt(Math.max(0, meanSquaredNorm / scatter() - 1.0 / count));
  }

  /**
   * The geometry of all m rows when every Byzantine worker sends -epsilon vbar.
   *
   * @param byzantine the ids of the q Byzantine workers, ascending, of 0 .. h + q - 1
   * @param epsilon the attack's factor
   * @return the distances of h + q rows
   */
  public Geometry attacked(int[] byzantine, double epsilon) {
    int m = count + byzantine.length;
    int[] place = places(byzantine);
    double[][] distances = new double[m + 1][m + 1];
    for (int a = 0; a < m; a++) {
      for (int b = a + 1; b < m; b++) {
        distances[a][b] = distance(place[a], place[b], epsilon);
      }
      distances[a][m] =
          place[a] < 0 ? epsilon * epsilon * meanSquaredNorm : rows.squaredNorm(place[a]);
    }
    return Geometry.ofDistances(distances);
  }

  /** The distance of two of the rows, where -1 stands for the forged one. */
  private double distance(int i, int j, double epsilon) {
    if (i < 0 && j < 0) {
      return 0;
    }
    if (i < 0 || j < 0) {
      return squaredDistanceToForged(Math.max(i, j), epsilon);
    }
    return rows.squaredDistance(i, j);
  }

  /** For each of the m workers its place among the correct rows; -1 if it is Byzantine. */
  int[] places(int[] byzantine) {
    return places(count, byzantine);
  }

  /** The same for so many correct workers. */
  static int[] places(int count, int[] byzantine) {
    int m = count + byzantine.length;
    int[] place = new int[m];
    int lies = 0;
    for (int worker = 0; worker < m; worker++) {
      boolean liar = lies < byzantine.length && byzantine[lies] == worker;
      place[worker] = liar ? -1 : worker - lies;
      lies += liar ? 1 : 0;
    }
    return place;
  }
}
