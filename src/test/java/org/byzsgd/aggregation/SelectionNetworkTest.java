package org.byzsgd.aggregation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the 0-1 principle: a network that selects all sequences of zeros and ones selects all. */
class SelectionNetworkTest {
  private static int[] run(SelectionNetwork network, int values, int ones) {
    int[][] keys = new int[values][SortedBlock.WIDTH];
    for (int i = 0; i < values; i++) {
      Arrays.fill(keys[i], ones >> i & 1);
    }
    network.run(keys);
    return Arrays.stream(keys).mapToInt(key -> key[0]).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9})
  void wantedRanksAreInTheirPlaces(int m) {
    for (int from = 0; from < m; from++) {
      for (int to = from; to < m; to++) {
        SelectionNetwork ranks = SelectionNetwork.ranks(m, from, to);
        SelectionNetwork set = SelectionNetwork.set(m, from, to);
        for (int ones = 0; ones < 1 << m; ones++) {
          int first = m - Integer.bitCount(ones);
          int[] ordered = run(ranks, m, ones);
          int expected = 0;
          for (int rank = from; rank <= to; rank++) {
            assertEquals(rank >= first ? 1 : 0, ordered[rank]);
            expected += rank >= first ? 1 : 0;
          }
          assertEquals(expected, Arrays.stream(run(set, m, ones), from, to + 1).sum());
        }
      }
    }
  }

  @Test
  void whatIsNotAskedForIsNotCompared() {
    int all = SelectionNetwork.ranks(25, 0, 24).size();
    assertTrue(SelectionNetwork.ranks(25, 12, 12).size() < all);
    assertTrue(SelectionNetwork.set(25, 5, 19).size() < all);
    assertEquals(0, SelectionNetwork.set(25, 0, 24).size());
  }
}
