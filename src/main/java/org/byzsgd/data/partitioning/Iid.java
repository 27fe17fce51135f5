package org.byzsgd.data.partitioning;

import java.util.Arrays;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;

/** Every worker gets floor(N / m) samples, drawn without a look at their labels. */
public record Iid() implements Partitioning {
  /** The name, also of the case in which nothing is said. */
  public static final String NAME = "iid";

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    return cut(stream.permutation(labels.length), parts);
  }

  /**
   * Cuts an order into equal parts.
   *
   * @param order positions
   * @param parts how many, at least 1
   * @return parts of floor(length / parts); what does not divide evenly is left over
   */
  public static int[][] cut(int[] order, int parts) {
    int size = order.length / parts;
    int[][] cut = new int[parts][];
    Arrays.setAll(cut, i -> Arrays.copyOfRange(order, i * size, (i + 1) * size));
    return cut;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String summary() {
      return "every worker's samples are drawn from all, whatever their labels";
    }

    @Override
    public String citation() {
      return "Xie, Koyejo, Gupta 2019, Assumption 1";
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new Iid();
    }
  }
}
