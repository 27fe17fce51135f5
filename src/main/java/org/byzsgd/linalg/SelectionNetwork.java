package org.byzsgd.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * How to bring wanted ranks of m values to known places without looking at the values: groups of at
 * most {@value #LARGEST_GROUP} neighbouring values are sorted, each by itself and in registers, and
 * then pairs of places are compared and exchanged, one pair after the other. Pairs that reach no
 * wanted rank are left out, and so are those that only order values which are asked for as a set.
 * Immutable.
 */
public final class SelectionNetwork {
  /** The most values that are sorted in registers. */
  public static final int LARGEST_GROUP = 16;

  /** What is asked of a place that nobody reads. */
  private static final int NOTHING = -1;

  /** What is asked of a place whose value must be exact. */
  private static final int ITSELF = 0;

  /** What is asked of places of which only the set of values matters. */
  private static final int SET = 1;

  /** What a pair leaves at its two places. */
  public enum Exchange {
    /** The smaller value at the first place, the larger at the second. */
    BOTH,
    /** The smaller value at the first place; the second is not read again. */
    MINIMUM,
    /** The larger value at the second place; the first is not read again. */
    MAXIMUM
  }

  /**
   * Two places that are compared.
   *
   * @param low the first place
   * @param high the second place
   * @param exchange what is left there
   */
  public record Pair(int low, int high, Exchange exchange) {}

  private final int values;
  private final int[] groups;
  private final int[] places;
  private final Pair[] pairs;

  private SelectionNetwork(int values, int[] groups, int[] places, List<Pair> pairs) {
    this.values = values;
    this.groups = groups;
    this.places = places;
    this.pairs = pairs.toArray(Pair[]::new);
  }

  /**
   * Finds ranks.
   *
   * @param values m, at least 1
   * @param from the first rank, 0 for the smallest
   * @param to the last rank
   * @return a network that puts the ranks from .. to, both included, at their {@link #place}
   */
  public static SelectionNetwork ranks(int values, int from, int to) {
    return merged(values, rank -> rank >= from && rank <= to ? ITSELF : NOTHING);
  }

  /**
   * Finds some ranks, which need not be neighbours.
   *
   * @param values m, at least 1
   * @param ranks 0 for the smallest
   * @return a network that puts each of the ranks at its {@link #place}
   */
  public static SelectionNetwork few(int values, int... ranks) {
    return merged(
        values, rank -> IntStream.of(ranks).anyMatch(one -> one == rank) ? ITSELF : NOTHING);
  }

  /**
   * Finds a set of ranks.
   *
   * @param values m, at least 1
   * @param from the first rank, 0 for the smallest
   * @param to the last rank
   * @return a network that puts the ranks from .. to, both included, at the places of these ranks
   *     in any order
   */
  public static SelectionNetwork set(int values, int from, int to) {
    SelectionNetwork merged = merged(values, rank -> rank >= from && rank <= to ? SET : NOTHING);
    int half = (values + 1) / 2;
    if (values <= LARGEST_GROUP || from + values - 1 - to > values - half) {
      return merged;
    }
    SelectionNetwork cut = cut(values, from, values - 1 - to);
    return cut.pairs.length < merged.pairs.length ? cut : merged;
  }

  /**
   * Prepares for {@link #lowest}.
   *
   * @param values m, at least 1
   * @return a network that sorts all values if they fit the registers, else two halves of them,
   *     each by itself
   */
  public static SelectionNetwork halves(int values) {
    List<int[]> all = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int middle = firstHalf(values);
    int[] first = sort(0, middle, groups, all);
    int[] second = sort(middle, values, groups, all);
    int[] places = IntStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    return pruned(values, groups, places, all, rank -> ITSELF);
  }

  /** How many values are in the first of the halves: all, if they fit the registers. */
  private static int firstHalf(int values) {
    return values <= LARGEST_GROUP ? values : values / 2;
  }

  /** {@return m} */
  public int values() {
    return values;
  }

  /** {@return the first place of each group, and m: the array itself} */
  public int[] groups() {
    return groups;
  }

  /** {@return what is done to the sorted groups, in order: the array itself} */
  public Pair[] pairs() {
    return pairs;
  }

  /**
   * Where a rank is found.
   *
   * @param rank a wanted one
   * @return its place among the m
   */
  public int place(int rank) {
    return places[rank];
  }

  /**
   * Where some ranks are found.
   *
   * @param from the first rank
   * @param to the last rank
   * @return their places
   */
  public int[] places(int from, int to) {
    return Arrays.copyOfRange(places, from, to + 1);
  }

  /**
   * Where the lowest values are after {@link #halves}. Of two sorted lists a_0 .. and b_0 .., the
   * smallest r + 1 are the smaller of a_i and b_(r-i), or the one that is there; so the rank r is
   * the largest of these.
   *
   * @param rank r
   * @return two lists of places: at each index a pair of places, or twice the same
   */
  public int[][] lowest(int rank) {
    int first = firstHalf(values);
    if (first == values) {
      return new int[][] {{places[rank]}, {places[rank]}};
    }
    int second = values - first;
    int[][] pairs = new int[2][rank + 1];
    for (int i = 0; i <= rank; i++) {
      int a = i;
      int b = rank - i;
      pairs[0][i] = places[a < first ? a : first + b];
      pairs[1][i] = places[b < second ? first + b : a];
    }
    return pairs;
  }

  private static SelectionNetwork merged(int values, IntUnaryOperator asked) {
    List<int[]> all = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int[] places = sort(0, values, groups, all);
    return pruned(values, groups, places, all, asked);
  }

  /**
   * Leaves out the smallest {@code low} and the largest {@code high} values. In two sorted lists
   * they are among the first and last ones of each, and one pass over these pairs parts them from
   * the rest: of a_0 .. and b_0 .., the smallest {@code low} are the minima of a_i and b_(low-1-i).
   */
  private static SelectionNetwork cut(int values, int low, int high) {
    List<int[]> all = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int middle = values / 2;
    int[] first = sort(0, middle, groups, all);
    int[] second = sort(middle, values, groups, all);
    List<Integer> smallest = new ArrayList<>();
    List<Integer> largest = new ArrayList<>();
    for (int i = 0; i < low; i++) {
      all.add(new int[] {first[i], second[low - 1 - i]});
      smallest.add(first[i]);
    }
    for (int i = 0; i < high; i++) {
      int below = first[first.length - 1 - i];
      all.add(new int[] {below, second[second.length - high + i]});
      largest.add(second[second.length - high + i]);
    }
    List<Integer> places = new ArrayList<>(smallest);
    IntStream.range(0, values)
        .filter(place -> !smallest.contains(place) && !largest.contains(place))
        .forEach(places::add);
    places.addAll(largest);
    return pruned(
        values,
        groups,
        places.stream().mapToInt(Integer::intValue).toArray(),
        all,
        rank -> rank >= low && rank < values - high ? SET : NOTHING);
  }

  private static SelectionNetwork pruned(
      int values, List<Integer> groups, int[] places, List<int[]> all, IntUnaryOperator asked) {
    int[] wanted = new int[values];
    for (int rank = 0; rank < values; rank++) {
      wanted[places[rank]] = asked.applyAsInt(rank);
    }
    List<Pair> kept = new ArrayList<>();
    for (int c = all.size() - 1; c >= 0; c--) {
      int low = all.get(c)[0];
      int high = all.get(c)[1];
      // A pair inside one set, or of two values that nobody reads, changes nothing asked for.
      if (wanted[low] == wanted[high] && wanted[low] != ITSELF) {
        continue;
      }
      kept.add(
          new Pair(
              low,
              high,
              wanted[high] == NOTHING
                  ? Exchange.MINIMUM
                  : wanted[low] == NOTHING ? Exchange.MAXIMUM : Exchange.BOTH));
      wanted[low] = ITSELF;
      wanted[high] = ITSELF;
    }
    Collections.reverse(kept);
    int[] bounds =
        IntStream.concat(groups.stream().mapToInt(Integer::intValue), IntStream.of(values))
            .toArray();
    return new SelectionNetwork(values, bounds, places, kept);
  }

  /** Sorts the places from .. to - 1 by halves down to groups; returns the place of each rank. */
  private static int[] sort(int from, int to, List<Integer> groups, List<int[]> pairs) {
    if (from == to) {
      return new int[0];
    }
    if (to - from <= LARGEST_GROUP) {
      groups.add(from);
      return IntStream.range(from, to).toArray();
    }
    int middle = from + (to - from) / 2;
    return merge(sort(from, middle, groups, pairs), sort(middle, to, groups, pairs), pairs);
  }

  /**
   * Batcher's odd-even merge for two sorted lists of any lengths (Knuth, volume 3, 5.3.4): the even
   * and the odd members merge by themselves, then neighbours are compared. Values stay where the
   * comparators leave them; the returned places are in the order of the ranks.
   */
  private static int[] merge(int[] first, int[] second, List<int[]> pairs) {
    if (first.length == 0 || second.length == 0) {
      return first.length == 0 ? second : first;
    }
    if (first.length == 1 && second.length == 1) {
      pairs.add(new int[] {first[0], second[0]});
      return new int[] {first[0], second[0]};
    }
    int[] even = merge(every(first, 0), every(second, 0), pairs);
    int[] odd = merge(every(first, 1), every(second, 1), pairs);
    int[] order = new int[first.length + second.length];
    order[0] = even[0];
    int next = 1;
    for (int i = 0; next < order.length; i++) {
      if (i < odd.length && i + 1 < even.length) {
        pairs.add(new int[] {odd[i], even[i + 1]});
      }
      if (i < odd.length) {
        order[next++] = odd[i];
      }
      if (i + 1 < even.length) {
        order[next++] = even[i + 1];
      }
    }
    return order;
  }

  /** Every other member, from the first or the second on. */
  private static int[] every(int[] list, int start) {
    return IntStream.range(0, list.length).filter(i -> i % 2 == start).map(i -> list[i]).toArray();
  }

  /**
   * A sorting network: Batcher's merge exchange for any m (Knuth, volume 3, 5.2.2, Algorithm M).
   *
   * @param values m
   * @return pairs of places; the smaller value goes to the first
   */
  public static List<int[]> sorting(int values) {
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
