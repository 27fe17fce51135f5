package org.byzsgd.threat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class ThreatModelTest {
  private static final Seed SEED = new Seed(7);

  @Test
  void nobodyLiesBeforeTheFirstRoundOfTheAttack() {
    ThreatModel threat = new ThreatModel(25, 11, List.of(), 3);
    assertEquals(0, threat.byzantine(SEED, 2).length);
    assertEquals(11, threat.byzantine(SEED, 3).length);
    assertEquals(0, new ThreatModel(25, 0, List.of(), 0).byzantine(SEED, 9).length);
  }

  /** From an independent implementation in Python. */
  @Test
  void goldenMasks() {
    ThreatModel threat = new ThreatModel(10, 4, List.of(), 0);
    assertArrayEquals(new int[] {0, 4, 5, 7}, threat.byzantine(SEED, 0));
    assertArrayEquals(new int[] {4, 5, 7, 9}, threat.byzantine(SEED, 1));
  }

  /** Each of 25 workers lies in 44 % of 2,000 rounds, within five standard errors; fixed seed. */
  @Test
  void everyWorkerIsAsLikelyToLie() {
    ThreatModel threat = new ThreatModel(25, 11, List.of(), 0);
    int[] counts = new int[25];
    int rounds = 2000;
    for (int t = 0; t < rounds; t++) {
      int[] ids = threat.byzantine(SEED, t);
      assertEquals(11, Arrays.stream(ids).distinct().count());
      Arrays.stream(ids).forEach(i -> counts[i]++);
    }
    double expected = rounds * 0.44;
    double tolerance = 5 * Math.sqrt(rounds * 0.44 * 0.56);
    for (int count : counts) {
      assertTrue(Math.abs(count - expected) < tolerance, Arrays.toString(counts));
    }
  }

  @Test
  void fixedIdsStayTheSame() {
    ThreatModel threat = new ThreatModel(5, 2, List.of(4, 1), 0);
    assertArrayEquals(new int[] {1, 4}, threat.byzantine(SEED, 0));
    assertArrayEquals(new int[] {1, 4}, threat.byzantine(SEED, 99));
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertEquals(
        "byzantine must be between 0 and 24 for 25 workers, got 25", refusal(25, 25, List.of(), 0));
    assertEquals("workers must be at least 1, got 0", refusal(0, 0, List.of(), 0));
    assertEquals(
        "the attack's first round must be at least 0, got -1", refusal(5, 1, List.of(), -1));
    assertEquals("expected 2 ids of Byzantine workers, got 1", refusal(5, 2, List.of(1), 0));
    assertEquals(
        "a Byzantine worker's id must be between 0 and 4, got 5", refusal(5, 1, List.of(5), 0));
    assertEquals(
        "the ids of Byzantine workers must be distinct, got [1, 1]",
        refusal(5, 2, List.of(1, 1), 0));
  }

  private static String refusal(int workers, int byzantine, List<Integer> ids, int firstRound) {
    return assertThrows(
            UsageException.class, () -> new ThreatModel(workers, byzantine, ids, firstRound))
        .getMessage();
  }
}
