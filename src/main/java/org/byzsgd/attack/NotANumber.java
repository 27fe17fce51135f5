package org.byzsgd.attack;

import java.util.Arrays;
import org.byzsgd.registry.Arguments;

/**
 * Every Byzantine worker sends NaN.
 *
 * <p>u_j = NaN in all d coordinates: what an overflowing or malicious worker can send, and no rule
 * may hand on. Cost d. Example: d = 2 gives (NaN, NaN).
 */
public record NotANumber() implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    float[] forged = new float[view.dimension()];
    Arrays.fill(forged, Float.NaN);
    return Forgery.sentByAll(view, forged);
  }

  /** Makes the attack {@code nan}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "nan";
    }

    @Override
    public String summary() {
      return "all send not-a-number";
    }

    @Override
    public String citation() {
      return "a fault that every implementation has to survive; no paper states it";
    }

    @Override
    public String cost() {
      return "d";
    }

    @Override
    public Attack create(Arguments arguments) {
      return new NotANumber();
    }
  }
}
