package org.byzsgd.theory;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the trials of one cell gave. The interval of eta is the normal one for the mean of its
 * trials, that of the share is Wilson's for a probability; both of 95 %. Where the share is not 0
 * or 1 in each trial, Wilson's interval is wider than needed, since nothing in [0, 1] varies more.
 *
 * @param rule as it was written
 * @param attack the attack and its factor
 * @param signal s
 * @param dimension d
 * @param trials how many
 * @param finite in how many of them the aggregate was finite; where it was not in all, eta is not
 *     finite, and neither may the share be
 * @param byzantineShare the mean share: for Krum the probability that it chooses a Byzantine row
 * @param shareLow its interval's lower end
 * @param shareHigh its upper end
 * @param eta the mean of &lt;g, Aggr&gt; / |g|^2; NaN for s = 0
 * @param etaLow its interval's lower end
 * @param etaHigh its upper end
 */
public record ToleranceRow(
    String rule,
    AttackSetting attack,
    double signal,
    int dimension,
    int trials,
    int finite,
    double byzantineShare,
    double shareLow,
    double shareHigh,
    double eta,
    double etaLow,
    double etaHigh) {
  /** The two-sided 95 % quantile of the normal distribution. */
  private static final double QUANTILE = 1.959963984540054;

  static ToleranceRow of(
      String rule,
      AttackSetting attack,
      double signal,
      int dimension,
      double[] etas,
      double[] shares) {
    int n = etas.length;
    double eta = mean(etas);
    double squares = Arrays.stream(etas).map(x -> (x - eta) * (x - eta)).sum();
    double error = QUANTILE * Math.sqrt(squares / (n - 1) / n);
    double share = mean(shares);
    double square = QUANTILE * QUANTILE;
    double center = (share + square / (2 * n)) / (1 + square / n);
    double reach =
        QUANTILE
            / (1 + square / n)
            * Math.sqrt(Math.max(0, share * (1 - share)) / n + square / (4.0 * n * n));
    return new ToleranceRow(
        rule,
        attack,
        signal,
        dimension,
        n,
        finite(signal, etas, shares),
        share,
        Math.max(0, center - reach),
        Math.min(1, center + reach),
        eta,
        eta - error,
        eta + error);
  }

  /** Without a signal eta is not defined, whatever the aggregate. */
  private static int finite(double signal, double[] etas, double[] shares) {
    return (int)
        IntStream.range(0, etas.length)
            .filter(i -> Double.isFinite(shares[i]) && (signal == 0 || Double.isFinite(etas[i])))
            .count();
  }

  /** In the order of the trials: the same bits wherever they ran. */
  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
