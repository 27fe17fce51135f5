package org.byzsgd.data.partitioning;

import org.byzsgd.random.Stream;

/**
 * How the samples of a training set are dealt to workers that keep them, by their labels. Parts may
 * differ in size, and samples may be left over.
 */
@FunctionalInterface
public interface Partitioning {
  /**
   * Deals.
   *
   * @param labels of N samples, each 0 .. classes - 1
   * @param classes how many classes
   * @param parts m, how many workers keep a part of their own; 1 .. N
   * @param stream where the random numbers come from, at its start
   * @return for each part the positions in {@code labels} of its samples, at least one, none twice
   * @throws org.byzsgd.registry.UsageException if the samples do not allow it
   */
  int[][] deal(int[] labels, int classes, int parts, Stream stream);
}
