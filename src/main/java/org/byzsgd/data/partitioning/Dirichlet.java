package org.byzsgd.data.partitioning;

import java.util.List;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Every worker has a mixture of labels of its own, and floor(N / m) samples (Hsu, Qi, Brown,
 * Measuring the Effects of Non-Identical Data Distribution for Federated Visual Classification,
 * 2019, section 3).
 *
 * <p>Worker i draws q_i from Dirichlet(alpha p), where p is the share of each label in the training
 * set, and its samples' labels from q_i, without replacement. The workers take turns, a sample a
 * turn; a label that has no samples left is left out of all q_i. So the last samples are dealt by
 * what is left, which the paper does not specify. As alpha grows all workers look like the whole
 * set; at 0 each holds a single label, while it lasts.
 *
 * <p>alpha is the sum of the concentrations: Dirichlet(beta, ..., beta) over K equal labels, as
 * other libraries have it, is alpha = K beta.
 *
 * @param alpha above 0
 */
public record Dirichlet(double alpha) implements Partitioning {
  /**
   * Checks the parameter.
   *
   * @param alpha above 0
   * @throws UsageException if it is not
   */
  public Dirichlet {
    checkAlpha("dirichlet", alpha);
  }

  static void checkAlpha(String name, double alpha) {
    if (!(alpha > 0 && Double.isFinite(alpha))) {
      throw new UsageException(name + ": alpha must be a finite number above 0, got " + alpha);
    }
  }

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    double[] concentration = new double[classes];
    for (int label : labels) {
      concentration[label] += alpha / labels.length;
    }
    double[][] mixtures = new double[parts][];
    for (int i = 0; i < parts; i++) {
      mixtures[i] = stream.nextDirichlet(concentration);
    }
    LabelPools pools = new LabelPools(labels, classes, stream);
    int[][] dealt = new int[parts][labels.length / parts];
    for (int turn = 0; turn < dealt[0].length; turn++) {
      for (int i = 0; i < parts; i++) {
        dealt[i][turn] = pools.take(label(mixtures[i], pools, stream));
      }
    }
    return dealt;
  }

  /** Draws a label that has samples left; by what is left if the mixture has none of these. */
  private static int label(double[] mixture, LabelPools pools, Stream stream) {
    double[] weights = new double[mixture.length];
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      weights[c] = pools.left(c) > 0 ? mixture[c] : 0;
      sum += weights[c];
    }
    if (!(sum > 0)) {
      for (int c = 0; c < weights.length; c++) {
        weights[c] = pools.left(c);
        sum += weights[c];
      }
    }
    double rest = stream.nextDouble() * sum;
    int label = 0;
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] > 0) {
        label = c;
        rest -= weights[c];
        if (rest < 0) {
          break;
        }
      }
    }
    return label;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "dirichlet";
    }

    @Override
    public String summary() {
      return "workers of one size, each with a mixture of labels from Dirichlet(alpha p), p the"
          + " labels' shares";
    }

    @Override
    public String citation() {
      return "Hsu, Qi, Brown 2019, section 3";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "alpha",
              "above 0",
              "1",
              "how alike workers are; the sum of the concentrations over all labels"));
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new Dirichlet(arguments.real("alpha", 1));
    }
  }
}
