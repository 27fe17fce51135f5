package org.byzsgd.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionNetworkTest {
  private final Random random = new Random(8);

  private static int[] run(SelectionNetwork network, int[] values) {
    int[] run = values.clone();
    int[] groups = network.groups();
    for (int g = 0; g + 1 < groups.length; g++) {
      Arrays.sort(run, groups[g], groups[g + 1]);
    }
    for (SelectionNetwork.Pair pair : network.pairs()) {
      int low = Math.min(run[pair.low()], run[pair.high()]);
      int high = Math.max(run[pair.low()], run[pair.high()]);
      // What is not to be read again is spoilt.
      boolean noHigh = pair.exchange() == SelectionNetwork.Exchange.MINIMUM;
      boolean noLow = pair.exchange() == SelectionNetwork.Exchange.MAXIMUM;
      run[pair.low()] = noLow ? Integer.MIN_VALUE : low;
      run[pair.high()] = noHigh ? Integer.MAX_VALUE : high;
    }
    return run;
  }

  /** By the 0-1 principle: who sorts all sequences of zeros and ones sorts all. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 16})
  void groupsAreSorted(int m) {
    for (int ones = 0; ones < 1 << m; ones++) {
      int sorted = ones;
      for (int[] pair : SelectionNetwork.sorting(m)) {
        int low = sorted >> pair[0] & 1;
        int high = sorted >> pair[1] & 1;
        if (low > high) {
          sorted ^= 1 << pair[0] | 1 << pair[1];
        }
      }
      int count = Integer.bitCount(ones);
      assertEquals(((1 << count) - 1) << (m - count), sorted);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16, 17, 20, 25, 31, 33, 50, 64, 100, 128})
  void wantedRanksAreAtTheirPlaces(int m) {
    for (int trial = 0; trial < 60; trial++) {
      int from = random.nextInt(m);
      int to = from + random.nextInt(m - from);
      SelectionNetwork ranks = SelectionNetwork.ranks(m, from, to);
      SelectionNetwork set = SelectionNetwork.set(m, from, to);
      for (int draw = 0; draw < 40; draw++) {
        // Few different values, for ties and for zeros and ones.
        int[] values = random.ints(m, 0, draw % 2 == 0 ? 2 : 2 * m).toArray();
        int[] sorted = Arrays.stream(values).sorted().toArray();
        int[] expected = Arrays.copyOfRange(sorted, from, to + 1);
        int[] exact = run(ranks, values);
        assertArrayEquals(
            expected, Arrays.stream(ranks.places(from, to)).map(p -> exact[p]).toArray());
        int[] any = run(set, values);
        assertArrayEquals(
            expected, Arrays.stream(set.places(from, to)).map(p -> any[p]).sorted().toArray());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 9, 14, 25, 50})
  void fewRanksThatAreNoNeighboursAreAtTheirPlaces(int m) {
    for (int trial = 0; trial < 60; trial++) {
      int[] ranks = random.ints(1 + random.nextInt(3), 0, m).toArray();
      SelectionNetwork few = SelectionNetwork.few(m, ranks);
      for (int draw = 0; draw < 40; draw++) {
        int[] values = random.ints(m, 0, draw % 2 == 0 ? 2 : 2 * m).toArray();
        int[] sorted = Arrays.stream(values).sorted().toArray();
        int[] exact = run(few, values);
        for (int rank : ranks) {
          assertEquals(sorted[rank], exact[few.place(rank)]);
        }
      }
    }
  }

  @Test
  void whatIsNotAskedForIsNotCompared() {
    assertEquals(24, SelectionNetwork.ranks(25, 12, 12).pairs().length);
    assertEquals(10, SelectionNetwork.set(25, 5, 19).pairs().length);
    assertTrue(SelectionNetwork.ranks(25, 0, 24).pairs().length > 24);
    assertEquals(0, SelectionNetwork.set(25, 0, 24).pairs().length);
  }
}
