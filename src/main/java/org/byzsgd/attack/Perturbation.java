package org.byzsgd.attack;

/**
 * How far the row u = mean - gamma p is from each known row v_i: a quadratic in gamma, |u - v_i|^2
 * = b_i - 2 gamma a_i + gamma^2 c with a_i = &lt;p, mean - v_i&gt;, b_i = |mean - v_i|^2, c =
 * |p|^2, all from one pass over the coordinates, in double.
 */
final class Perturbation {
  private final int count;
  private final double[] sums;

  /** Measures the rows that an attacker knows against a direction of d coordinates. */
  Perturbation(AdversaryView view, float[] direction) {
    float[][] rows = view.knownRows();
    float[] mean = view.knownMean();
    this.count = rows.length;
    this.sums =
        view.coordinates()
            .sum(
                2 * count + 1,
                (from, to, block) -> {
                  for (int k = from; k < to; k++) {
                    double p = direction[k];
                    block[2 * count] += p * p;
                    for (int i = 0; i < count; i++) {
                      double difference = (double) mean[k] - rows[i][k];
                      block[i] += p * difference;
                      block[count + i] += difference * difference;
                    }
                  }
                });
  }

  /** The largest gamma of at least 0 with |u - v_i|^2 at most the bound for all i. */
  double largestWithEach(double bound) {
    double largest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      largest = Math.min(largest, root(sums[i], bound - sums[count + i]));
    }
    return largest;
  }

  /** The largest gamma of at least 0 with the sum of all |u - v_i|^2 at most the bound. */
  double largestWithSum(double bound) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      products += sums[i] / count;
      squares += sums[count + i] / count;
    }
    return root(products, bound / count - squares);
  }

  /** The larger root of c gamma^2 - 2 a gamma - slack = 0; 0 if the direction is 0. */
  private double root(double a, double slack) {
    double c = sums[2 * count];
    // Rounding may take a slack of 0 below it.
    return c == 0 ? 0 : Math.max(0, (a + Math.sqrt(a * a + c * Math.max(0, slack))) / c);
  }
}
