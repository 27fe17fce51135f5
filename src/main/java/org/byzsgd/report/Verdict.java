package org.byzsgd.report;

import java.util.Locale;
import java.util.Optional;

/**
 * How a rule stood an attack, judged by the training loss alone: the loss moves with every round,
 * while the accuracy of a broken model stays at chance.
 */
public enum Verdict {
  /** The attack drove the loss up. */
  BREAKS,
  /** The loss stayed where the attack found it. */
  STUCK,
  /** The loss fell, but by less than half of what it does without attack. */
  SLOWS,
  /** The loss fell by at least half of what it does without attack. */
  DEFENDS,
  /** The loss or the parameters left the finite numbers; for a claim this counts as broken. */
  DIVERGES;

  /** Progress within plus or minus this is none. */
  public static final double STUCK_PROGRESS = 0.1;

  /** From this progress on a rule defends. */
  public static final double DEFENDED_PROGRESS = 0.5;

  /** The criterion in one sentence, to print beside every table of verdicts. */
  public static final String CRITERION =
      String.format(
          Locale.ROOT,
          "Progress is the fall of the training loss from the attack's start to the end, divided by"
              + " that of the mean without attack: below -%1$s the attack breaks the rule (diverges"
              + " if the loss is not finite), from -%1$s to %1$s the rule is stuck, up to %2$s it is"
              + " slowed, from %2$s on it defends.",
          STUCK_PROGRESS,
          DEFENDED_PROGRESS);

  /**
   * The verdict on a run, or on the mean over its seeds.
   *
   * @param lossAtAttackStart the training loss when the attack starts
   * @param finalLoss the training loss at the end; not finite if the run diverged
   * @param finalLossOfReference the training loss at the end of the mean rule without attack
   * @return the verdict; empty if the reference made no progress from the loss at the attack's
   *     start, so that there is nothing to compare with
   */
  public static Optional<Verdict> of(
      double lossAtAttackStart, double finalLoss, double finalLossOfReference) {
    if (!Double.isFinite(finalLoss)) {
      return Optional.of(DIVERGES);
    }
    double possible = lossAtAttackStart - finalLossOfReference;
    if (!Double.isFinite(possible) || possible <= 0) {
      return Optional.empty();
    }
    double progress = (lossAtAttackStart - finalLoss) / possible;
    if (progress < -STUCK_PROGRESS) {
      return Optional.of(BREAKS);
    }
    if (progress <= STUCK_PROGRESS) {
      return Optional.of(STUCK);
    }
    return Optional.of(progress < DEFENDED_PROGRESS ? SLOWS : DEFENDS);
  }

  /** {@return whether a claim that the attack breaks the rule holds} */
  public boolean isBroken() {
    return this == BREAKS || this == DIVERGES;
  }
}
