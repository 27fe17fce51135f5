package org.byzsgd.linalg;

/**
 * The first stage of a round: the squared Euclidean distances of the m rows, the only numbers for
 * which all d coordinates are looked at at once. A sum over blocks of coordinates.
 */
public final class Geometry {
  private final int workers;
  private final double[] squaredDistances;

  private Geometry(int workers, double[] squaredDistances) {
    this.workers = workers;
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
    int m = gradients.workers();
    float[][] rows = gradients.rows();
    Kernels kernels = Kernels.get();
    double[] sums =
        CoordinateBlocks.sum(
            gradients.dimension(),
            m * m,
            (from, to, block) -> kernels.differences(rows, from, to, block));
    for (int i = 0; i < m; i++) {
      for (int j = i + 1; j < m; j++) {
        double sum = sums[i * m + j];
        sums[i * m + j] = Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
        sums[j * m + i] = sums[i * m + j];
      }
    }
    return new Geometry(m, sums);
  }

  /** {@return m, the number of rows} */
  public int workers() {
    return workers;
  }

  /**
   * The squared distance of two rows.
   *
   * @param i a row
   * @param j a row
   * @return at least 0, perhaps positive infinity, never NaN
   */
  public double squaredDistance(int i, int j) {
    return squaredDistances[i * workers + j];
  }
}
