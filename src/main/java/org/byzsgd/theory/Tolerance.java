package org.byzsgd.theory;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.registry.UsageException;

/**
 * Definition 4 by Monte Carlo: rules against attacks over signal-to-noise ratios and dimensions. In
 * a trial worker i's gradient is g + noise with g = s in every coordinate and {@link Noise} of
 * average variance 1, so s = |g| / (sigma sqrt(d)); q workers drawn at random lie; the rule is in
 * its first round, so one with memory is as it starts. Rules that ask for trusted samples or for
 * workers with the same minibatch, and attacks on minibatches, are refused: there are no samples
 * here. A result is eta = &lt;g, Aggr&gt; / |g|^2 and the {@link ByzantineShare}.
 *
 * <p>Work is cut into tasks: one dimension and {@link #BLOCK} trials each. A task's numbers depend
 * on this record and the task alone, so any machine may do it and the bits stay. All cells of a
 * dimension see the same noise: differences between them are sharper than their intervals say, and
 * the intervals are not independent of each other.
 *
 * <p>Rules that weigh whole rows, under attacks that combine them ({@link
 * org.byzsgd.attack.Attack#combinesKnownRows}), depend on inner products only. For isotropic noise
 * and d of at least m + 2 their rows are replaced by rows of m + 1 numbers with the same joint law
 * of all inner products, exactly: a million dimensions cost what thirty do.
 *
 * @param workers m
 * @param byzantine q, 1 .. m - 1
 * @param declared f, what rules are told
 * @param rules each as {@link RuleFactory#of} reads it
 * @param attacks the attacks
 * @param signals the signal-to-noise ratios s, at least 0
 * @param dimensions d, at least 1 each
 * @param noise its spread
 * @param trials at least 2
 * @param seed any 64 bits
 */
public record Tolerance(
    int workers,
    int byzantine,
    int declared,
    List<String> rules,
    List<AttackSetting> attacks,
    List<Double> signals,
    List<Integer> dimensions,
    Noise noise,
    int trials,
    long seed)
    implements Serializable {
  /** The trials of a task. */
  public static final int BLOCK = 8;

  private static final double GIBIBYTE = 1L << 30;

  /**
   * Checks everything that can be refused.
   *
   * @param workers m
   * @param byzantine q
   * @param declared f
   * @param rules the rules
   * @param attacks the attacks
   * @param signals s
   * @param dimensions d
   * @param noise its spread
   * @param trials at least 2
   * @param seed any
   * @throws UsageException if a number is out of range, or a rule or attack does not stand m and q
   *     or asks for samples
   */
  public Tolerance {
    rules = List.copyOf(rules);
    attacks = List.copyOf(attacks);
    signals = List.copyOf(signals);
    dimensions = List.copyOf(dimensions);
    require(workers >= 2, "workers must be at least 2, got " + workers);
    require(
        byzantine >= 1 && byzantine < workers,
        String.format(
            "byzantine must be between 1 and %d for %d workers, got %d",
            workers - 1, workers, byzantine));
    require(declared >= 0, "declared must be at least 0, got " + declared);
    require(trials >= 2, "trials must be at least 2, got " + trials);
    for (double signal : signals) {
      require(
          signal >= 0 && signal <= 1e6,
          "a signal-to-noise ratio must be between 0 and 1e6, got " + signal);
    }
    for (int dimension : dimensions) {
      require(dimension >= 1, "a dimension must be at least 1, got " + dimension);
    }
    for (String rule : rules) {
      StudyScope.checkRule(rule, declared, workers);
    }
    for (AttackSetting attack : attacks) {
      StudyScope.checkAttack(attack.text(), byzantine, workers);
    }
    require(!rules.isEmpty(), "rules must name at least 1 rule");
    require(!attacks.isEmpty(), "attacks must name at least 1 attack");
    require(!signals.isEmpty(), "signal-to-noise ratios must be at least 1");
    require(!dimensions.isEmpty(), "dimensions must be at least 1");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UsageException(message);
    }
  }

  /** {@return the number of tasks} */
  public int tasks() {
    return dimensions.size() * blocks();
  }

  private int blocks() {
    return (trials + BLOCK - 1) / BLOCK;
  }

  /**
   * Does a task.
   *
   * @param task 0 .. tasks - 1
   * @return for each of its trials, and each cell of its dimension in the order of {@link
   *     #collect}: eta, share
   */
  public double[] run(int task) {
    int from = task % blocks() * BLOCK;
    Trials block = new Trials(this, dimensions.get(task / blocks()));
    return TrialMemory.within(block.bytes(), () -> block.run(from, Math.min(trials, from + BLOCK)));
  }

  /**
   * Refuses a study of which even one task alone does not fit into memory.
   *
   * @param heap the bytes of the heap of a JVM that does tasks
   * @throws UsageException if it does not, with what it takes
   */
  public void checkMemory(long heap) {
    for (int dimension : dimensions) {
      long bytes = new Trials(this, dimension).bytes();
      require(
          bytes <= heap,
          String.format(
              Locale.ROOT,
              "dimension %d: the whole rows of %d workers take %.1f GiB, and the heap is %.1f GiB;"
                  + " rules that weigh rows under ipm need none of them",
              dimension,
              workers,
              bytes / GIBIBYTE,
              heap / GIBIBYTE));
    }
  }

  /**
   * Sums up what all tasks gave.
   *
   * @param results of the tasks 0 .. tasks - 1 in this order
   * @return a row a cell: by dimension, signal, attack, rule
   */
  public List<ToleranceRow> collect(List<double[]> results) {
    int cells = signals.size() * attacks.size() * rules.size();
    List<ToleranceRow> rows = new ArrayList<>();
    for (int d = 0; d < dimensions.size(); d++) {
      List<double[]> own = results.subList(d * blocks(), (d + 1) * blocks());
      int cell = 0;
      for (double signal : signals) {
        for (AttackSetting attack : attacks) {
          for (String rule : rules) {
            rows.add(
                ToleranceRow.of(
                    rule,
                    attack,
                    signal,
                    dimensions.get(d),
                    values(own, cells, 2 * cell),
                    values(own, cells, 2 * cell + 1)));
            cell++;
          }
        }
      }
    }
    return rows;
  }

  private double[] values(List<double[]> results, int cells, int offset) {
    double[] values = new double[trials];
    int trial = 0;
    for (double[] result : results) {
      for (int at = offset; at < result.length; at += 2 * cells) {
        values[trial++] = result[at];
      }
    }
    return values;
  }

  /** {@return the rows, all tasks done here one after the other} */
  public List<ToleranceRow> run() {
    List<double[]> results = new ArrayList<>();
    for (int task = 0; task < tasks(); task++) {
      results.add(run(task));
    }
    return collect(results);
  }
}
