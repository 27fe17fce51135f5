package org.byzsgd.attack;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the opposite of the mean, as long as a rule that drops the q longest
 * rows lets it pass.
 *
 * <p>u = -factor n vbar / |vbar|, vbar the mean of the correct rows and n the q-th largest of their
 * norms: q correct rows are longer, so comparative gradient elimination with f = q drops those and
 * averages the liars (built against the rule of Gupta, Liu, Vaidya 2021). A mean of 0 gives 0.
 * Needs 2q &lt;= m. Cost h d. Example: correct rows (3, 0), (1, 0), one Byzantine worker and factor
 * 0.5 have n = 3 and give (-1.5, 0).
 *
 * @param factor 0 .. 1; below 1 so that no tie decides
 */
public record AntiComparativeElimination(double factor) implements SliceableAttack {
  @Override
  public void check(int workers, int byzantine) {
    Knowing.share("anti-cge", workers / 2, workers, byzantine);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    double[] squares =
        Arrays.stream(Forgery.squaredNorms(view, view.knownRows())).sorted().toArray();
    float[] mean = view.knownMean();
    double norm = Math.sqrt(Forgery.product(view, mean, mean));
    double length = factor * Math.sqrt(squares[squares.length - view.byzantine().length]);
    return Forgery.sentByAll(view, Forgery.multiple(norm > 0 ? -length / norm : 0, mean));
  }

  /** Makes the attack {@code anti-cge}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "anti-cge";
    }

    @Override
    public String summary() {
      return "all send the opposite of the mean, just shorter than q of the correct " + "rows";
    }

    @Override
    public String citation() {
      return "against the rule of Gupta, Liu, Vaidya 2021";
    }

    @Override
    public String cost() {
      return "h d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "factor",
              "between 0 and 1",
              "0.99",
              "the length, in norms of the q-th longest correct row"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new AntiComparativeElimination(arguments.real("factor", 0.99, 0, 1));
    }
  }
}
