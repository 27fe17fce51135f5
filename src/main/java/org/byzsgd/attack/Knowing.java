package org.byzsgd.attack;

import org.byzsgd.registry.UsageException;

/** Refusals of numbers of workers that leave an attacker too few rows to know. */
final class Knowing {
  private Knowing() {}

  /** Refuses to know fewer rows than an attack needs. */
  static void atLeast(String attack, int least, Knowledge knowledge, int workers, int byzantine) {
    boolean own = knowledge == Knowledge.OWN_GRADIENTS;
    int known = own ? byzantine : workers - byzantine;
    if (known < least) {
      throw new UsageException(
          String.format(
              "%s: needs at least %d %s workers, got %d",
              attack, least, own ? "Byzantine" : "correct", known));
    }
  }

  /** Refuses a place beyond the h = m - q correct rows. */
  static void place(String attack, int place, int workers, int byzantine) {
    int correct = workers - byzantine;
    if (place < 0 || place >= correct) {
      throw new UsageException(
          String.format(
              "%s: worker must be between 0 and %d for %d correct workers, got %d",
              attack, correct - 1, correct, place));
    }
  }

  /** Refuses more Byzantine workers than an attack is defined for. */
  static void share(String attack, int most, int workers, int byzantine) {
    if (most < 1) {
      throw new UsageException(attack + ": is not defined for " + workers + " workers");
    }
    if (byzantine < 1 || byzantine > most) {
      throw new UsageException(
          String.format(
              "%s: byzantine must be between 1 and %d for %d workers, got %d",
              attack, most, workers, byzantine));
    }
  }
}
