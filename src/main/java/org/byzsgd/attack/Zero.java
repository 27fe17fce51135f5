package org.byzsgd.attack;

import org.byzsgd.registry.Arguments;

/**
 * Every Byzantine worker sends 0.
 *
 * <p>u_j = 0 in all d coordinates: a crashed worker, and the strongest standstill of the median
 * (theory: with q = (m - 1)/2 it is 0 wherever correct signs disagree). The same as {@link
 * InnerProductManipulation} with epsilon 0. Cost d. Example: d = 2 gives (0, 0).
 */
public record Zero() implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[] forged = new float[view.dimension()];

    return Forgery.sentByAll(view, forged);
  }

  /** Makes the attack {@code zero}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "zero";
    }

    @Override
    public String summary() {
      return "all send zero";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, section 4, at epsilon = 0";
    }

    @Override
    public String cost() {
      return "d";
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Zero();
    }
  }
}
