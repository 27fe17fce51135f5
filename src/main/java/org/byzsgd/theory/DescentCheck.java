package org.byzsgd.theory;

import org.byzsgd.linalg.Coordinates;

/**
 * Definition 4 (DSSGD-Byzantine tolerance) on one aggregate: the step is along the gradient iff
 * their inner product is not negative (Xie, Koyejo, Gupta 2019). A rule that always answers 0
 * passes, so eta = &lt;g, Aggr&gt; / |g|^2 tells how much of the gradient is left: 1 for g itself,
 * 0 for standstill, -epsilon for what inner product manipulation aims at. Example: g = (1, 2) and
 * Aggr = (-1, 3) have the product 5, eta 1 and the cosine 1/sqrt(2).
 *
 * @param innerProduct &lt;g, Aggr&gt;
 * @param gradientSquaredNorm |g|^2
 * @param aggregateSquaredNorm |Aggr|^2
 */
public record DescentCheck(
    double innerProduct, double gradientSquaredNorm, double aggregateSquaredNorm) {
  /**
   * Compares an aggregate with a gradient: the mean of the correct rows, or an independent estimate
   * of the true gradient.
   *
   * @param gradient g, d floats
   * @param aggregate Aggr, d floats
   * @return the comparison
   */
  public static DescentCheck of(float[] gradient, float[] aggregate) {
    return of(Coordinates.all(gradient.length), gradient, aggregate);
  }

  /**
   * Compares vectors of which perhaps only some coordinates are here.
   *
   * @param here which coordinates are here
   * @param gradient g
   * @param aggregate Aggr
   * @return the comparison
   */
  public static DescentCheck of(Coordinates here, float[] gradient, float[] aggregate) {
    double[] sums =
        here.sum(
            3,
            (from, to, block) -> {
              double product = 0;
              double own = 0;
              double other = 0;
              for (int k = from; k < to; k++) {
                double g = gradient[k];
                double a = aggregate[k];
                product += g * a;
                own += g * g;
                other += a * a;
              }
              block[0] = product;
              block[1] = own;
              block[2] = other;
            });
    return new DescentCheck(sums[0], sums[1], sums[2]);
  }

  /** {@return eta = &lt;g, Aggr&gt; / |g|^2; NaN if g is 0} */
  public double eta() {
    return innerProduct / gradientSquaredNorm;
  }

  /** {@return the cosine of the angle between g and Aggr; NaN if one of them is 0} */
  public double cosine() {
    return innerProduct / (Math.sqrt(gradientSquaredNorm) * Math.sqrt(aggregateSquaredNorm));
  }

  /** {@return whether Definition 4 holds: the inner product is at least 0; not if it is NaN} */
  public boolean tolerant() {
    return innerProduct >= 0;
  }

  /** {@return whether the inner product is above 0: standstill does not pass} */
  public boolean strictlyTolerant() {
    return innerProduct > 0;
  }
}
