package org.byzsgd.attack;

import java.util.List;
import java.util.stream.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the mean of the correct rows, z standard deviations aside, with the
 * z that harms the rule in use most.
 *
 * <p>u_j = mean_j - z s_j (or + z s_j) as in {@link ALittleIsEnough}; z of 0 .. largest is where
 * {@link FactorSearch} finds the inner product of the mean and the aggregate smallest. Finite for
 * finite rows. Cost: the rule, some thirty times. Example: correct rows (1, 4), (3, 8), one
 * Byzantine worker, the mean and largest = 1 give (2 - sqrt 2, 6 - sqrt 8) = (0.586, 3.172).
 *
 * @param sign on which side of the mean
 * @param search of z
 */
public record OptimalALittleIsEnough(ALittleIsEnough.Sign sign, FactorSearch search)
    implements SliceableAttack {
  @Override
  public void check(int workers, int byzantine) {
    Knowing.atLeast("optimal-alie", 2, Knowledge.OMNISCIENT, workers, byzantine);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    int side = sign == ALittleIsEnough.Sign.MINUS ? -1 : 1;
    return Forgery.sentByAll(
        view,
        search.worst(view, z -> Forgery.sum(view.knownMean(), side * z, view.knownDeviation())));
  }

  /** Makes the attack {@code optimal-alie}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "optimal-alie";
    }

    @Override
    public String summary() {
      return "a little is enough with the z that harms the rule in use most";
    }

    @Override
    public String citation() {
      return "Baruch, Baruch, Goldberg 2019, with a search of z";
    }

    @Override
    public String cost() {
      return "the rule, some thirty times";
    }

    @Override
    public List<Parameter> parameters() {
      return Stream.concat(
              Stream.of(
                  new Parameter(
                      "sign",
                      Choice.words(ALittleIsEnough.Sign.values()),
                      "minus",
                      "the side of the mean")),
              FactorSearch.parameters().stream())
          .toList();
    }

    @Override
    public Attack create(Arguments arguments) {
      return new OptimalALittleIsEnough(
          Choice.of(name(), arguments, "sign", ALittleIsEnough.Sign.MINUS),
          FactorSearch.of(arguments));
    }
  }
}
