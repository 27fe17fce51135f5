package org.byzsgd.threat;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;

/**
 * The actual Byzantine workers: q of m, drawn anew each round by the seed, or always the same ones,
 * in the rounds of a schedule. What a rule is told (f) is declared elsewhere.
 *
 * @param workers m, at least 1
 * @param byzantine q, 0 .. m - 1
 * @param fixed the ids of the Byzantine workers if they are always the same, else empty
 * @param schedule in which rounds
 */
public record ThreatModel(int workers, int byzantine, List<Integer> fixed, Schedule schedule) {
  private static final int[] NOBODY = {};

  /**
   * Checks the numbers.
   *
   * @param workers m
   * @param byzantine q
   * @param fixed ids, or empty
   * @param schedule in which rounds
   * @throws UsageException if a number is out of its range, or the ids are not q distinct workers
   */
  public ThreatModel {
    if (workers < 1) {
      throw new UsageException("workers must be at least 1, got " + workers);
    }
    if (byzantine < 0 || byzantine >= workers) {
      throw new UsageException(
          String.format(
              "byzantine must be between 0 and %d for %d workers, got %d",
              workers - 1, workers, byzantine));
    }
    fixed = List.copyOf(fixed);
    if (!fixed.isEmpty()) {
      checkFixed(workers, byzantine, fixed);
    }
  }

  /**
   * A threat from some round on, to the end.
   *
   * @param workers m, at least 1
   * @param byzantine q, 0 .. m - 1
   * @param fixed the ids of the Byzantine workers if they are always the same, else empty
   * @param firstRound the first round with Byzantine workers, from 0
   * @throws UsageException if a number is out of its range, or the ids are not q distinct workers
   */
  public ThreatModel(int workers, int byzantine, List<Integer> fixed, int firstRound) {
    this(workers, byzantine, fixed, Schedule.from(firstRound));
  }

  /** {@return the first round with Byzantine workers, from 0} */
  public int firstRound() {
    return schedule.first();
  }

  private static void checkFixed(int workers, int byzantine, List<Integer> fixed) {
    if (fixed.size() != byzantine) {
      throw new UsageException(
          "expected " + byzantine + " ids of Byzantine workers, got " + fixed.size());
    }
    for (int id : fixed) {
      if (id < 0 || id >= workers) {
        throw new UsageException(
            "a Byzantine worker's id must be between 0 and " + (workers - 1) + ", got " + id);
      }
    }
    if (fixed.stream().distinct().count() != byzantine) {
      throw new UsageException("the ids of Byzantine workers must be distinct, got " + fixed);
    }
  }

  /**
   * The Byzantine workers of a round: a uniform subset from stream (MASK, round), or the fixed
   * ones.
   *
   * @param seed of the run
   * @param round from 0
   * @return q ids in ascending order; none in rounds that are not under attack
   */
  public int[] byzantine(Seed seed, int round) {
    if (byzantine == 0 || !schedule.attacks(round)) {
      return NOBODY.clone();
    }
    int[] ids =
        fixed.isEmpty()
            ? Arrays.copyOf(seed.stream(Purpose.MASK, round, 0).permutation(workers), byzantine)
            : fixed.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(ids);
    return ids;
  }
}
