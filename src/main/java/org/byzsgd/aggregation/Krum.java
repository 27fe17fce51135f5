package org.byzsgd.aggregation;

import java.util.Arrays;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.registry.Arguments;

/**
 * The row with the lowest Krum score.
 *
 * <p>KR(x_i) = the sum of the squared Euclidean distances from x_i to its m - f - 2 nearest other
 * rows; the aggregate is the row of the smallest score, ties to the lowest worker id (Blanchard, El
 * Mhamdi, Guerraoui, Stainer 2017; Xie, Koyejo, Gupta 2019, Definition 3). Needs 2f + 2 &lt; m. A
 * row that is not finite is infinitely far from all others: while at most f rows are so, a finite
 * one is chosen. Cost m^2 d / 2. Example (the paper's section 4.2, f = 3): 0, .02, .14, .26, .38,
 * .5, -.1, -.1, -.1 scores .0304, .0436, .1060, .1440, .2160, .4320, .0244, .0244, .0244; the
 * choice is -.1.
 *
 * @param declared f, how many rows are declared Byzantine
 */
public record Krum(int declared) implements MixingRule {
  @Override
  public void check(int workers) {
    DeclaredRange.check("krum", declared, Math.floorDiv(workers - 3, 2), workers);
  }

  @Override
  public double[] weights(Geometry geometry) {
    double[] scores = scores(geometry);
    int chosen = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] < scores[chosen]) {
        chosen = i;
      }
    }
    double[] weights = new double[scores.length];
    weights[chosen] = 1;
    return weights;
  }

  /**
   * The Krum scores.
   *
   * @param geometry of the m rows
   * @return KR of each row, at least 0, perhaps positive infinity
   */
  public double[] scores(Geometry geometry) {
    int m = geometry.workers();
    int neighbours = m - declared - 2;
    double[] scores = new double[m];
    double[] distances = new double[m - 1];
    for (int i = 0; i < m; i++) {
      int others = 0;
      for (int j = 0; j < m; j++) {
        if (j != i) {
          distances[others++] = geometry.squaredDistance(i, j);
        }
      }
      Arrays.sort(distances);
      for (int k = 0; k < neighbours; k++) {
        scores[i] += distances[k];
      }
    }
    return scores;
  }

  /** Makes the rule {@code krum}. */
  public static final class Factory implements RuleFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "krum";
    }

    @Override
    public String summary() {
      return "the row nearest to its m-f-2 nearest others, by squared distances";
    }

    @Override
    public String citation() {
      return "Blanchard, El Mhamdi, Guerraoui, Stainer 2017; Xie, Koyejo, Gupta 2019, Definition 3";
    }

    @Override
    public String requirement() {
      return "2f + 2 < m";
    }

    @Override
    public AggregationRule create(Arguments arguments, int declared) {
      return new Krum(declared);
    }
  }
}
