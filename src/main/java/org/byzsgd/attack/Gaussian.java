package org.byzsgd.attack;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends noise of its own.
 *
 * <p>u_ij is drawn from N(0, deviation^2), independently for each worker i and coordinate j, from
 * the attacker's stream of the round, worker by worker (Blanchard, El Mhamdi, Guerraoui, Stainer
 * 2017, experiments, with a standard deviation of 200). Cost q d draws on one thread. Example:
 * deviation 0 gives 0 everywhere.
 *
 * @param deviation the standard deviation, at least 0
 */
public record Gaussian(double deviation) implements SliceableAttack {
  @Override
  public float[][] forge(AdversaryView view) {
    Coordinates here = view.coordinates();
    Stream stream = view.stream();
    int[] starts = here.starts();
    float[][] rows = new float[view.byzantine().length][view.dimension()];
    // How far a draw gets on in the stream is random: where slices start is found by drawing.
    double[] marks = here.whole() ? null : here.agree(() -> marks(view, starts, rows.length));
    int slice = Arrays.binarySearch(starts, here.first());
    for (int i = 0; i < rows.length; i++) {
      if (marks != null && rows[i].length > 0) {
        int at = 2 * (i * starts.length + slice);
        stream.reset(Arrays.copyOfRange(marks, at, at + 2));
      }
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] = (float) (deviation * stream.nextGaussian()) + 0f;
      }
    }
    return rows;
  }

  /** The stream's marks at all starts in all rows. */
  private static double[] marks(AdversaryView view, int[] starts, int rows) {
    double[] marks = new double[2 * rows * starts.length];
    int at = 0;
    for (int i = 0; i < rows; i++) {
      for (int s = 0; s < starts.length; s++) {
        System.arraycopy(view.stream().mark(), 0, marks, at, 2);
        at += 2;
        int end = s + 1 < starts.length ? starts[s + 1] : view.coordinates().dimension();
        for (int k = starts[s]; k < end; k++) {
          view.stream().nextGaussian();
        }
      }
    }
    return marks;
  }

  /** Makes the attack {@code gaussian}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "gaussian";
    }

    @Override
    public String summary() {
      return "each sends Gaussian noise of mean 0";
    }

    @Override
    public String citation() {
      return "Blanchard, El Mhamdi, Guerraoui, Stainer 2017, experiments";
    }

    @Override
    public String cost() {
      return "q d draws on one thread";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "deviation",
              "a number of at least 0",
              "200",
              "the standard deviation of every coordinate"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Gaussian(arguments.real("deviation", 200, 0, Double.MAX_VALUE));
    }
  }
}
