package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the mean of the correct rows times -epsilon.
 *
 * <p>u = -(epsilon / h) sum_i v_i over the h = m - q correct rows v_i (Xie, Koyejo, Gupta 2019,
 * sections 4 and 5), so that the inner product of the aggregate and the true gradient can turn
 * negative while u stays near the correct rows. Epsilon is any real number: small positive values
 * fool distance-based rules, 0 stalls the median, negative values help the training. Libraries that
 * send (1 - F) times the mean have epsilon = F - 1. Cost d. Example: correct rows (1, 4), (3, 8)
 * and epsilon 0.5 give (-1, -3).
 *
 * @param epsilon the factor, any finite real
 */
public record InnerProductManipulation(double epsilon) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Forgery.sentByAll(view, Forgery.multiple(-epsilon, view.knownMean()));
  }

  /** Makes the attack {@code ipm}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "ipm";
    }

    @Override
    public String summary() {
      return "inner product manipulation: all send -epsilon times the mean of the correct rows";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, sections 4 and 5";
    }

    @Override
    public String cost() {
      return "d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "epsilon", "any finite real number", "0.5", "the factor of the reversed mean"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new InnerProductManipulation(arguments.real("epsilon", 0.5));
    }
  }
}
