package org.byzsgd.data.partitioning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Every worker gets samples of k labels (Li et al., Federated Learning on Non-IID Data Silos, ICDE
 * 2022, section 3.1, "#C = k").
 *
 * <p>Labels are dealt like cards, from shuffled decks of all labels one after the other, each
 * worker taking the next that it does not have yet; so every label is held by floor(m k / K) or
 * ceil(m k / K) workers, where the paper leaves that to chance. The samples of a label are shared
 * out evenly among those that hold it, so workers may differ in size.
 *
 * @param count k, at least 1
 */
public record Labels(int count) implements Partitioning {
  /**
   * Checks the number.
   *
   * @param count k
   * @throws UsageException if it is below 1
   */
  public Labels {
    if (count < 1) {
      throw new UsageException("labels: count must be at least 1, got " + count);
    }
  }

  @Override
  public int[][] deal(int[] labels, int classes, int parts, Stream stream) {
    int[] present = Arrays.stream(labels).sorted().distinct().toArray();
    int least = (present.length + parts - 1) / parts;
    if (count < least || count > present.length) {
      throw new UsageException(
          String.format(
              "labels: count must be between %d and %d for %d labels on %d workers, got %d",
              least, present.length, present.length, parts, count));
    }
    List<List<Integer>> owners = owners(present, classes, parts, stream);
    LabelPools pools = new LabelPools(labels, classes, stream);
    int[][] counts = new int[parts][classes];
    for (int label : present) {
      int samples = pools.left(label);
      int shares = owners.get(label).size();
      for (int k = 0; k < shares; k++) {
        counts[owners.get(label).get(k)][label] = samples / shares + (k < samples % shares ? 1 : 0);
      }
    }
    return DirichletByLabel.take(counts, pools);
  }

  /** Who holds each label, in ascending order. */
  private List<List<Integer>> owners(int[] present, int classes, int parts, Stream stream) {
    List<List<Integer>> owners = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      owners.add(new ArrayList<>());
    }
    List<Integer> deck = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      boolean[] has = new boolean[classes];
      for (int k = 0; k < count; k++) {
        int next = firstNew(deck, has);
        if (next < 0) {
          Arrays.stream(stream.permutation(present.length))
              .forEach(place -> deck.add(present[place]));
          next = firstNew(deck, has);
        }
        int label = deck.remove(next);
        has[label] = true;
        owners.get(label).add(i);
      }
    }
    return owners;
  }

  private static int firstNew(List<Integer> deck, boolean[] has) {
    for (int at = 0; at < deck.size(); at++) {
      if (!has[deck.get(at)]) {
        return at;
      }
    }
    return -1;
  }

  /** Makes it from text. */
  public static final class Factory implements PartitioningFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "labels";
    }

    @Override
    public String summary() {
      return "every worker gets samples of a few labels alone";
    }

    @Override
    public String citation() {
      return "Li et al. 2022, section 3.1";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("count", "at least 1", "2", "labels a worker"));
    }

    @Override
    public Partitioning create(Arguments arguments) {
      return new Labels(arguments.integer("count", 2, 1, Integer.MAX_VALUE));
    }
  }
}
