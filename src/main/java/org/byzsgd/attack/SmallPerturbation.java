package org.byzsgd.attack;

import java.util.List;
import java.util.stream.Stream;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the mean of the correct rows, moved in one coordinate or by little
 * in all, as far as it harms the rule in use: the hidden vulnerability of rules that compare
 * distances.
 *
 * <p>u = mean - gamma e (El Mhamdi, Guerraoui, Rouault 2018: among rows whose noise is spread over
 * d coordinates, one coordinate may be off by as much as all the noise together). With the norm
 * {@code two} e is 0 but for the sign of the mean in the coordinate where the mean is largest in
 * absolute value, ties to the lowest, and gamma = factor D; with the norm {@code infinity} e is the
 * sign of the mean in every coordinate and gamma = factor D / sqrt(d). D is the largest distance of
 * two correct rows; the factor is found by {@link FactorSearch}. Finite for finite rows. Cost: the
 * rule, some thirty times, and h^2 d / 2. Example: correct rows (1, 4), (3, 8), one Byzantine
 * worker, the mean and largest = 1 have the mean (2, 6) and D = sqrt 20, and give (2, 6 - 4.472) =
 * (2, 1.528).
 *
 * @param norm where the move goes
 * @param search of the factor
 */
public record SmallPerturbation(Norm norm, FactorSearch search) implements SliceableAttack {
  /** Which norm of the move is to stay small. */
  public enum Norm {
    /** The Euclidean norm: all in one coordinate. */
    TWO,
    /** The maximum norm: the same in every coordinate. */
    INFINITY
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[] move = Forgery.signs(view.knownMean());
    double unit = Forgery.agreed(view, () -> diameter(Geometry.of(view.known())));
    if (norm == Norm.TWO) {
      move = inTheLargest(view);
    } else {
      unit /= Math.sqrt(view.coordinates().dimension());
    }
    float[] direction = move;
    double length = unit;
    return Forgery.sentByAll(
        view,
        search.worst(view, factor -> Forgery.sum(view.knownMean(), -factor * length, direction)));
  }

  private static float[] inTheLargest(AdversaryView view) {
    float[] mean = view.knownMean();
    Coordinates here = view.coordinates();
    int largest = (int) Forgery.agreed(view, () -> largest(mean, here)) - here.first();
    float[] only = new float[mean.length];
    if (largest >= 0 && largest < mean.length) {
      only[largest] = Math.signum(mean[largest]);
    }
    return only;
  }

  /**
   * The first of the coordinates in which the mean is largest. Each block writes its own largest
   * one to places of its own, so that sums only bring them together.
   */
  private static double largest(float[] mean, Coordinates here) {
    int block = CoordinateBlocks.SIZE;
    int blocks = (here.dimension() - 1) / block + 1;
    double[] found =
        here.sum(
            2 * blocks,
            (from, to, sums) -> {
              int best = from;
              for (int k = from + 1; k < to; k++) {
                // Of all coordinates only the very first stays the largest if it is not a number.
                boolean better = Math.abs(mean[k]) > Math.abs(mean[best]);
                boolean nothing = Float.isNaN(mean[best]) && here.first() + from > 0;
                best = better || nothing ? k : best;
              }
              int place = (here.first() + from) / block;
              sums[2 * place] = Math.abs(mean[best]);
              sums[2 * place + 1] = here.first() + best;
            });
    int best = 0;
    for (int b = 1; b < blocks; b++) {
      best = found[2 * b] > found[2 * best] ? b : best;
    }
    return found[2 * best + 1];
  }

  private static double diameter(Geometry geometry) {
    double square = 0;
    for (int i = 0; i < geometry.workers(); i++) {
      for (int j = 0; j < i; j++) {
        square = Math.max(square, geometry.squaredDistance(i, j));
      }
    }
    return Math.sqrt(square);
  }

  /** Makes the attack {@code small-perturbation}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "small-perturbation";
    }

    @Override
    public String summary() {
      return "all move the mean in one coordinate, or by little in all, as far as "
          + "it harms the rule in use";
    }

    @Override
    public String citation() {
      return "El Mhamdi, Guerraoui, Rouault 2018";
    }

    @Override
    public String cost() {
      return "the rule, some thirty times, and h^2 d / 2";
    }

    @Override
    public List<Parameter> parameters() {
      return Stream.concat(
              Stream.of(
                  new Parameter(
                      "norm",
                      Choice.words(Norm.values()),
                      "two",
                      "two: one coordinate; infinity: all")),
              FactorSearch.parameters().stream())
          .toList();
    }

    @Override
    public Attack create(Arguments arguments) {
      return new SmallPerturbation(
          Choice.of(name(), arguments, "norm", Norm.TWO), FactorSearch.of(arguments));
    }
  }
}
