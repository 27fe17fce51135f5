package org.byzsgd.attack;

import org.byzsgd.registry.Arguments;

/**
 * Every Byzantine worker sends infinity, opposite to the mean of the correct rows.
 *
 * <p>u_j = -infinity where the mean of coordinate j is positive or 0, +infinity where it is
 * negative. Distances to such a row are infinite; between two of them they are not numbers. Cost h
 * d. Example: correct rows (1, -4), (3, -8) give (-infinity, +infinity).
 */
public record Infinite() implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    float[] forged = view.knownMean().clone();
    for (int k = 0; k < forged.length; k++) {
      forged[k] = forged[k] < 0 ? Float.POSITIVE_INFINITY : -Float.POSITIVE_INFINITY;
    }
    return Forgery.sentByAll(view, forged);
  }

  /** Makes the attack {@code infinity}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "infinity";
    }

    @Override
    public String summary() {
      return "all send an infinity opposite to the mean in every coordinate";
    }

    @Override
    public String citation() {
      return "a fault that every implementation has to survive; no paper states it";
    }

    @Override
    public String cost() {
      return "h d";
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Infinite();
    }
  }
}
