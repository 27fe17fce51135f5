package org.byzsgd.threat;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;

/**
 * The actual Byzantine workers: q of m, drawn anew each round by the seed, or always the same ones;
 * from a first round on, to the end. What a rule is told (f) is declared elsewhere.
 *
 * @param workers m, at least 1
 * @param byzantine q, 0 .. m - 1
 * @param fixed the ids of the Byzantine workers if they are always the same, else empty
 * @param firstRound the first round with Byzantine workers, from 0
 */
public record ThreatModel(int workers, int byzantine, List<Integer> fixed, int firstRound) {
  private static final int[] NOBODY = {};

  /**
   * Checks the numbers.
   *
   * @param workers m
   * @param byzantine q
   * @param fixed ids, or empty
   * @param firstRound the first round with Byzantine workers
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
    if (firstRound < 0) {
      throw new UsageException("the attack's first round must be at least 0, got " + firstRound);
    }
    fixed = List.copyOf(fixed);
    if (!fixed.isEmpty()) {
      checkFixed(workers, byzantine, fixed);
    }
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
   * @return q ids in ascending order; none before the first round of the attack
   */
  public int[] byzantine(Seed seed, int round) {
    if (round < firstRound || byzantine == 0) {
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
