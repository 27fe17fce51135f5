package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends one huge finite value, opposite to the mean of the correct rows.
 *
 * <p>u_j = -value where the mean of coordinate j is positive or 0, +value where it is negative.
 * Finite, but its square is beyond the largest float, so a rule that squares in float takes it for
 * infinite. Cost h d. Example: correct rows (1, -4), (3, -8) and value 1e30 give (-1e30, 1e30).
 *
 * @param value the absolute value, 0 .. 3.4e38
 */
public record Huge(double value) implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    float[] forged = view.knownMean().clone();
    for (int k = 0; k < forged.length; k++) {
      forged[k] = forged[k] < 0 ? (float) value : -(float) value;
    }
    return Forgery.sentByAll(view, forged);
  }

  /** Makes the attack {@code huge}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "huge";
    }

    @Override
    public String summary() {
      return "all send a huge finite value opposite to the mean in every coordinate";
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
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "value", "between 0 and 3.4e38", "1e30", "the absolute value of every coordinate"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Huge(arguments.real("value", 1e30, 0, 3.4e38));
    }
  }
}
