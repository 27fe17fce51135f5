package org.byzsgd.threat;

import org.byzsgd.registry.UsageException;

/**
 * In which rounds there are Byzantine workers: from a first round on, up to a last one, and within
 * that always or by turns.
 *
 * <p>Round t is under attack iff first &lt;= t &lt; end and (t - first) mod (on + off) &lt; on.
 * Example: first 3, end 12, on 2, off 1 attacks 3, 4, 6, 7, 9, 10.
 *
 * @param first the first round under attack, from 0
 * @param end the first round after the attack; {@link #NEVER} if it does not end
 * @param on how many rounds in a row are under attack, at least 1
 * @param off how many rounds then are not, at least 0
 */
public record Schedule(int first, int end, int on, int off) {
  /** The end of an attack that does not end. */
  public static final int NEVER = Integer.MAX_VALUE;

  /**
   * Checks the numbers.
   *
   * @param first the first round under attack
   * @param end the first round after the attack
   * @param on rounds under attack in a row
   * @param off rounds then without
   * @throws UsageException if a number is out of its range
   */
  public Schedule {
    if (first < 0) {
      throw new UsageException("the attack's first round must be at least 0, got " + first);
    }
    if (end <= first) {
      throw new UsageException(
          String.format("the attack's end must be after its first round, %d, got %d", first, end));
    }
    if (on < 1) {
      throw new UsageException("rounds with the attack on must be at least 1, got " + on);
    }
    if (off < 0) {
      throw new UsageException("rounds with the attack off must be at least 0, got " + off);
    }
  }

  /**
   * An attack without end or pause.
   *
   * @param first the first round under attack, from 0
   * @return the schedule
   */
  public static Schedule from(int first) {
    return new Schedule(first, NEVER, 1, 0);
  }

  /**
   * Stops the attack.
   *
   * @param round the first round after it
   * @return this schedule with another end
   */
  public Schedule until(int round) {
    return new Schedule(first, round, on, off);
  }

  /**
   * Lets the attack pause by turns.
   *
   * @param roundsOn how many rounds in a row are under attack, at least 1
   * @param roundsOff how many rounds then are not, at least 0
   * @return this schedule with another period
   */
  public Schedule alternating(int roundsOn, int roundsOff) {
    return new Schedule(first, end, roundsOn, roundsOff);
  }

  /**
   * Whether there are Byzantine workers in a round.
   *
   * @param round from 0
   * @return whether it is under attack
   */
  public boolean attacks(int round) {
    // In long: a period may be longer than any run.
    return round >= first && round < end && (round - first) % ((long) on + off) < on;
  }
}
