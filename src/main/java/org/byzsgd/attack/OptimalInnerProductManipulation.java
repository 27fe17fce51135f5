package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the mean of the correct rows times -epsilon, with the epsilon that
 * harms the rule in use most.
 *
 * <p>u = -epsilon vbar, vbar the mean of the correct rows; epsilon of 0 .. largest is where {@link
 * FactorSearch} finds the inner product of vbar and the aggregate smallest (Xie, Koyejo, Gupta
 * 2019, section 5, leaves epsilon to the attacker). Against the plain mean it is the largest
 * factor, against Krum about the largest for which Krum is fooled. Finite for finite rows. Cost:
 * the rule, some thirty times. Example: correct rows (1, 4), (3, 8), one Byzantine worker, the mean
 * and largest = 10 give (-20, -60).
 *
 * @param search of epsilon
 */
public record OptimalInnerProductManipulation(FactorSearch search) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[] mean = view.knownMean();
    return Forgery.sentByAll(view, search.worst(view, epsilon -> Forgery.multiple(-epsilon, mean)));
  }

  /** Makes the attack {@code optimal-ipm}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "optimal-ipm";
    }

    @Override
    public String summary() {
      return "inner product manipulation with the epsilon that harms the rule in " + "use most";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, section 5, with a search of epsilon";
    }

    @Override
    public String cost() {
      return "the rule, some thirty times";
    }

    @Override
    public List<Parameter> parameters() {
      return FactorSearch.parameters();
    }

    @Override
    public Attack create(Arguments arguments) {
      return new OptimalInnerProductManipulation(FactorSearch.of(arguments));
    }
  }
}
