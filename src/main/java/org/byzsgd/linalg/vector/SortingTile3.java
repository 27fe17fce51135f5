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
 * Sorts the keys of 3 rows, coordinate by coordinate and in registers. The first operation on a
 * loaded vector starts from one of a known class. Written by SortingTileGenerator.
 */
final class SortingTile3 {
  private SortingTile3() {}

  static void sort(float[][] rows, int first, int from, int count, int[][] keys) {
    int[] key0 = keys[first + 0];
    int[] key1 = keys[first + 1];
    int[] key2 = keys[first + 2];
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    float[] row0 = rows[first + 0];
    float[] row1 = rows[first + 1];
    float[] row2 = rows[first + 2];
    for (int k = 0; k < count; k += LENGTH) {
      IntVector v0 = FloatVector.fromArray(SPECIES, row0, from + k).reinterpretAsInts();
      v0 = zero.min(v0).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v0);
      IntVector v1 = FloatVector.fromArray(SPECIES, row1, from + k).reinterpretAsInts();
      v1 = zero.min(v1).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v1);
      IntVector v2 = FloatVector.fromArray(SPECIES, row2, from + k).reinterpretAsInts();
      v2 = zero.min(v2).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v2);
      IntVector v3;
      v3 = v0.min(v2);
      v2 = v0.max(v2);
      v0 = v3.min(v1);
      v1 = v3.max(v1);
      v3 = v1.min(v2);
      v2 = v1.max(v2);
      v0.intoArray(key0, k);
      v3.intoArray(key1, k);
      v2.intoArray(key2, k);
    }
  }
}
