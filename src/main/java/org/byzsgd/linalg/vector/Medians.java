package org.byzsgd.linalg.vector;

import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;

import jdk.incubator.vector.IntVector;
import org.byzsgd.linalg.FloatKeys;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/**
 * The middle of sorted halves. Where both fit the registers, the second half is merged while it is
 * there: its keys are never stored.
 */
final class Medians {
  /** The most rows of which both halves fit the registers. */
  private static final int TWO_GROUPS = 2 * SelectionNetwork.LARGEST_GROUP;

  private Medians() {}

  /** Writes the keys of the upper middle value, and for even m of the lower one before it. */
  static void find(
      SelectionNetwork halves, float[][] rows, int from, int count, int[][] keys, int[][] middle) {
    int m = rows.length;
    if (m <= SelectionNetwork.LARGEST_GROUP || m > TWO_GROUPS) {
      Selection.select(halves, rows, from, count, keys);
      largestOfSmaller(keys, halves.lowest(m / 2), middle[1]);
      if (m % 2 == 0) {
        largestOfSmaller(keys, halves.lowest(m / 2 - 1), middle[0]);
      }
    } else if (count % LENGTH == 0) {
      sortAndMerge(rows, from, count, keys, middle);
    } else {
      sortAndMerge(Selection.padded(rows, from, count), 0, Selection.padded(count), keys, middle);
    }
  }

  private static void sortAndMerge(
      float[][] rows, int from, int count, int[][] keys, int[][] middle) {
    int m = rows.length;
    Selection.sort(0, m / 2, rows, from, count, keys);
    switch (m) {
      case 17 -> MedianTile9.odd(rows, from, count, keys, middle[1]);
      case 18 -> MedianTile9.even(rows, from, count, keys, middle[0], middle[1]);
      case 19 -> MedianTile10.odd(rows, from, count, keys, middle[1]);
      case 20 -> MedianTile10.even(rows, from, count, keys, middle[0], middle[1]);
      case 21 -> MedianTile11.odd(rows, from, count, keys, middle[1]);
      case 22 -> MedianTile11.even(rows, from, count, keys, middle[0], middle[1]);
      case 23 -> MedianTile12.odd(rows, from, count, keys, middle[1]);
      case 24 -> MedianTile12.even(rows, from, count, keys, middle[0], middle[1]);
      case 25 -> MedianTile13.odd(rows, from, count, keys, middle[1]);
      case 26 -> MedianTile13.even(rows, from, count, keys, middle[0], middle[1]);
      case 27 -> MedianTile14.odd(rows, from, count, keys, middle[1]);
      case 28 -> MedianTile14.even(rows, from, count, keys, middle[0], middle[1]);
      case 29 -> MedianTile15.odd(rows, from, count, keys, middle[1]);
      case 30 -> MedianTile15.even(rows, from, count, keys, middle[0], middle[1]);
      case 31 -> MedianTile16.odd(rows, from, count, keys, middle[1]);
      case 32 -> MedianTile16.even(rows, from, count, keys, middle[0], middle[1]);
      default -> throw new IllegalArgumentException("two groups have 17 to 32 rows");
    }
  }

  /**
   * In each coordinate the largest of the smaller keys of some pairs of places. The first pair is
   * compared again at the end: of the vector a loop carried the JIT does not know the exact class,
   * of a maximum with a loaded one it does.
   */
  private static void largestOfSmaller(int[][] keys, int[][] pairs, int[] largest) {
    int[] first = pairs[0];
    int[] second = pairs[1];
    for (int k = 0; k < RowKernels.WIDTH; k += LENGTH) {
      IntVector one = IntVector.fromArray(INTEGERS, keys[first[0]], k);
      one = one.min(IntVector.fromArray(INTEGERS, keys[second[0]], k));
      IntVector found = one;
      for (int i = 1; i < first.length; i++) {
        IntVector a = IntVector.fromArray(INTEGERS, keys[first[i]], k);
        found = a.min(IntVector.fromArray(INTEGERS, keys[second[i]], k)).max(found);
      }
      one.max(found).intoArray(largest, k);
    }
  }

  static void average(int[] lower, int[] upper, float[] averages, int at, int count) {
    for (int k = 0; k < count; k++) {
      averages[at + k] = 0.5f * FloatKeys.value(lower[k]) + 0.5f * FloatKeys.value(upper[k]);
    }
  }
}
