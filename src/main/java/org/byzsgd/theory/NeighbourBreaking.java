package org.byzsgd.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.Median;
import org.byzsgd.aggregation.NearestNeighbourMixing;
import org.byzsgd.aggregation.PreAggregation;
import org.byzsgd.aggregation.StackedRule;
import org.byzsgd.aggregation.TrimmedMean;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.random.Stream;

/**
 * Median and trimmed mean behind nearest-neighbour mixing under inner product manipulation. Who is
 * near whom changes at crossings of distances only, so the epsilon axis falls into finitely many
 * pieces on which the mixing is constant. On a piece the value of coordinate j in the mixed row i
 * is linear in epsilon with the slope -b_i vbar_j / (m - f), b_i the number of forged neighbours:
 * in a coordinate no row moves against another, so neither does any rank of their values, and
 * &lt;vbar, Aggr&gt; is nowhere rising. A piece therefore breaks from one root on to its end, or
 * not at all, which its end tells. Pieces are walked from below and from above up to the first that
 * breaks: nothing is searched, so nothing is missed.
 */
final class NeighbourBreaking {
  /** How far an end of a piece without end is tried, in its start plus 1. */
  private static final double FAR = 1e6;

  private static final double PRECISION = 1e-9;

  private final AttackedRound round;
  private final AggregationRule rule;

  /** A part of the axis, and the mixing on it. */
  private static final class Mixed implements PreAggregation {
    private final EpsilonAxis.Piece piece;
    private final double[][] coefficients;

    Mixed(EpsilonAxis.Piece piece, double[][] coefficients) {
      this.piece = piece;
      this.coefficients = coefficients;
    }

    double from() {
      return piece.from();
    }

    double to() {
      return piece.to();
    }

    double last() {
      return Double.isInfinite(to()) ? FAR * (1 + from()) : to();
    }

    boolean mixesLike(double[][] other) {
      return Arrays.deepEquals(coefficients, other);
    }

    @Override
    public void check(int workers) {
      // Made for these workers.
    }

    @Override
    public boolean looksAtDistances() {
      return false;
    }

    @Override
    public double[][] mixing(Geometry geometry, Stream stream) {
      return coefficients;
    }
  }

  private NeighbourBreaking(AttackedRound round, AggregationRule rule) {
    this.round = round;
    this.rule = rule;
  }

  /** Whether {@link #ends} knows the rule. */
  static boolean knows(AggregationRule rule) {
    return rule instanceof StackedRule stacked
        && stacked.before().size() == 1
        && stacked.before().get(0) instanceof NearestNeighbourMixing
        && (stacked.rule() instanceof Median || stacked.rule() instanceof TrimmedMean);
  }

  static BreakingEpsilon ends(AttackedRound round, AggregationRule rule) {
    StackedRule stacked = (StackedRule) rule;
    return new NeighbourBreaking(round, stacked.rule()).ends(stacked.before().get(0));
  }

  private BreakingEpsilon ends(PreAggregation neighbours) {
    List<Mixed> pieces = pieces(neighbours);
    double smallest = Double.POSITIVE_INFINITY;
    int first = 0;
    while (first < pieces.size() && Double.isInfinite(smallest)) {
      Mixed piece = pieces.get(first++);
      smallest = product(piece, piece.last()) < 0 ? start(piece) : smallest;
    }
    if (Double.isInfinite(smallest)) {
      return BreakingEpsilon.none();
    }
    int last = pieces.size() - 1;
    while (last >= first && !(product(pieces.get(last), pieces.get(last).last()) < 0)) {
      last--;
    }
    return new BreakingEpsilon(smallest, pieces.get(last).to());
  }

  private List<Mixed> pieces(PreAggregation neighbours) {
    double[] borders = EpsilonAxis.distanceCrossings(round.geometry());
    List<Mixed> pieces = new ArrayList<>();
    for (int i = 0; i + 1 < borders.length; i++) {
      EpsilonAxis.Piece piece = new EpsilonAxis.Piece(borders[i], borders[i + 1]);
      if (piece.from() < piece.to()) {
        Geometry geometry = round.geometry().attacked(round.byzantine(), piece.inside());
        double[][] mixing = neighbours.mixing(geometry, null);
        int last = pieces.size() - 1;
        // Most crossings are of rows that are both neighbours, or both none.
        if (last >= 0 && pieces.get(last).mixesLike(mixing)) {
          double from = pieces.get(last).from();
          pieces.set(last, new Mixed(new EpsilonAxis.Piece(from, piece.to()), mixing));
        } else {
          pieces.add(new Mixed(piece, mixing));
        }
      }
    }
    return pieces;
  }

  /** Where a piece begins to break that breaks at its end. */
  private double start(Mixed piece) {
    double out = piece.from();
    if (product(piece, out) < 0) {
      return out;
    }
    double in = Double.isInfinite(piece.to()) ? Math.max(1, 2 * out) : piece.to();
    while (!(product(piece, in) < 0)) {
      out = in;
      in = Math.min(2 * in, piece.last());
    }
    while (in - out > PRECISION * in) {
      double middle = (in + out) / 2;
      if (product(piece, middle) < 0) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return (in + out) / 2;
  }

  private double product(Mixed piece, double epsilon) {
    Aggregator aggregator = new Aggregator(new StackedRule(List.of(piece), rule));
    return DescentCheck.of(
            round.correct().coordinates(),
            round.mean(),
            aggregator.aggregate(round.attacked(epsilon)).vector())
        .innerProduct();
  }
}
