package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.SelectionNetwork;

/** Runs selection networks: groups of rows in registers, the rest on keys in the cache. */
final class Selection {
  private Selection() {}

  static void select(SelectionNetwork network, float[][] rows, int from, int count, int[][] keys) {
    if (count % LENGTH == 0) {
      sort(network.groups(), rows, from, count, keys);
    } else {
      int padded = (count + LENGTH - 1) / LENGTH * LENGTH;
      float[][] copies = new float[rows.length][];
      for (int i = 0; i < rows.length; i++) {
        copies[i] = Arrays.copyOf(Arrays.copyOfRange(rows[i], from, from + count), padded);
      }
      sort(network.groups(), copies, 0, padded, keys);
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
      int first = groups[g];
      switch (groups[g + 1] - first) {
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
  }

  private static void keys(float[] row, int from, int count, int[] keys) {
    for (int k = 0; k < count; k++) {
      int bits = Float.floatToRawIntBits(row[from + k]);
      keys[k] = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    }
  }

  /**
   * The first pair is compared again at the end: of the vector a loop carried the JIT does not know
   * the exact class, of a maximum with a loaded one it does.
   */
  static void largestOfSmaller(int[][] keys, int[] first, int[] second, int[] largest) {
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
      values[at + k] = Float.intBitsToFloat(keys[k] ^ ((keys[k] >> 31) & Integer.MAX_VALUE));
    }
  }
}
