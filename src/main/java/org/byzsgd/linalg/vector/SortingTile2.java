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
 * Sorts the keys of 2 rows, coordinate by coordinate and in registers. The first operation on a
 * loaded vector starts from one of a known class. Written by SortingTileGenerator.
 */
final class SortingTile2 {
  private SortingTile2() {}

  static void sort(float[][] rows, int first, int from, int count, int[][] keys) {
    int[] key0 = keys[first + 0];
    int[] key1 = keys[first + 1];
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    float[] row0 = rows[first + 0];
    float[] row1 = rows[first + 1];
    for (int k = 0; k < count; k += LENGTH) {
      IntVector v0 = FloatVector.fromArray(SPECIES, row0, from + k).reinterpretAsInts();
      v0 = zero.min(v0).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v0);
      IntVector v1 = FloatVector.fromArray(SPECIES, row1, from + k).reinterpretAsInts();
      v1 = zero.min(v1).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v1);
      IntVector v2;
      v2 = v0.min(v1);
      v1 = v0.max(v1);
      v2.intoArray(key0, k);
      v1.intoArray(key1, k);
    }
  }
}
