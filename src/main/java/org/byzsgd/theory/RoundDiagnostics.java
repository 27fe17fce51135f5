package org.byzsgd.theory;

import java.util.Optional;

/**
 * What theory says about the correct rows of one round and q liars, as numbers for a table: Theorem
 * 2's premises and window, the signal-to-noise estimate, the closed form and the exact ends of the
 * breaking factors, and the fractions of Theorem 1's coordinates. Nothing depends on what the liars
 * sent. Costs one geometry of the correct rows and a pass. Where Krum or the median is not defined
 * for m and q, or nobody lies, its numbers are NaN.
 *
 * @param scatter T = sum |v_i - vbar|^2 / (h - 1)
 * @param signalToNoise s, estimated from |vbar|^2 and T
 * @param farthest max |v_i - vbar|^2 / |vbar|^2: premise B1 asks for at most 1
 * @param beta of Theorem 2: the smallest |v_i - v_j|
 * @param lowestCovered premise B3 holds for epsilon above this
 * @param highestCovered premise B2 holds for epsilon up to this: beta / |vbar|
 * @param covered 1 if Theorem 2 covers some epsilon in this round (B1, B4, a window), else 0
 * @param closedForm epsilon* of Krum for spread noise, from T and |vbar|^2
 * @param smallestBreaking the infimum of the factors that break the rule in use
 * @param largestBreaking their supremum
 * @param coordinatesBySample the fraction with |vbar_j| &lt; S_j / sqrt(h - 1)
 * @param coordinatesByReach the fraction that huge values would win, were values normal
 */
public record RoundDiagnostics(
    double scatter,
    double signalToNoise,
    double farthest,
    double beta,
    double lowestCovered,
    double highestCovered,
    double covered,
    double closedForm,
    double smallestBreaking,
    double largestBreaking,
    double coordinatesBySample,
    double coordinatesByReach) {

  /**
   * Looks at a round.
   *
   * @param round its correct rows, at least 2, and who lies
   * @param breaking the factors that break the rule in use; empty where they are not known
   * @return the numbers
   */
  public static RoundDiagnostics of(AttackedRound round, Optional<BreakingEpsilon> breaking) {
    int m = round.workers();
    int q = round.byzantineCount();
    CorrectGeometry correct = round.geometry();
    double norm = correct.meanSquaredNorm();
    boolean krum = q > 0 && 2 * q + 2 < m;
    KrumCondition condition = krum ? new KrumCondition(m, q) : null;
    KrumCondition.Premises premises = krum ? condition.premises(correct) : null;
    MedianCondition.Fractions fractions = round.medianFractions(round.mean());
    return new RoundDiagnostics(
        correct.scatter(),
        correct.signalToNoise(),
        correct.largestSquaredDeviation() / norm,
        Math.sqrt(correct.smallestSquaredDistance()),
        krum ? premises.lowest() : Double.NaN,
        krum ? premises.highest() : Double.NaN,
        krum ? (premises.satisfiable() ? 1 : 0) : Double.NaN,
        krum ? condition.threshold(correct) : Double.NaN,
        breaking.map(BreakingEpsilon::smallest).orElse(Double.NaN),
        breaking.map(BreakingEpsilon::largest).orElse(Double.NaN),
        fractions.bySample(),
        fractions.byReach());
  }
}
