package org.byzsgd.attack;

import java.util.List;
import java.util.OptionalInt;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends a copy of one correct worker's row.
 *
 * <p>u = v_i: nothing to tell from an honest row, but one worker counts q + 1 times (Karimireddy,
 * He, Jaggi 2022, the mimic attack). The copied worker is given, or it is the one that stands out
 * most along the direction z of the largest variance: i = argmax |&lt;z, v_i - mean&gt;|, ties to
 * the lowest place. z is the round's own, where the paper learns one for all rounds. z itself is
 * never formed: with the centred products K_ij = &lt;v_i - mean, v_j - mean&gt; = (r_i + r_j - D_ij
 * - r)/2, r_i the mean of row i of the squared distances D and r the mean of all, and w the first
 * eigenvector of K by power iteration, i = argmax |w_i|. Cost h^2 d / 2, or d if the worker is
 * given. Example: correct rows (0, 0), (1, 0), (5, 1) have the mean (2, 1/3); the third stands out
 * and (5, 1) is sent.
 *
 * @param worker the place of the copied row among the correct ones in the order of their ids;
 *     empty: by the variance
 */
public record Mimic(OptionalInt worker) implements SliceableAttack {
  private static final int ITERATIONS = 200;

  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public void check(int workers, int byzantine) {
    if (worker.isPresent()) {
      Knowing.place("mimic", worker.getAsInt(), workers, byzantine);
    }
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[][] rows = view.knownRows();
    int copied =
        worker.orElseGet(
            () -> (int) Forgery.agreed(view, () -> outstanding(Geometry.of(view.known()))));
    return Forgery.sentByAll(view, rows[copied].clone());
  }

  /** The row with the largest part in the first eigenvector of the centred products. */
  private static int outstanding(Geometry geometry) {
    double[][] products = centred(geometry);
    int chosen = 0;
    for (int i = 1; i < products.length; i++) {
      chosen = products[i][i] > products[chosen][chosen] ? i : chosen;
    }
    // The row of the longest difference is not orthogonal to what it adds most to.
    double[] vector = products[chosen].clone();
    for (int t = 0; t < ITERATIONS; t++) {
      double largest = 0;
      for (double value : vector) {
        largest = Math.max(largest, Math.abs(value));
      }
      if (largest == 0) {
        return 0;
      }
      double[] scaled = vector.clone();
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] /= largest;
      }
      for (int i = 0; i < scaled.length; i++) {
        vector[i] = 0;
        for (int j = 0; j < scaled.length; j++) {
          vector[i] += products[i][j] * scaled[j];
        }
      }
    }
    int outstanding = 0;
    for (int i = 1; i < vector.length; i++) {
      outstanding = Math.abs(vector[i]) > Math.abs(vector[outstanding]) ? i : outstanding;
    }
    return outstanding;
  }

  private static double[][] centred(Geometry geometry) {
    int h = geometry.workers();
    double[] means = new double[h];
    double all = 0;
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < h; j++) {
        means[i] += geometry.squaredDistance(i, j) / h;
      }
      all += means[i] / h;
    }
    double[][] products = new double[h][h];
    for (int i = 0; i < h; i++) {
      for (int j = 0; j < h; j++) {
        products[i][j] = (means[i] + means[j] - geometry.squaredDistance(i, j) - all) / 2;
      }
    }
    return products;
  }

  private static OptionalInt worker(Arguments arguments) {
    return arguments.text("worker", "variance").equals("variance")
        ? OptionalInt.empty()
        : OptionalInt.of(arguments.integer("worker", 0, 0, Integer.MAX_VALUE));
  }

  /** Makes the attack {@code mimic}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "mimic";
    }

    @Override
    public String summary() {
      return "all copy one correct row: a chosen one, or the one that stands out " + "most";
    }

    @Override
    public String citation() {
      return "Karimireddy, He, Jaggi 2022, the mimic attack";
    }

    @Override
    public String cost() {
      return "h^2 d / 2, or d if the worker is given";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "worker",
              "a whole number between 0 and h - 1, or variance",
              "variance",
              "the place of the copied row among the correct ones"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Mimic(worker(arguments));
    }
  }
}
