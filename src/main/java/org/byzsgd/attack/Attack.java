package org.byzsgd.attack;

/** How the Byzantine workers of a round make up what they send. Attacks are immutable. */
@FunctionalInterface
public interface Attack {
  /**
   * Forges the rows of the Byzantine workers.
   *
   * @param view what the attacker knows in this round
   * @return q rows in the order of {@link AdversaryView#byzantine}, each d floats; rows may be one
   *     and the same array, but none of the correct rows'
   */
  float[][] forge(AdversaryView view);
}
