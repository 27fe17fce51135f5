package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import org.byzsgd.linalg.FloatKeys;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/** Runs selection networks: groups of rows in registers, the rest on keys in the cache. */
final class Selection {
  private Selection() {}

  static void select(SelectionNetwork network, float[][] rows, int from, int count, int[][] keys) {
    if (count % LENGTH == 0) {
      sort(network.groups(), rows, from, count, keys);
    } else {
      sort(network.groups(), padded(rows, from, count), 0, padded(count), keys);
    }
    for (SelectionNetwork.Pair pair : network.pairs()) {
      int[] low = keys[pair.low()];
      int[] high = keys[pair.high()];
      switch (pair.exchange()) {
        case BOTH -> exchange(low, high);
        case MINIMUM -> minimum(low, high);
        case MAXIMUM -> maximum(low, high);
      }
    }
  }

  /** The next multiple of a vector. */
  static int padded(int count) {
    return (count + LENGTH - 1) / LENGTH * LENGTH;
  }

  /** Copies of some coordinates, with zeros up to a multiple of a vector. */
  static float[][] padded(float[][] rows, int from, int count) {
    float[][] copies = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      copies[i] = Arrays.copyOf(Arrays.copyOfRange(rows[i], from, from + count), padded(count));
    }
    return copies;
  }

  private static void exchange(int[] low, int[] high) {
    for (int k = 0; k < RowKernels.WIDTH; k += LENGTH) {
      IntVector a = IntVector.fromArray(INTEGERS, low, k);
      IntVector b = IntVector.fromArray(INTEGERS, high, k);
      a.min(b).intoArray(low, k);
      a.max(b).intoArray(high, k);
    }
  }

  private static void minimum(int[] low, int[] high) {
    for (int k = 0; k < RowKernels.WIDTH; k += LENGTH) {
      IntVector a = IntVector.fromArray(INTEGERS, low, k);
      a.min(IntVector.fromArray(INTEGERS, high, k)).intoArray(low, k);
    }
  }

  private static void maximum(int[] low, int[] high) {
    for (int k = 0; k < RowKernels.WIDTH; k += LENGTH) {
      IntVector a = IntVector.fromArray(INTEGERS, low, k);
      a.max(IntVector.fromArray(INTEGERS, high, k)).intoArray(high, k);
    }
  }

  private static void sort(int[] groups, float[][] rows, int from, int count, int[][] keys) {
    for (int g = 0; g + 1 < groups.length; g++) {
      sort(groups[g], groups[g + 1], rows, from, count, keys);
    }
  }

  /** Sorts the rows first .. last - 1. */
  static void sort(int first, int last, float[][] rows, int from, int count, int[][] keys) {
    switch (last - first) {
      case 1 -> keys(rows[first], from, count, keys[first]);
      case 2 -> SortingTile2.sort(rows, first, from, count, keys);
      case 3 -> SortingTile3.sort(rows, first, from, count, keys);
      case 4 -> SortingTile4.sort(rows, first, from, count, keys);
      case 5 -> SortingTile5.sort(rows, first, from, count, keys);
      case 6 -> SortingTile6.sort(rows, first, from, count, keys);
      case 7 -> SortingTile7.sort(rows, first, from, count, keys);
      case 8 -> SortingTile8.sort(rows, first, from, count, keys);
      case 9 -> SortingTile9.sort(rows, first, from, count, keys);
      case 10 -> SortingTile10.sort(rows, first, from, count, keys);
      case 11 -> SortingTile11.sort(rows, first, from, count, keys);
      case 12 -> SortingTile12.sort(rows, first, from, count, keys);
      case 13 -> SortingTile13.sort(rows, first, from, count, keys);
      case 14 -> SortingTile14.sort(rows, first, from, count, keys);
      case 15 -> SortingTile15.sort(rows, first, from, count, keys);
      case 16 -> SortingTile16.sort(rows, first, from, count, keys);
      default -> throw new IllegalArgumentException("a group has 1 to 16 rows");
    }
  }

  private static void keys(float[] row, int from, int count, int[] keys) {
    for (int k = 0; k < count; k++) {
      keys[k] = FloatKeys.of(row[from + k]);
    }
  }

  static void values(int[] keys, float[] values, int at, int count) {
    int whole = INTEGERS.loopBound(count);
    for (int k = 0; k < whole; k += LENGTH) {
      IntVector bits = IntVector.fromArray(INTEGERS, keys, k);
      bits.lanewise(ASHR, 31)
          .lanewise(AND, Integer.MAX_VALUE)
          .lanewise(XOR, bits)
          .reinterpretAsFloats()
          .intoArray(values, at + k);
    }
    for (int k = whole; k < count; k++) {
      values[at + k] = FloatKeys.value(keys[k]);
    }
  }
}
