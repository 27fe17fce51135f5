package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.junit.jupiter.api.Test;

class AdversaryViewTest {
  private static final float[][] ROWS = {{1, 4}, {3, 8}, {5, 6}};

  @Test
  void anOmniscientAttackerKnowsTheCorrectRowsAndTheRule() {
    AggregationRule median = RuleFactory.of("median", 2, 5);
    AdversaryView view =
        AdversaryView.omniscient(ROWS, new int[] {1, 3}, median, 7, Views.stream(1));
    assertEquals(5, view.workers());
    assertEquals(2, view.dimension());
    assertEquals(7, view.round());
    assertEquals(median, view.rule());
    assertArrayEquals(new float[] {3, 6}, view.knownMean());
    assertArrayEquals(new float[] {2, 2}, view.knownDeviation());
    assertArrayEquals(new float[] {3, 6}, view.outcome(new float[][] {{9, 9}, {-9, -9}}).vector());
  }

  /** Krum's choice names the worker whose row it is. */
  @Test
  void forgedRowsTakeTheirWorkersPlaces() {
    float[][] rows = {{0}, {10}, {20}, {40}};
    AdversaryView view =
        AdversaryView.omniscient(
            rows, new int[] {1}, RuleFactory.of("krum", 1, 5), 0, Views.stream(1));
    assertArrayEquals(new int[] {2}, view.outcome(new float[][] {{100}}).selected());
    assertArrayEquals(new int[] {1}, view.outcome(new float[][] {{9}}).selected());
  }

  @Test
  void anyOtherKnowsItsOwnRowsAndNotTheRule() {
    AdversaryView view =
        AdversaryView.ownGradients(ROWS, new int[] {0, 1, 2}, 25, 7, Views.stream(1));
    assertEquals(25, view.workers());
    assertArrayEquals(new float[] {3, 6}, view.knownMean());
    assertEquals(
        "an attack that knows only its own gradients does not know the rule",
        assertThrows(IllegalStateException.class, view::rule).getMessage());
    assertThrows(IllegalStateException.class, () -> view.outcome(ROWS));
  }

  @Test
  void oneRowHasNoDeviation() {
    AdversaryView view =
        AdversaryView.ownGradients(new float[][] {{1, 2}}, new int[] {0}, 25, 0, Views.stream(1));
    assertArrayEquals(new float[] {0, 0}, view.knownDeviation());
  }
}
