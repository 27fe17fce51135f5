package org.byzsgd.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.contract.QuadraticBowl;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundDiagnosticsTest {
  private static Stream stream() {
    return new Seed(1).stream(Purpose.AGGREGATION, 0, 0);
  }

  private static RoundDiagnostics diagnose(AttackedRound round, AggregationRule rule) {
    return RoundDiagnostics.of(
        round,
        round.byzantineCount() == 0
            ? Optional.empty()
            : round.breaking(rule, RoundDiagnosticsTest::stream));
  }

  /** What a rule makes of a round under inner product manipulation. */
  private record Attacked(DescentCheck descent, double share) {
    static Attacked of(AttackedRound round, AggregationRule rule, double eps) {
      Gradients rows = round.attacked(eps);
      Aggregate aggregate =
          new Aggregator(rule)
              .aggregate(rows, QuadraticBowl.even(rows.dimension(), 0.5f).round(0.1));
      return new Attacked(
          DescentCheck.of(round.mean(), aggregate.vector()),
          ByzantineShare.of(rows, round.byzantine(), aggregate));
    }
  }

  @Test
  void aRoundInWhichKrumIsFooled() {
    AttackedRound round = Rounds.round(4, 25, 11, 5000, 1);
    Attacked attacked = Attacked.of(round, RuleFactory.of("krum", 11, 25), 0.5);
    assertEquals(-0.5, attacked.descent.eta(), 1e-6);
    assertEquals(-1, attacked.descent.cosine(), 1e-6);
    assertEquals(1, attacked.share);
    RoundDiagnostics seen = diagnose(round, RuleFactory.of("krum", 11, 25));
    assertEquals(1, seen.signalToNoise(), 0.05);
    assertEquals(5000, seen.scatter(), 150);
    assertEquals(0, seen.smallestBreaking());
    assertEquals(2.21, seen.closedForm(), 0.05);
    assertEquals(seen.closedForm(), seen.largestBreaking(), 0.1);
    assertEquals(1.3798, seen.lowestCovered(), 1e-4);
    assertEquals(
        seen.beta() / Math.sqrt(round.geometry().meanSquaredNorm()), seen.highestCovered());
    // Noise in many dimensions: B1 holds at s = 1, but beta = 1.33 |vbar| leaves no window.
    assertTrue(seen.farthest() <= 1 && seen.highestCovered() < seen.lowestCovered());
    assertEquals(0, seen.covered());
    assertTrue(seen.coordinatesBySample() < seen.coordinatesByReach());
  }

  @Test
  void theMedianOfTheSameRound() {
    AttackedRound round = Rounds.round(4, 25, 11, 5000, 0.3);
    Attacked attacked = Attacked.of(round, RuleFactory.of("median", 11, 25), 0.5);
    assertTrue(attacked.descent.innerProduct() < 0);
    assertTrue(attacked.share > 0.5 && attacked.share < 1);
    RoundDiagnostics seen = diagnose(round, RuleFactory.of("median", 11, 25));
    assertTrue(seen.smallestBreaking() < 0.5);
    assertEquals(Double.POSITIVE_INFINITY, seen.largestBreaking());
  }

  @Test
  void whatIsNotDefinedIsNaN() {
    AttackedRound peace = Rounds.round(4, 25, 0, 50, 1);
    Attacked attacked = Attacked.of(peace, RuleFactory.of("mean", 0, 25), 0);
    assertEquals(1, attacked.descent.eta(), 1e-6);
    assertEquals(0, attacked.share);
    RoundDiagnostics seen = diagnose(peace, RuleFactory.of("mean", 0, 25));
    assertTrue(Double.isNaN(seen.closedForm()) && Double.isNaN(seen.smallestBreaking()));
    AttackedRound war = Rounds.round(4, 25, 11, 50, 1);
    RoundDiagnostics costly = diagnose(war, RuleFactory.of("nnm+phocas", 11, 25));
    assertTrue(Double.isNaN(costly.smallestBreaking()));
  }

  static java.util.stream.Stream<String> rules() {
    // Independent rows are no replicas, and there are no trusted samples here.
    return RuleFactory.registry().all().stream()
        .filter(factory -> !factory.trusts() && !factory.name().equals("draco"))
        .map(factory -> factory.name());
  }

  /** Whatever rule is used, its numbers are there, and the breaking ends are ascending. */
  @ParameterizedTest
  @MethodSource("rules")
  void everyRule(String rule) {
    // 15 workers are three groups of 2f + 1 for the rule that asks for such.
    AttackedRound round = Rounds.round(6, 15, 2, 60, 0.5);
    Attacked attacked = Attacked.of(round, RuleFactory.of(rule, 2, 15), 0.3);
    assertFalse(Double.isNaN(attacked.descent.eta()), rule);
    assertTrue(attacked.share >= 0 && attacked.share <= 1, rule);
    RoundDiagnostics seen = diagnose(round, RuleFactory.of(rule, 2, 15));
    boolean none = seen.largestBreaking() == 0;
    assertTrue(
        Double.isNaN(seen.smallestBreaking())
            || none
            || seen.smallestBreaking() < seen.largestBreaking(),
        rule + ": " + seen);
  }

  @Test
  void aGeometryThatWasMeasuredAlreadyServesToo() {
    AttackedRound round = Rounds.round(8, 11, 4, 300, 0.7);
    CorrectGeometry shared = CorrectGeometry.of(Geometry.of(round.attacked(2)), round.byzantine());
    assertEquals(round.geometry().meanSquaredNorm(), shared.meanSquaredNorm(), 1e-3);
    assertEquals(round.geometry().scatter(), shared.scatter(), 1e-3);
    assertEquals(round.geometry().product(3), shared.product(3), 1e-3);
    assertEquals(round.geometry().squaredDistance(1, 2), shared.squaredDistance(1, 2));
  }

  @Test
  void descentByHand() {
    DescentCheck check = DescentCheck.of(new float[] {1, 2}, new float[] {-1, 3});
    assertEquals(5, check.innerProduct());
    assertEquals(1, check.eta());
    assertEquals(Math.sqrt(0.5), check.cosine(), 1e-12);
    assertTrue(check.tolerant() && check.strictlyTolerant());
    DescentCheck still = DescentCheck.of(new float[] {1, 2}, new float[] {0, 0});
    assertTrue(still.tolerant() && !still.strictlyTolerant());
    assertTrue(Double.isNaN(still.cosine()));
    assertFalse(DescentCheck.of(new float[] {1}, new float[] {Float.NaN}).tolerant());
  }
}
