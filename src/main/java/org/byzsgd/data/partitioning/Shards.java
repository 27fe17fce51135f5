package org.byzsgd.data.partitioning;

import java.util.List;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Samples sorted by label are cut into s m shards of floor(N / (s m)), and every worker gets s of
 * them at random (McMahan et al., Communication-Efficient Learning of Deep Networks from
 * Decentralized Data, AISTATS 2017, section 3: s = 2). Most workers hold s labels or a few more.
 *
 * @param count s, at least 1
 */
public record Shards(int count) implements Partitioning {
  /**
   * Checks the number.
   *
   * @param count s
   * @throws UsageException if it is below 1
   */
  public Shards {
    if (count < 1) {
      throw new UsageException("shards: count must be at least 1, got " + count);
    }
  }

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    if (count > labels.length / parts) {
      throw new UsageException(
          String.format(
              "shards: count must be between 1 and %d for %d training samples on %d workers, got"
                  + " %d",
              labels.length / parts, labels.length, parts, count));
    }
    int[][] shards = Iid.cut(LabelPools.sorted(labels, classes, stream), count * parts);
    int[] order = stream.permutation(shards.length);
    int size = shards[0].length;
    int[][] dealt = new int[parts][count * size];
    for (int k = 0; k < order.length; k++) {
      System.arraycopy(shards[order[k]], 0, dealt[k / count], k % count * size, size);
    }
    return dealt;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "shards";
    }

    @Override
    public String summary() {
      return "sorted by label and cut into shards, of which every worker gets a few at random";
    }

    @Override
    public String citation() {
      return "McMahan et al. 2017, section 3";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("count", "at least 1", "2", "shards a worker"));
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new Shards(arguments.integer("count", 2, 1, Integer.MAX_VALUE));
    }
  }
}
