package org.byzsgd.aggregation;

import org.byzsgd.linalg.RowKernels;
import org.byzsgd.registry.Arguments;

/**
 * The coordinate-wise median of the m rows.
 *
 * <p>Aggr_j = the middle value of x_1j, ..., x_mj; for even m the mean of the two middle values
 * (Xie, Koyejo, Gupta 2019, Definition 2; Yin et al. 2018). Needs 2f &lt; m. Values are ordered
 * totally by their bits, negative NaN first and NaN last, so at most f non-finite rows cannot reach
 * the middle and the aggregate stays finite. Cost m log(m)^2 d. Example: -4, -2, -0.1, 0.1, 0.3
 * give -0.1 (the paper's section 4.1).
 *
 * @param declared f, how many rows are declared Byzantine
 */
public record Median(int declared) implements CoordinateRule {
  @Override
  public void check(int workers) {
    DeclaredRange.check("median", declared, (workers - 1) / 2, workers);
  }

  @Override
  public void aggregate(float[][] rows, int from, int to, float[] aggregate) {
    SortedBlock block = SortedBlock.halves(rows.length);
    for (int start = from; start < to; start += RowKernels.WIDTH) {
      block.medians(rows, start, Math.min(RowKernels.WIDTH, to - start), aggregate);
    }
  }

  /** Makes the rule {@code median}. */
  public static final class Factory implements RuleFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "median";
    }

    @Override
    public String summary() {
      return "the coordinate-wise median";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, Definition 2; Yin, Chen, Ramchandran, Bartlett 2018";
    }

    @Override
    public String requirement() {
      return "2f < m";
    }

    @Override
    public String cost() {
      return "m log(m)^2 d";
    }

    @Override
    public AggregationRule create(Arguments arguments, int declared) {
      return new Median(declared);
    }
  }
}
