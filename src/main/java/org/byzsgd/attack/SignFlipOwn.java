package org.byzsgd.attack;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends its own honest gradient, negated.
 *
 * <p>u_i = -scale v_i, where v_i is what worker i would have sent (Li, Xu, Chen, Giannakis, Ling
 * 2019, experiments). Knows nothing but its own gradients, which the Byzantine workers are asked
 * for. One of three attacks of this name; the others are {@code sign-flip-mean} and {@code
 * sign-flip-copy}. Cost q d. Example: own rows (1, 4), (3, -8) and scale 1 give (-1, -4), (-3, 8).
 *
 * @param scale the length, any finite real
 */
public record SignFlipOwn(double scale) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public Knowledge knowledge() {
    return Knowledge.OWN_GRADIENTS;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Arrays.stream(view.knownRows())
        .map(row -> Forgery.multiple(-scale, row))
        .toArray(float[][]::new);
  }

  /** Makes the attack {@code sign-flip-own}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "sign-flip-own";
    }

    @Override
    public String summary() {
      return "each sends its own honest gradient times -scale";
    }

    @Override
    public String citation() {
      return "Li, Xu, Chen, Giannakis, Ling 2019, experiments";
    }

    @Override
    public String cost() {
      return "q d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("scale", "any finite real number", "1", "the length"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new SignFlipOwn(arguments.real("scale", 1));
    }
  }
}
