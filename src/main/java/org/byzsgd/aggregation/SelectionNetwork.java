package org.byzsgd.aggregation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Which pairs of m values to compare and exchange, one after the other, so that the wanted ranks
 * end at their places. It is a sorting network without the comparators that reach no wanted rank,
 * and without those that only order values which are asked for as a set.
 */
final class SelectionNetwork {
  /** What is asked of a rank that nobody reads. */
  private static final int NOTHING = -1;

  /** What is asked of a rank whose value must be exact. */
  private static final int ITSELF = 0;

  /** What is asked of ranks of which only the set of values matters. */
  private static final int SET = 1;

  private final int[] low;
  private final int[] high;

  private SelectionNetwork(List<int[]> pairs) {
    this.low = pairs.stream().mapToInt(pair -> pair[0]).toArray();
    this.high = pairs.stream().mapToInt(pair -> pair[1]).toArray();
  }

  /** Puts the ranks from .. to, both included, at their places. */
  static SelectionNetwork ranks(int values, int from, int to) {
    return prune(values, rank -> rank >= from && rank <= to ? ITSELF : NOTHING);
  }

  /** Puts the ranks from .. to, both included, at the places from .. to in any order. */
  static SelectionNetwork set(int values, int from, int to) {
    return prune(values, rank -> rank >= from && rank <= to ? SET : NOTHING);
  }

  /** {@return how many comparators there are} */
  int size() {
    return low.length;
  }

  /** Exchanges whole rows of a block, each column by itself. */
  void run(int[][] keys) {
    for (int c = 0; c < low.length; c++) {
      compareAndExchange(keys[low[c]], keys[high[c]]);
    }
  }

  private static void compareAndExchange(int[] low, int[] high) {
    for (int k = 0; k < SortedBlock.WIDTH; k++) {
      int a = low[k];
      int b = high[k];
      low[k] = Math.min(a, b);
      high[k] = Math.max(a, b);
    }
  }

  private static SelectionNetwork prune(int values, IntUnaryOperator asked) {
    List<int[]> all = sorting(values);
    int[] wanted = new int[values];
    for (int rank = 0; rank < values; rank++) {
      wanted[rank] = asked.applyAsInt(rank);
    }
    List<int[]> kept = new ArrayList<>();
    for (int c = all.size() - 1; c >= 0; c--) {
      int[] pair = all.get(c);
      // A comparator inside one set, or of two values that nobody reads, changes nothing asked for.
      if (wanted[pair[0]] != wanted[pair[1]] || wanted[pair[0]] == ITSELF) {
        wanted[pair[0]] = ITSELF;
        wanted[pair[1]] = ITSELF;
        kept.add(pair);
      }
    }
    Collections.reverse(kept);
    return new SelectionNetwork(kept);
  }

  /** Batcher's odd-even merge sort for any m (Knuth, volume 3, 5.2.2, Algorithm M). */
  private static List<int[]> sorting(int values) {
    List<int[]> pairs = new ArrayList<>();
    int top = Integer.highestOneBit(Math.max(1, values - 1));
    for (int p = top; p > 0; p >>= 1) {
      int r = 0;
      int d = p;
      for (int q = top; q >= p; q >>= 1) {
        for (int i = 0; i < values - d; i++) {
          if ((i & p) == r) {
            pairs.add(new int[] {i, i + d});
          }
        }
        d = q - p;
        r = p;
      }
    }
    return pairs;
  }
}
