package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.F2D;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF;
import static org.byzsgd.linalg.vector.VectorKernels.HALF_INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import org.byzsgd.linalg.RowKernels;

/**
 * Averages of ordered values, in double. Flat for the same reason as {@link MultiplyTiles}; the
 * first operation on a loaded vector starts from one of a known class.
 */
final class KeySums {
  private KeySums() {}

  static void average(int[][] keys, int[] places, double[] average) {
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    DoubleVector none = DoubleVector.zero(DOUBLES);
    for (int k = 0; k < RowKernels.WIDTH; k += 2 * HALF) {
      DoubleVector a = none, b = none;
      for (int place : places) {
        int[] row = keys[place];
        IntVector x =
            (IntVector) IntVector.fromArray(HALF_INTEGERS, row, k).reinterpretShape(INTEGERS, 0);
        x = zero.min(x).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, x);
        a = ((DoubleVector) x.reinterpretAsFloats().convertShape(F2D, DOUBLES, 0)).add(a);
        x =
            (IntVector)
                IntVector.fromArray(HALF_INTEGERS, row, k + HALF).reinterpretShape(INTEGERS, 0);
        x = zero.min(x).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, x);
        b = ((DoubleVector) x.reinterpretAsFloats().convertShape(F2D, DOUBLES, 0)).add(b);
      }
      none.add(a).intoArray(average, k);
      none.add(b).intoArray(average, k + HALF);
    }
    divide(average, places.length);
  }

  private static void divide(double[] sums, int divisor) {
    for (int k = 0; k < RowKernels.WIDTH; k++) {
      sums[k] /= divisor;
    }
  }

  static void averageNear(int[][] keys, int[] places, double[] center, int kept, double[] average) {
    double[] window = new double[kept * HALF];
    for (int k = 0; k < RowKernels.WIDTH; k += HALF) {
      for (int rank = 0; rank < kept; rank++) {
        widen(keys[places[rank]], k, window, rank * HALF);
      }
      slide(keys, places, k, center, kept, window);
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int rank = 0; rank < kept; rank++) {
        sum = DoubleVector.fromArray(DOUBLES, window, rank * HALF).add(sum);
      }
      sum.intoArray(average, k);
    }
    divide(average, kept);
  }

  private static void widen(int[] keys, int at, double[] values, int to) {
    IntVector x =
        (IntVector) IntVector.fromArray(HALF_INTEGERS, keys, at).reinterpretShape(INTEGERS, 0);
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    x = zero.min(x).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, x);
    ((DoubleVector) x.reinterpretAsFloats().convertShape(F2D, DOUBLES, 0)).intoArray(values, to);
  }

  private static void slide(
      int[][] keys, int[] places, int k, double[] center, int kept, double[] window) {
    DoubleVector c = DoubleVector.fromArray(DOUBLES, center, k);
    IntVector zero = IntVector.zero(INTEGERS);
    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
    int at = 0;
    for (int rank = kept; rank < places.length; rank++) {
      IntVector x =
          (IntVector)
              IntVector.fromArray(HALF_INTEGERS, keys[places[rank]], k)
                  .reinterpretShape(INTEGERS, 0);
      x = zero.min(x).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, x);
      DoubleVector next = (DoubleVector) x.reinterpretAsFloats().convertShape(F2D, DOUBLES, 0);
      DoubleVector lowest = DoubleVector.fromArray(DOUBLES, window, at);
      VectorMask<Double> nearer = c.sub(lowest).compare(GT, next.sub(c));
      VectorMask<Double> spoilt = lowest.compare(NE, lowest).and(next.compare(EQ, next));
      lowest.blend(next, nearer.or(spoilt)).intoArray(window, at);
      at = at + HALF < window.length ? at + HALF : 0;
    }
  }
}
