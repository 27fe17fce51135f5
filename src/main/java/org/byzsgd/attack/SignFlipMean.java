package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the mean of the correct rows, negated.
 *
 * <p>u = -(scale / h) sum_i v_i over the h correct rows: {@link InnerProductManipulation} with
 * epsilon = scale, kept under the name that other libraries give it. The others of this name are
 * {@code sign-flip-own} and {@code sign-flip-copy}. Cost d. Example: correct rows (1, 4), (3, 8)
 * and scale 1 give (-2, -6).
 *
 * @param scale the length, any finite real
 */
public record SignFlipMean(double scale) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Forgery.sentByAll(view, Forgery.multiple(-scale, view.knownMean()));
  }

  /** Makes the attack {@code sign-flip-mean}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "sign-flip-mean";
    }

    @Override
    public String summary() {
      return "all send the mean of the correct rows times -scale: ipm under another " + "name";
    }

    @Override
    public String citation() {
      return "the variant of public libraries; Xie, Koyejo, Gupta 2019 at epsilon = " + "scale";
    }

    @Override
    public String cost() {
      return "d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("scale", "any finite real number", "1", "the length"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new SignFlipMean(arguments.real("scale", 1));
    }
  }
}
