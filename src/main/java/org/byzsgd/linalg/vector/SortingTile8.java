package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Sorts the keys of 8 rows, coordinate by coordinate and in registers. The first operation on a
 * loaded vector starts from one of a known class. Written by SortingTileGenerator.
 */
final class SortingTile8 {
  private SortingTile8() {}

  static void sort(float[][] rows, int first, int from, int count, int[][] keys) {
    int[] key0 = keys[first + 0];
    int[] key1 = keys[first + 1];
    int[] key2 = keys[first + 2];
    int[] key3 = keys[first + 3];
    int[] key4 = keys[first + 4];
    int[] key5 = keys[first + 5];
    int[] key6 = keys[first + 6];
    int[] key7 = keys[first + 7];
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    float[] row0 = rows[first + 0];
    float[] row1 = rows[first + 1];
    float[] row2 = rows[first + 2];
    float[] row3 = rows[first + 3];
    float[] row4 = rows[first + 4];
    float[] row5 = rows[first + 5];
    float[] row6 = rows[first + 6];
    float[] row7 = rows[first + 7];
    for (int k = 0; k < count; k += LENGTH) {
      IntVector v0 = FloatVector.fromArray(SPECIES, row0, from + k).reinterpretAsInts();
      v0 = zero.min(v0).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v0);
      IntVector v1 = FloatVector.fromArray(SPECIES, row1, from + k).reinterpretAsInts();
      v1 = zero.min(v1).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v1);
      IntVector v2 = FloatVector.fromArray(SPECIES, row2, from + k).reinterpretAsInts();
      v2 = zero.min(v2).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v2);
      IntVector v3 = FloatVector.fromArray(SPECIES, row3, from + k).reinterpretAsInts();
      v3 = zero.min(v3).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v3);
      IntVector v4 = FloatVector.fromArray(SPECIES, row4, from + k).reinterpretAsInts();
      v4 = zero.min(v4).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v4);
      IntVector v5 = FloatVector.fromArray(SPECIES, row5, from + k).reinterpretAsInts();
      v5 = zero.min(v5).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v5);
      IntVector v6 = FloatVector.fromArray(SPECIES, row6, from + k).reinterpretAsInts();
      v6 = zero.min(v6).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v6);
      IntVector v7 = FloatVector.fromArray(SPECIES, row7, from + k).reinterpretAsInts();
      v7 = zero.min(v7).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v7);
      IntVector v8;
      v8 = v0.min(v4);
      v4 = v0.max(v4);
      v0 = v1.min(v5);
      v5 = v1.max(v5);
      v1 = v2.min(v6);
      v6 = v2.max(v6);
      v2 = v3.min(v7);
      v7 = v3.max(v7);
      v3 = v8.min(v1);
      v1 = v8.max(v1);
      v8 = v0.min(v2);
      v2 = v0.max(v2);
      v0 = v4.min(v6);
      v6 = v4.max(v6);
      v4 = v5.min(v7);
      v7 = v5.max(v7);
      v5 = v1.min(v0);
      v0 = v1.max(v0);
      v1 = v2.min(v4);
      v4 = v2.max(v4);
      v2 = v3.min(v8);
      v8 = v3.max(v8);
      v3 = v5.min(v1);
      v1 = v5.max(v1);
      v5 = v0.min(v4);
      v4 = v0.max(v4);
      v0 = v6.min(v7);
      v7 = v6.max(v7);
      v6 = v8.min(v5);
      v5 = v8.max(v5);
      v8 = v1.min(v0);
      v0 = v1.max(v0);
      v1 = v6.min(v3);
      v3 = v6.max(v3);
      v6 = v8.min(v5);
      v5 = v8.max(v5);
      v8 = v4.min(v0);
      v0 = v4.max(v0);
      v2.intoArray(key0, k);
      v1.intoArray(key1, k);
      v3.intoArray(key2, k);
      v6.intoArray(key3, k);
      v5.intoArray(key4, k);
      v8.intoArray(key5, k);
      v0.intoArray(key6, k);
      v7.intoArray(key7, k);
    }
  }
}
