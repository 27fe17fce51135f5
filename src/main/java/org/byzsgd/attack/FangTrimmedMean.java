package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Each Byzantine worker sends values of its own just beyond the correct ones, on the side opposite
 * to their mean: no two liars send the same.
 *
 * <p>With l the smallest and u the largest correct value of a coordinate: where the mean is
 * positive or 0 the value is uniform between l and l / b if l is positive, else between b l and l;
 * where it is negative, uniform between u and b u if u is positive, else between u and u / b (Fang,
 * Cao, Jia, Gong 2020, the attack on the trimmed mean with full knowledge, whose b is 2; the
 * direction of the step is that of the mean). Draws come worker by worker, coordinate by coordinate
 * from the attacker's stream. Finite for finite rows below the largest float / b. Cost (h + q) d,
 * the draws on one thread. Example: correct rows (1, -4), (3, -8) and b = 2 give values of [0.5, 1]
 * and of [-4, -2].
 *
 * @param factor b, at least 1
 */
public record FangTrimmedMean(double factor) implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    float[] near = new float[view.dimension()];
    float[] far = new float[view.dimension()];
    CoordinateBlocks.forEach(
        near.length, (from, to) -> limits(view.knownRows(), from, to, near, far));
    float[][] rows = new float[view.byzantine().length][near.length];
    Coordinates here = view.coordinates();
    for (float[] row : rows) {
      view.stream().skip(here.first());
      for (int k = 0; k < row.length; k++) {
        double share = view.stream().nextFloat();
        row[k] = (float) (near[k] + share * ((double) far[k] - near[k]));
      }
      view.stream().skip(here.dimension() - here.first() - row.length);
    }
    return rows;
  }

  /** Where the values of each coordinate begin, at a correct one, and where they end. */
  private void limits(float[][] rows, int from, int to, float[] near, float[] far) {
    for (int k = from; k < to; k++) {
      float least = rows[0][k];
      float most = least;
      double sum = 0;
      for (float[] row : rows) {
        least = Math.min(least, row[k]);
        most = Math.max(most, row[k]);
        sum += row[k];
      }
      near[k] = sum >= 0 ? least : most;
      boolean shrinks = sum >= 0 ? least > 0 : most < 0;
      far[k] = (float) (shrinks ? near[k] / factor : near[k] * factor);
    }
  }

  /** Makes the attack {@code fang-trimmed-mean}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "fang-trimmed-mean";
    }

    @Override
    public String summary() {
      return "each sends values of its own just beyond the correct ones, opposite " + "to the mean";
    }

    @Override
    public String citation() {
      return "Fang, Cao, Jia, Gong 2020, the attack on the trimmed mean with full " + "knowledge";
    }

    @Override
    public String cost() {
      return "(h + q) d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("factor", "between 1 and 1e6", "2", "how far beyond"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new FangTrimmedMean(arguments.real("factor", 2, 1, 1e6));
    }
  }
}
