package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the row that is as far from the mean as it can be while it is no
 * farther from any known row than two known rows are from each other.
 *
 * <p>u = mean - gamma p with the largest gamma of at least 0 for which max_i |u - v_i| &lt;= max_ij
 * |v_i - v_j|; p is the unit mean, the sign of the mean or the standard deviation of the known rows
 * v_i (Shejwalkar, Houmansadr 2021, the min-max attack). The paper searches gamma by halving steps;
 * here it is the root of a quadratic in gamma, exact but for rounding. With {@code
 * knowledge=own-gradients} the known rows are the q own ones, else the h correct ones. One known
 * row, or p = 0, gives the mean. Finite for finite rows. Cost h^2 d / 2. Example: known rows (1,
 * 0), (3, 0) have the mean (2, 0) and the bound 2; p = (1, 0) gives gamma = 1 and u = (1, 0).
 *
 * @param direction p
 * @param knowledge whose rows are known
 */
public record MinMax(Direction direction, Knowledge knowledge) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return direction == Direction.UNIT_MEAN;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[] p = direction.of(view);
    double gamma = Forgery.agreed(view, () -> gamma(view, p));
    return Forgery.sentByAll(view, Forgery.sum(view.knownMean(), -gamma, p));
  }

  private static double gamma(AdversaryView view, float[] p) {
    Perturbation perturbation = new Perturbation(view, p);
    Geometry geometry = Geometry.of(view.known());
    double bound = 0;
    for (int i = 0; i < geometry.workers(); i++) {
      for (int j = 0; j < i; j++) {
        bound = Math.max(bound, geometry.squaredDistance(i, j));
      }
    }
    return perturbation.largestWithEach(bound);
  }

  /** Makes the attack {@code min-max}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "min-max";
    }

    @Override
    public String summary() {
      return "all leave the mean against a direction until they meet the largest "
          + "distance of two known rows";
    }

    @Override
    public String citation() {
      return "Shejwalkar, Houmansadr 2021, the min-max attack";
    }

    @Override
    public String cost() {
      return "h^2 d / 2";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "direction",
              Choice.words(Direction.values()),
              "deviation",
              "p, the direction that is left"),
          new Parameter(
              "knowledge", Choice.words(Knowledge.values()), "omniscient", "whose rows are known"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new MinMax(
          Choice.of(name(), arguments, "direction", Direction.DEVIATION),
          Choice.of(name(), arguments, "knowledge", Knowledge.OMNISCIENT));
    }
  }
}
