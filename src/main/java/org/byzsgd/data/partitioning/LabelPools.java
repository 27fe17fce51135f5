package org.byzsgd.data.partitioning;

import java.util.Arrays;
import org.byzsgd.random.Stream;

/** The samples of each label, in random order, of which some are taken. */
final class LabelPools {
  private final int[][] pools;
  private final int[] taken;

  LabelPools(int[] labels, int classes, Stream stream) {
    int[] counts = new int[classes];
    for (int label : labels) {
      counts[label]++;
    }
    this.pools = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    int[] filled = new int[classes];
    for (int position : stream.permutation(labels.length)) {
      int label = labels[position];
      pools[label][filled[label]++] = position;
    }
    this.taken = new int[classes];
  }

  int classes() {
    return pools.length;
  }

  /** How many samples of a label are not taken yet. */
  int left(int label) {
    return pools[label].length - taken[label];
  }

  /** Takes a sample of a label that has some left. */
  int take(int label) {
    return pools[label][taken[label]++];
  }

  /** All samples, label after label. */
  static int[] sorted(int[] labels, int classes, Stream stream) {
    LabelPools pools = new LabelPools(labels, classes, stream);
    return Arrays.stream(pools.pools).flatMapToInt(Arrays::stream).toArray();
  }
}
