package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends, coordinate by coordinate, a value beyond all correct ones on the
 * side opposite to their mean: the attack behind Theorem 1 on the median.
 *
 * <p>With l_j and u_j the smallest and the largest correct value of coordinate j, the forged value
 * is l_j - margin (u_j - l_j) where the mean is positive, u_j + margin (u_j - l_j) where it is
 * negative, and 0 where it is 0 (Xie, Koyejo, Gupta 2019, Theorem 1 and Remark 3). With q = (m -
 * 1)/2 the median is then the smallest (largest) correct value, so it has the wrong sign wherever
 * correct values of both signs exist. Cost h d. Example: correct rows (1, -4), (3, -8) and margin 1
 * have the means (2, -6) and give (1 - 2, -4 + 4) = (-1, 0).
 *
 * @param margin how far beyond, in ranges of the correct values, at least 0
 */
public record TheoremOne(double margin) implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    float[] mean = view.knownMean();
    float[][] rows = view.knownRows();
    float[] forged = new float[mean.length];
    CoordinateBlocks.forEach(
        forged.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            forged[k] = beyond(rows, k, mean[k]);
          }
        });
    return Forgery.sentByAll(view, forged);
  }

  private float beyond(float[][] rows, int coordinate, float mean) {
    float least = rows[0][coordinate];
    float most = least;
    for (float[] row : rows) {
      least = Math.min(least, row[coordinate]);
      most = Math.max(most, row[coordinate]);
    }
    double distance = margin * ((double) most - least);
    return mean == 0 ? 0 : (float) (mean > 0 ? least - distance : most + distance);
  }

  /** Makes the attack {@code theorem-1}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "theorem-1";
    }

    @Override
    public String summary() {
      return "all send a value beyond every correct one, opposite to the mean, in "
          + "every coordinate";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, Theorem 1 and Remark 3";
    }

    @Override
    public String cost() {
      return "h d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "margin",
              "a number of at least 0",
              "1",
              "how far beyond, in ranges of the correct values"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new TheoremOne(arguments.real("margin", 1, 0, Double.MAX_VALUE));
    }
  }
}
