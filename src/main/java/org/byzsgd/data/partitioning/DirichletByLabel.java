package org.byzsgd.data.partitioning;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * The samples of each label are shared out to the workers by shares of their own, so that workers
 * differ in labels and in size (Yurochkin et al., Bayesian Nonparametric Federated Learning of
 * Neural Networks, ICML 2019, section 4; with a least size as in Li et al., Federated Learning on
 * Non-IID Data Silos, ICDE 2022).
 *
 * <p>For each label the shares come from Dirichlet(alpha, ..., alpha) over the m workers; worker i
 * gets the samples between the rounded sums of the shares up to i - 1 and up to i. All is drawn
 * again until every worker has at least {@code least} samples, {@value #TRIES} times at most.
 *
 * @param alpha above 0
 * @param least the smallest size of a worker, at least 1
 */
public record DirichletByLabel(double alpha, int least) implements Partitioning {
  private static final int TRIES = 1000;

  /**
   * Checks the parameters.
   *
   * @param alpha above 0
   * @param least the smallest size of a worker
   * @throws UsageException if one is out of range
   */
  public DirichletByLabel {
    Dirichlet.checkAlpha(Factory.NAME, alpha);
    if (least < 1) {
      throw new UsageException(Factory.NAME + ": least must be at least 1, got " + least);
    }
  }

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    if (least > labels.length / parts) {
      throw new UsageException(
          String.format(
              "%s: least must be between 1 and %d for %d training samples on %d workers, got %d",
              Factory.NAME, labels.length / parts, labels.length, parts, least));
    }
    double[] concentration = new double[parts];
    Arrays.fill(concentration, alpha);
    for (int t = 0; t < TRIES; t++) {
      int[][] counts = counts(labels, classes, concentration, stream);
      if (smallest(counts) >= least) {
        return take(counts, new LabelPools(labels, classes, stream));
      }
    }
    throw new UsageException(
        String.format(
            "%s: in %d draws with alpha %s some of %d workers had fewer than %d of %d samples; try"
                + " a larger alpha",
            Factory.NAME, TRIES, alpha, parts, least, labels.length));
  }

  /** How many samples of each label each worker gets: [worker][label]. */
  private static int[][] counts(int[] labels, int classes, double[] concentration, Stream stream) {
    int[] all = new int[classes];
    for (int label : labels) {
      all[label]++;
    }
    int[][] counts = new int[concentration.length][classes];
    for (int c = 0; c < classes; c++) {
      double[] shares = stream.nextDirichlet(concentration);
      double sum = 0;
      int before = 0;
      for (int i = 0; i < shares.length; i++) {
        sum += shares[i];
        int upTo =
            i == shares.length - 1 ? all[c] : (int) Math.min(all[c], Math.rint(sum * all[c]));
        counts[i][c] = upTo - before;
        before = upTo;
      }
    }
    return counts;
  }

  private static int smallest(int[][] counts) {
    int smallest = Integer.MAX_VALUE;
    for (int[] of : counts) {
      smallest = Math.min(smallest, Arrays.stream(of).sum());
    }
    return smallest;
  }

  /** Takes as many of each label as was counted. */
  static int[][] take(int[][] counts, LabelPools pools) {
    int[][] dealt = new int[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      dealt[i] = new int[Arrays.stream(counts[i]).sum()];
      int at = 0;
      for (int c = 0; c < counts[i].length; c++) {
        for (int k = 0; k < counts[i][c]; k++) {
          dealt[i][at++] = pools.take(c);
        }
      }
    }
    return dealt;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    private static final String NAME = "dirichlet-by-label";

    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "each label is shared out by Dirichlet(alpha, ..., alpha) over the workers, which"
          + " differ in size";
    }

    @Override
    public String citation() {
      return "Yurochkin et al. 2019, section 4; Li et al. 2022";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("alpha", "above 0", "1", "how alike workers are"),
          new Parameter("least", "at least 1", "10", "the smallest size of a worker, in samples"));
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new DirichletByLabel(
          arguments.real("alpha", 1), arguments.integer("least", 10, 1, Integer.MAX_VALUE));
    }
  }
}
