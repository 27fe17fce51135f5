package org.byzsgd.attack;

import java.util.Optional;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Trigger;
import org.byzsgd.random.Stream;

/** How the Byzantine workers of a round make up what they send. Attacks are immutable. */
@FunctionalInterface
public interface Attack {
  /**
   * Forges the rows of the Byzantine workers.
   *
   * @param view what the attacker knows in this round
   * @return q rows in the order of {@link AdversaryView#byzantine}, each d floats; rows may be one
   *     and the same array, but none of the honest rows'
   */
  float[][] forge(AdversaryView view);

  /**
   * What the attack has to know. Byzantine workers compute a gradient only for an attack that asks
   * for it.
   *
   * @return {@link Knowledge#OMNISCIENT} if not overridden
   */
  default Knowledge knowledge() {
    return Knowledge.OMNISCIENT;
  }

  /**
   * Whether all that is forged lies in the span of the known rows and turns with them: every forged
   * row is a linear combination of known rows, with coefficients from their inner products (and
   * from what the rule makes of such rows). Monte Carlo studies then draw the inner products alone.
   *
   * @return false if not overridden
   */
  default boolean combinesKnownRows() {
    return false;
  }

  /**
   * Whether {@link #forge} may be given slices of the known rows, as {@link SliceableAttack} says.
   *
   * @return false if not overridden: rows are then kept whole on the driver
   */
  default boolean worksOnSlices() {
    return false;
  }

  /**
   * What the Byzantine workers of a round do to their minibatches before they compute; for attacks
   * that know {@link Knowledge#OWN_GRADIENTS}, which are then gradients of poisoned minibatches.
   *
   * @param stream the attacker's random numbers of the round, from their start, as {@link #forge}
   *     will get them
   * @return nothing if not overridden
   */
  default Optional<Poisoning> poisoning(Stream stream) {
    return Optional.empty();
  }

  /**
   * The trigger that a backdoor is to be opened by, whose success evaluations then report.
   *
   * @return nothing if not overridden
   */
  default Optional<Trigger> goal() {
    return Optional.empty();
  }

  /**
   * Refuses numbers of workers for which the attack is not defined.
   *
   * @param workers m, at least 1
   * @param byzantine q, 1 .. m - 1
   * @throws org.byzsgd.registry.UsageException with the admissible range
   */
  default void check(int workers, int byzantine) {
    // Defined for any numbers if not overridden.
  }
}
