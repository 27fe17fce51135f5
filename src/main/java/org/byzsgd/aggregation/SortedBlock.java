package org.byzsgd.aggregation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/**
 * The m values of each coordinate of a block, ordered by a network as far as a rule asks. Floats
 * are compared as integers that order them totally, so a NaN costs nothing and stays at its end.
 */
final class SortedBlock {
  /** What networks depend on. */
  private record Wanted(Order order, int rows, int from, int to) {}

  private enum Order {
    RANKS,
    SET,
    HALVES
  }

  /** A network takes longer to build than to run once. */
  private static final Map<Wanted, SelectionNetwork> NETWORKS = new ConcurrentHashMap<>();

  private final RowKernels kernels = Kernels.get().rows();
  private final SelectionNetwork network;
  private final int[][] keys;
  private final int[][] middle = new int[2][RowKernels.WIDTH];

  private SortedBlock(Wanted wanted) {
    this.network = NETWORKS.computeIfAbsent(wanted, SortedBlock::build);
    this.keys = new int[wanted.rows()][RowKernels.WIDTH];
  }

  private static SelectionNetwork build(Wanted wanted) {
    return switch (wanted.order()) {
      case RANKS -> SelectionNetwork.ranks(wanted.rows(), wanted.from(), wanted.to());
      case SET -> SelectionNetwork.set(wanted.rows(), wanted.from(), wanted.to());
      case HALVES -> SelectionNetwork.halves(wanted.rows());
    };
  }

  /** Each of the ranks from .. to, both included, 0 for the smallest, at its place. */
  static SortedBlock ranks(int rows, int from, int to) {
    return new SortedBlock(new Wanted(Order.RANKS, rows, from, to));
  }

  /** The ranks from .. to, both included, at their places in any order. */
  static SortedBlock set(int rows, int from, int to) {
    return new SortedBlock(new Wanted(Order.SET, rows, from, to));
  }

  /** As far as {@link #medians} needs it. */
  static SortedBlock halves(int rows) {
    return new SortedBlock(new Wanted(Order.HALVES, rows, 0, rows - 1));
  }

  /** Orders the coordinates from .. from + width - 1, each by itself. */
  void select(float[][] rows, int from, int width) {
    kernels.select(network, rows, from, width, keys);
  }

  /** Writes the medians of the coordinates from .. from + width - 1. */
  void medians(float[][] rows, int from, int width, float[] medians) {
    kernels.medians(network, rows, from, width, keys, middle, medians);
  }

  /** Averages the ranks from .. to, both included. */
  void average(int from, int to, double[] average) {
    kernels.average(keys, network.places(from, to), average);
  }

  /** Averages the values nearest to a centre; all ranks must be at their places. */
  void averageNear(double[] center, int kept, double[] average) {
    kernels.averageNear(keys, network.places(0, keys.length - 1), center, kept, average);
  }

  /** Rounds averages to float. */
  void narrow(double[] average, float[] values, int at, int width) {
    kernels.narrow(average, values, at, width);
  }
}
