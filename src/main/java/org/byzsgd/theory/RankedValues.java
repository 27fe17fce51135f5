package org.byzsgd.theory;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/** In each coordinate the values that have certain ranks among those of some rows. */
final class RankedValues {
  /** A network takes longer to build than to run on a small model. */
  private static final Map<List<Integer>, SelectionNetwork> NETWORKS = new ConcurrentHashMap<>();

  private RankedValues() {}

  /**
   * Finds them.
   *
   * @param rows h rows of finite values
   * @param ranks of 0 .. h - 1, 0 for the smallest
   * @return a vector for each rank, of the coordinates that are here
   */
  static float[][] of(Gradients rows, int... ranks) {
    int h = rows.workers();
    List<Integer> wanted = Arrays.stream(ranks).boxed().collect(Collectors.toList());
    wanted.add(h);
    SelectionNetwork network =
        NETWORKS.computeIfAbsent(wanted, key -> SelectionNetwork.few(h, ranks));
    RowKernels kernels = Kernels.get().rows();
    float[][] values = new float[ranks.length][rows.dimension()];
    CoordinateBlocks.forEach(
        rows.dimension(),
        (from, to) -> {
          int[][] keys = new int[h][RowKernels.WIDTH];
          for (int start = from; start < to; start += RowKernels.WIDTH) {
            int width = Math.min(RowKernels.WIDTH, to - start);
            kernels.select(network, rows.rows(), start, width, keys);
            for (int i = 0; i < ranks.length; i++) {
              kernels.values(keys[network.place(ranks[i])], values[i], start, width);
            }
          }
        });
    return values;
  }
}
