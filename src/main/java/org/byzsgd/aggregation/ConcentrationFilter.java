package org.byzsgd.aggregation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * The sum over m of the rows of workers whose history stays concentrated (ByzantineSGD).
 *
 * <p>In round k, with x_k the point and g_(k,i) the rows: A_i = sum_t &lt;g_(t,i), x_t - x_1&gt;
 * and B_i = sum_t g_(t,i) over the rounds t = 1 .. k; A_med = the median of the A_i; B_med = a B_i
 * with more than m/2 of the B_j within T_B of it; g_med = a g_(k,i) with more than m/2 of the rows
 * within 2V; good_k = the workers of good_(k-1), at first all, with |A_i - A_med| &lt;= T_A, |B_i -
 * B_med| &lt;= 2 T_B and |g_(k,i) - g_med| &lt;= 4V; Aggr = (1/m) sum over good_k of g_(k,i)
 * (Alistarh, Allen-Zhu, Li 2018, Algorithm 1, without its projection on a ball around x_1). V
 * bounds |g_(k,i) - E g_(k,i)| of correct workers; T_B = 4 V sqrt(T C) and T_A = D T_B, with C =
 * ln(16 m T / 0.01), T the horizon and D the largest |x_t - x_1|.
 *
 * <p>Needs 2f &lt; m, and that the Byzantine workers are always the same: who is caught stays out
 * for good, so with liars drawn anew each round nobody is left in the end and the aggregate is
 * zero. B_med and g_med are those with the most others in reach, ties to the lowest worker id. A
 * row that is not finite puts its worker out. Outside training x_t - x_1 is zero. No
 * pre-aggregation may stand before it. Memory m d floats; cost m^2 d + 2 m d. Example (d = 1, f =
 * 1, V = 1, T = 1, first round): 1, 2, 3, 6.5 have g_med = 1, from which 6.5 is more than 4 away;
 * (1 + 2 + 3)/4 = 1.5.
 *
 * @param declared f, how many rows are declared Byzantine
 * @param deviation V, above 0, in units of a gradient's norm
 * @param horizon T, at least 1, in rounds
 * @param diameter D, above 0, in units of a parameter
 */
public record ConcentrationFilter(int declared, double deviation, int horizon, double diameter)
    implements InformedRule {
  private static final double FAILURE = 0.01;

  @Override
  public void check(int workers) {
    DeclaredRange.check("byzantine-sgd", declared, (workers - 1) / 2, workers);
  }

  @Override
  public void checkBehindPreAggregations() {
    throw new UsageException(
        "byzantine-sgd: follows each worker's own rows from round to round, so no pre-aggregation"
            + " may stand before it");
  }

  @Override
  public Optional<Reference> reference() {
    return Optional.of(Reference.DISPLACEMENT);
  }

  @Override
  public boolean worksOnSlices() {
    return false;
  }

  @Override
  public Combination combine(Evidence evidence) {
    int m = evidence.workers();
    double sumRadius = 4 * deviation * Math.sqrt(horizon * Math.log(16.0 * m * horizon / FAILURE));
    double[] memory = evidence.remembered();
    double[] products = evidence.products();
    double[] progress = new double[m];
    for (int i = 0; i < m; i++) {
      progress[i] = products[i] + (memory.length == 0 ? 0 : memory[i]);
    }
    double middle = median(progress);
    Geometry rows = evidence.geometry();
    Geometry sums = evidence.sums();
    int row = center(rows, 2 * deviation);
    int sum = center(sums, sumRadius);
    double[] next = Arrays.copyOf(progress, 2 * m);
    double[] weights = new double[m];
    for (int i = 0; i < m; i++) {
      boolean good =
          (memory.length == 0 || memory[m + i] == 1)
              && Double.isFinite(rows.squaredNorm(i))
              && Math.abs(progress[i] - middle) <= diameter * sumRadius
              && within(sums, i, sum, 2 * sumRadius)
              && within(rows, i, row, 4 * deviation);
      next[m + i] = good ? 1 : 0;
      weights[i] = good ? 1.0 / m : 0;
    }
    evidence.remember(next);
    return Combination.weighted(weights);
  }

  /** Not a number stands behind all numbers. */
  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return 0.5 * sorted[(sorted.length - 1) / 2] + 0.5 * sorted[sorted.length / 2];
  }

  /** The row with the most others within the radius, ties to the lowest. */
  private static int center(Geometry geometry, double radius) {
    int best = 0;
    int most = -1;
    for (int i = 0; i < geometry.workers(); i++) {
      int count = 0;
      for (int j = 0; j < geometry.workers(); j++) {
        count += within(geometry, i, j, radius) ? 1 : 0;
      }
      if (count > most) {
        best = i;
        most = count;
      }
    }
    return best;
  }

  private static boolean within(Geometry geometry, int i, int j, double radius) {
    return geometry.squaredDistance(i, j) <= radius * radius;
  }

  /** Makes the rule {@code byzantine-sgd}. */
  public static final class Factory implements RuleFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "byzantine-sgd";
    }

    @Override
    public String summary() {
      return "the rows of the workers whose history stays concentrated, summed over m";
    }

    @Override
    public String citation() {
      return "Alistarh, Allen-Zhu, Li 2018, Algorithm 1 (ByzantineSGD)";
    }

    @Override
    public String requirement() {
      return "2f < m; always the same Byzantine workers";
    }

    @Override
    public String cost() {
      return "m^2 d + 2 m d, and m d floats of memory";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "deviation",
              "1e-30 .. 1e30",
              "1.0",
              "V: how far a correct gradient lies from its expectation at most"),
          new Parameter("horizon", "at least 1", "1000", "T: for how many rounds the bounds hold"),
          new Parameter(
              "diameter", "1e-30 .. 1e30", "10.0", "D: how far the point moves from the first"));
    }

    @Override
    public AggregationRule create(Arguments arguments, int declared) {
      return new ConcentrationFilter(
          declared,
          arguments.real("deviation", 1, 1e-30, 1e30),
          arguments.integer("horizon", 1000, 1, Integer.MAX_VALUE),
          arguments.real("diameter", 10, 1e-30, 1e30));
    }
  }
}
