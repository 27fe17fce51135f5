package org.byzsgd.theory;

import java.util.Arrays;
import org.byzsgd.theory.EpsilonAxis.Piece;
import org.byzsgd.theory.EpsilonAxis.Quadratic;

/**
 * Krum and Multi-Krum under inner product manipulation, exactly. With e = 1 + epsilon the distance
 * of the forged row to the correct row i is the quadratic x_i(e) = a_i + 2 b_i e + c e^2, a_i =
 * |v_i - vbar|^2, b_i = &lt;v_i - vbar, vbar&gt;, c = |vbar|^2; all other distances do not depend
 * on it. A score is a sum of the smallest of these, so it is one quadratic between two crossings of
 * distances, and the order of the scores is fixed between two crossings of such quadratics. All
 * crossings are roots of quadratics (x_i = x_j of linear functions): the axis falls into finitely
 * many pieces on which the chosen rows are constant, and on a piece with s forged rows among the k
 * chosen &lt;vbar, Aggr&gt; = (A - s c epsilon)/k is linear. The pieces are walked from below and
 * from above up to the first that breaks. Nothing is searched, so nothing is missed; what remains
 * is rounding. At ties of scores, which are ends of pieces, nothing is decided.
 */
final class ScoreBreaking {
  private final CorrectGeometry correct;
  private final int correctCount;
  private final int forgedCount;
  private final int neighbours;
  private final int chosen;

  /** The h - 1 distances from each correct row to the others, ascending. */
  private final double[][] sorted;

  /**
   * A rule that takes the rows with the lowest scores.
   *
   * @param correct the correct rows
   * @param forgedCount q, at least 1
   * @param declared f, of which m - f - 2 neighbours count
   * @param chosen k: how many rows are averaged
   */
  ScoreBreaking(CorrectGeometry correct, int forgedCount, int declared, int chosen) {
    this.correct = correct;
    this.correctCount = correct.count();
    this.forgedCount = forgedCount;
    this.neighbours = correctCount + forgedCount - declared - 2;
    this.chosen = chosen;
    this.sorted = new double[correctCount][];
    for (int i = 0; i < correctCount; i++) {
      double[] row = new double[correctCount - 1];
      for (int j = 0; j < correctCount; j++) {
        if (j != i) {
          row[j < i ? j : j - 1] = correct.squaredDistance(i, j);
        }
      }
      Arrays.sort(row);
      sorted[i] = row;
    }
  }

  BreakingEpsilon ends() {
    double[] borders = EpsilonAxis.distanceCrossings(correct);
    double smallest = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < borders.length && Double.isInfinite(smallest); i++) {
      for (Piece piece : scorePieces(new Piece(borders[i], borders[i + 1]))) {
        smallest = Math.min(smallest, breakingFrom(piece));
      }
    }
    double largest = 0;
    for (int i = borders.length - 2; i >= 0 && largest == 0; i--) {
      for (Piece piece : scorePieces(new Piece(borders[i], borders[i + 1]))) {
        largest = breakingFrom(piece) < piece.to() ? piece.to() : largest;
      }
    }
    return new BreakingEpsilon(smallest, largest);
  }

  /** Cuts a piece without crossings of distances at the crossings of scores. */
  private Piece[] scorePieces(Piece piece) {
    if (!(piece.from() < piece.to())) {
      return new Piece[0];
    }
    double inside = piece.inside();
    Quadratic[] scores = new Quadratic[correctCount + 1];
    for (int i = 0; i < correctCount; i++) {
      scores[i] = correctScore(i, inside);
    }
    scores[correctCount] = forgedScore(inside);
    double[] cuts = new double[2 + correctCount * (correctCount + 1)];
    int count = 0;
    cuts[count++] = piece.from();
    cuts[count++] = piece.to();
    for (int i = 0; i <= correctCount; i++) {
      // Krum asks only how the forged row's score compares.
      for (int j = i + 1; j <= correctCount; j++) {
        if (chosen > 1 || j == correctCount) {
          for (double root : scores[i].minus(scores[j]).rootsIn(piece)) {
            cuts[count++] = root;
          }
        }
      }
    }
    double[] ascending = Arrays.copyOf(cuts, count);
    Arrays.sort(ascending);
    Piece[] pieces = new Piece[count - 1];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = new Piece(ascending[i], ascending[i + 1]);
    }
    return pieces;
  }

  /** The infimum of the breaking epsilon of a piece with constant choice; infinite if none. */
  private double breakingFrom(Piece piece) {
    if (!(piece.from() < piece.to())) {
      return Double.POSITIVE_INFINITY;
    }
    double inside = piece.inside();
    double forged = value(forgedScore(inside), inside);
    double[] scores = new double[correctCount];
    int lower = 0;
    for (int i = 0; i < correctCount; i++) {
      scores[i] = value(correctScore(i, inside), inside);
      lower += scores[i] < forged ? 1 : 0;
    }
    int lies = Math.max(0, Math.min(forgedCount, chosen - lower));
    if (lies == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    int truths = chosen - lies;
    for (int i = 0; i < correctCount; i++) {
      sum += truths > 0 && scores[i] <= ascending[truths - 1] ? correct.product(i) : 0;
    }
    double start = Math.max(piece.from(), sum / (lies * correct.meanSquaredNorm()));
    return start < piece.to() ? start : Double.POSITIVE_INFINITY;
  }

  private static double value(Quadratic polynomial, double epsilon) {
    double e = 1 + epsilon;
    return polynomial.p0() + e * (polynomial.p1() + e * polynomial.p2());
  }

  /** Its neighbours are the correct ones below x_i, then the forged ones, then the rest. */
  private Quadratic correctScore(int i, double epsilon) {
    double forged = correct.squaredDistanceToForged(i, epsilon);
    double[] others = sorted[i];
    int nearer = 0;
    while (nearer < others.length && others[nearer] < forged) {
      nearer++;
    }
    nearer = Math.min(nearer, neighbours);
    int lies = Math.min(forgedCount, neighbours - nearer);
    double constant = 0;
    for (int k = 0; k < neighbours - lies; k++) {
      constant += others[k];
    }
    Quadratic distance = Quadratic.distanceToForged(correct, i);
    return new Quadratic(
        constant + lies * distance.p0(), lies * distance.p1(), lies * distance.p2());
  }

  /** Its neighbours are the other forged rows at distance 0, then the nearest correct ones. */
  private Quadratic forgedScore(double epsilon) {
    int truths = neighbours - Math.min(forgedCount - 1, neighbours);
    double[] distances = new double[correctCount];
    for (int i = 0; i < correctCount; i++) {
      distances[i] = correct.squaredDistanceToForged(i, epsilon);
    }
    double[] ascending = distances.clone();
    Arrays.sort(ascending);
    Quadratic sum = new Quadratic(0, 0, 0);
    for (int i = 0; i < correctCount; i++) {
      if (truths > 0 && distances[i] <= ascending[truths - 1]) {
        Quadratic one = Quadratic.distanceToForged(correct, i);
        sum = new Quadratic(sum.p0() + one.p0(), sum.p1() + one.p1(), sum.p2() + one.p2());
      }
    }
    return sum;
  }
}
