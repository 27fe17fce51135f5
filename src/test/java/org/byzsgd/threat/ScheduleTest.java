package org.byzsgd.threat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static List<Integer> rounds(Schedule schedule) {
    return IntStream.range(0, 15).filter(schedule::attacks).boxed().toList();
  }

  @Test
  void startsStopsAndPauses() {
    assertEquals(List.of(3, 4, 6, 7, 9, 10), rounds(Schedule.from(3).until(12).alternating(2, 1)));
    assertEquals(List.of(12, 13, 14), rounds(Schedule.from(12)));
    assertEquals(List.of(0, 1), rounds(Schedule.from(0).until(2)));
    assertEquals(List.of(1, 6, 11), rounds(Schedule.from(1).alternating(1, 4)));
    assertEquals(15, rounds(Schedule.from(0).alternating(7, 0)).size());
  }

  @Test
  void theLongestPeriodsDoNotOverflow() {
    Schedule schedule = Schedule.from(2).alternating(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertTrue(schedule.attacks(Integer.MAX_VALUE - 1));
    assertFalse(schedule.attacks(1));
  }

  @Test
  void aPausedThreatHasNoByzantineWorkersAndTheSameMasksElsewhere() {
    Seed seed = new Seed(7);
    ThreatModel always = new ThreatModel(10, 4, List.of(), 0);
    ThreatModel paused = new ThreatModel(10, 4, List.of(), Schedule.from(0).alternating(1, 1));
    assertEquals(0, paused.firstRound());
    for (int t = 0; t < 10; t++) {
      int[] expected = t % 2 == 0 ? always.byzantine(seed, t) : new int[0];
      assertEquals(
          IntStream.of(expected).boxed().toList(),
          IntStream.of(paused.byzantine(seed, t)).boxed().toList());
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertEquals("the attack's first round must be at least 0, got -1", refusal(-1, 5, 1, 0));
    assertEquals("the attack's end must be after its first round, 3, got 3", refusal(3, 3, 1, 0));
    assertEquals("rounds with the attack on must be at least 1, got 0", refusal(3, 5, 0, 1));
    assertEquals("rounds with the attack off must be at least 0, got -1", refusal(3, 5, 1, -1));
  }

  private static String refusal(int first, int end, int on, int off) {
    return assertThrows(UsageException.class, () -> new Schedule(first, end, on, off)).getMessage();
  }
}
