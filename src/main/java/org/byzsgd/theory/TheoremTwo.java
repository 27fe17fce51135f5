package org.byzsgd.theory;

import java.util.ArrayList;
import java.util.List;
import org.byzsgd.aggregation.Krum;
import org.byzsgd.registry.UsageException;

/** Theorem 2 of the paper: what it covers, an instance, and what decides in its place. */
public final class TheoremTwo {
  private static final double[] PAPERS_FACTORS = {0.1, 0.5, 1, 10};
  private static final double[] SIGNALS = {0, 0.3, 0.5, 1, 2, 3};
  private static final double INSTANCE = 1.4;
  private static final int MOST_WORKERS = 9999;

  private TheoremTwo() {}

  /**
   * Checks it for a number of workers.
   *
   * @param workers m, odd and between 5 and 9999, so that q = (m - 3)/2 meets B4
   * @return the check
   * @throws org.byzsgd.registry.UsageException if Krum is not defined
   */
  public static Demonstration demonstrate(int workers) {
    if (workers < 5 || workers % 2 == 0) {
      throw new UsageException(
          "theorem-2: workers must be odd and at least 5, so that m - 2q = 3; got " + workers);
    }
    if (workers > MOST_WORKERS) {
      throw new UsageException(
          "theorem-2: workers must be at most "
              + MOST_WORKERS
              + ", because an instance is computed; got "
              + workers);
    }
    KrumCondition condition = new KrumCondition(workers, (workers - 3) / 2);
    List<Demonstration.Step> steps = new ArrayList<>();
    window(condition, steps);
    table(steps);
    instance(steps);
    closedForm(condition, steps);
    return new Demonstration(
        "theorem-2",
        "Theorem 2: if B1 max |v_i - vbar|^2 <= |vbar|^2, B2 eps^2 |vbar|^2 <= beta^2 = min |v_i -"
            + " v_j|^2, B3 m - q > 2 (eps+2)^2/eps^2 + 2 and B4 m - 2q = 3, then Krum chooses"
            + " -eps vbar.",
        steps,
        "Right, and nearly empty: B1 and B2 bound eps from above, B3 from below; no eps of the"
            + " paper's Figure 5 is covered at m = 25. The closed form decides.");
  }

  private static void window(KrumCondition condition, List<Demonstration.Step> steps) {
    int m = condition.workers();
    int h = m - condition.byzantine();
    steps.add(
        ToyExamples.step(
            true,
            "m = %d, q = %d: B3 asks for eps > 2/(sqrt((m-q-2)/2) - 1) = %.4f; B1 and B2 for eps <="
                + " sqrt(2h/(h-1)) = %.4f: %s",
            m,
            condition.byzantine(),
            condition.lowestEpsilon(),
            condition.highestEpsilon(),
            condition.covers() ? "a window" : "no eps is left"));
    // The two bounds cross between m = 23 and m = 25.
    steps.add(
        ToyExamples.step(
            condition.covers() == (m >= 25) && h > 0,
            "m = 25, q = 11 is the smallest system with a window; m = %d has %s",
            m,
            condition.covers() ? "one" : "none"));
    List<String> covered = new ArrayList<>();
    for (double epsilon : PAPERS_FACTORS) {
      if (epsilon > condition.lowestEpsilon() && epsilon <= condition.highestEpsilon()) {
        covered.add(Double.toString(epsilon));
      }
    }
    steps.add(
        ToyExamples.step(
            m != 25 || covered.isEmpty(),
            "of Figure 5's eps = 0.1, 0.5, 1, 10 the window of m = %d covers: %s",
            m,
            covered.isEmpty() ? "none" : String.join(", ", covered)));
  }

  private static void table(List<Demonstration.Step> steps) {
    double[] factors = {0.1, 0.2, 0.5, 1};
    int[] needed = {1767, 487, 103, 39};
    for (int i = 0; i < factors.length; i++) {
      int workers = KrumCondition.workersNeeded(factors[i]);
      steps.add(
          ToyExamples.step(
              workers == needed[i], "eps = %s needs m = %d workers", factors[i], workers));
    }
  }

  private static void instance(List<Demonstration.Step> steps) {
    CorrectGeometry simplex = CorrectGeometry.of(simplex(14));
    KrumCondition condition = new KrumCondition(25, 11);
    int[] byzantine = new int[11];
    for (int i = 0; i < byzantine.length; i++) {
      byzantine[i] = 14 + i;
    }
    double[] scores = new Krum(11).scores(simplex.attacked(byzantine, INSTANCE));
    steps.add(
        ToyExamples.step(
            condition.premises(simplex).hold(INSTANCE),
            "instance: 14 correct rows at vbar plus the vertices of a regular simplex of radius"
                + " |vbar| = 1 orthogonal to it, eps = %s: B1 to B4 hold",
            INSTANCE));
    steps.add(
        ToyExamples.step(
            Math.abs(scores[14] - 13.520) < 5e-4 && Math.abs(scores[0] - 25.846) < 5e-4,
            "KR(u) = %.3f < KR(v) = %.3f: Krum chooses u, as the theorem says",
            scores[14],
            scores[0]));
  }

  private static void closedForm(KrumCondition condition, List<Demonstration.Step> steps) {
    for (double signal : SIGNALS) {
      double threshold = condition.threshold(signal);
      // The switch is in 1 + eps*: where eps* is small, a per cent of it is less than its width.
      double near = threshold > 0.5 ? 0.01 : 0.05;
      ToleranceRow[] sides = new ToleranceRow[2];
      boolean right = true;
      if (threshold > 0) {
        for (int side = 0; side < 2; side++) {
          sides[side] = million(condition, signal, threshold * (1 + near * (2 * side - 1)));
        }
        right = sides[0].byzantineShare() > 0.95 && sides[1].byzantineShare() < 0.05;
      }
      steps.add(
          ToyExamples.step(
              right,
              threshold > 0
                  ? "s = %s: closed form eps* = %.3f; in 20 rounds of d = 1310922 Krum takes u in"
                      + " %.0f %% at %.2f eps*, in %.0f %% at %.2f eps*"
                  : "s = %s: closed form: never",
              signal,
              threshold,
              threshold > 0 ? 100 * sides[0].byzantineShare() : 0,
              1 - near,
              threshold > 0 ? 100 * sides[1].byzantineShare() : 0,
              1 + near));
    }
    steps.add(
        ToyExamples.step(true, "beyond s = %.2f no eps fools Krum", condition.safeSignalToNoise()));
  }

  private static ToleranceRow million(KrumCondition condition, double signal, double epsilon) {
    int q = condition.byzantine();
    return new Tolerance(
            condition.workers(),
            q,
            q,
            List.of("krum"),
            AttackSetting.of("ipm", List.of(epsilon)),
            List.of(signal),
            List.of(1_310_922),
            new Noise(0),
            20,
            1)
        .run()
        .get(0);
  }

  /**
   * Rows at vbar = e_1 plus the vertices of a regular simplex of radius 1 orthogonal to it: the
   * vertices are those of the standard basis minus their mean, stretched.
   */
  static float[][] simplex(int count) {
    // Shorter by a millionth than |vbar|, so that B1 survives the rounding to floats.
    double stretch = (1 - 1e-6) / Math.sqrt(1 - 1.0 / count);
    float[][] rows = new float[count][count + 1];
    for (int i = 0; i < count; i++) {
      rows[i][0] = 1;
      for (int k = 0; k < count; k++) {
        rows[i][k + 1] = (float) (stretch * ((k == i ? 1 : 0) - 1.0 / count));
      }
    }
    return rows;
  }
}
