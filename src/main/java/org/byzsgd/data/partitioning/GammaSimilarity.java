package org.byzsgd.data.partitioning;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Of every worker's n = floor(N / m) samples a fraction gamma is drawn from all, and the rest are
 * consecutive in the order of the labels (Karimireddy et al., SCAFFOLD, ICML 2020, section 7: "s %
 * similarity", after Hsu et al. 2019; gamma similarity in Allouah et al., Robust Distributed
 * Learning, NeurIPS 2023).
 *
 * <p>Worker i gets round(gamma n) samples at random, and of the others, sorted by label, the i-th
 * piece. At 1 all workers are alike; at 0 each holds one label or two neighbours, where there are
 * at least as many workers as labels. Low ids get low labels: liars with fixed ids take labels
 * away.
 *
 * @param gamma 0 .. 1
 */
public record GammaSimilarity(double gamma) implements Partitioning {
  /**
   * Checks the fraction.
   *
   * @param gamma 0 .. 1
   * @throws UsageException if it is out of range
   */
  public GammaSimilarity {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new UsageException("gamma-similarity: gamma must be between 0.0 and 1.0, got " + gamma);
    }
  }

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    int size = labels.length / parts;
    int alike = (int) Math.rint(gamma * size);
    int[] order = stream.permutation(labels.length);
    int[] rest = Arrays.copyOfRange(order, parts * alike, parts * size);
    int[] restLabels = Arrays.stream(rest).map(position -> labels[position]).toArray();
    int[] sorted = LabelPools.sorted(restLabels, classes, stream);
    int[][] dealt = new int[parts][size];
    for (int i = 0; i < parts; i++) {
      System.arraycopy(order, i * alike, dealt[i], 0, alike);
      for (int k = alike; k < size; k++) {
        dealt[i][k] = rest[sorted[i * (size - alike) + k - alike]];
      }
    }
    return dealt;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "gamma-similarity";
    }

    @Override
    public String summary() {
      return "a fraction gamma of every worker's samples is drawn from all, the rest are sorted by"
          + " label";
    }

    @Override
    public String citation() {
      return "Karimireddy et al. 2020, section 7; Allouah et al. 2023";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("gamma", "0 .. 1", "0.5", "the share of samples that are drawn from all"));
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new GammaSimilarity(arguments.real("gamma", 0.5));
    }
  }
}
