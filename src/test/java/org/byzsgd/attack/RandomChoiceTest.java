package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class RandomChoiceTest {
  private static final float[][] ROWS = {{1, 4}, {3, 8}};

  /** 400 rounds, five standard errors; fixed seeds. */
  @Test
  void eachIsAsLikely() {
    Attack attack = AttackFactory.of("zero|ipm:epsilon=1|ipm:epsilon=2");
    int[] counts = new int[3];
    for (int seed = 0; seed < 400; seed++) {
      AdversaryView view =
          AdversaryView.omniscient(
              ROWS, new int[] {2}, RuleFactory.of("mean", 0, 3), 0, Views.stream(seed));
      counts[Math.round(-attack.forge(view)[0][0] / 2)]++;
    }
    for (int count : counts) {
      assertTrue(Math.abs(count - 400 / 3.0) < 5 * Math.sqrt(400 * 2 / 9.0), "" + count);
    }
  }

  @Test
  void itKnowsAndRefusesWhatItsAttacksDo() {
    assertEquals(Knowledge.OWN_GRADIENTS, AttackFactory.of("sign-flip-own|bit-flip").knowledge());
    Attack attack = AttackFactory.of("zero|mimic:worker=3");
    assertEquals(
        "mimic: worker must be between 0 and 2 for 3 correct workers, got 3",
        assertThrows(UsageException.class, () -> attack.check(5, 2)).getMessage());
    assertEquals(
        "attacks to choose from must all know the same, got omniscient and own-gradients",
        assertThrows(UsageException.class, () -> AttackFactory.of("zero|bit-flip")).getMessage());
    assertEquals(
        "a random choice needs at least 1 attack, got 0",
        assertThrows(UsageException.class, () -> new RandomChoice(List.of())).getMessage());
    assertTrue(
        assertThrows(UsageException.class, () -> AttackFactory.of("zero|"))
            .getMessage()
            .startsWith("expected name"));
  }
}
