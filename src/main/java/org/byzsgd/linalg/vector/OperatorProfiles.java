package org.byzsgd.linalg.vector;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.byzsgd.linalg.vector.VectorKernels.DOUBLES;
import static org.byzsgd.linalg.vector.VectorKernels.HALF_INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.HALVES;
import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Shows the JIT all kinds of operators and both sizes of vectors before a kernel runs. While no
 * kernel is compiled, the methods that all operations go through are compiled by themselves; if
 * they had met one class only, the next one traps there. JDK 17 adds these traps up over all that a
 * kernel inlines, and past a hundred it trusts no profile of that kernel, which then makes objects
 * of its vectors: a median takes four times its time.
 */
final class OperatorProfiles {
  /** Enough that the JIT has compiled what it sees here. */
  private static final int ROUNDS = 1000;

  private OperatorProfiles() {}

  /**
   * Runs every kind; some 50 ms.
   *
   * @throws IllegalStateException if a result is wrong
   */
  static void vary() {
    double kinds = everyKind();
    double operators = everyOperator();
    if (kinds != 0 || operators != 5) {
      throw new IllegalStateException(
          "the Vector API computes " + kinds + " for 0 and " + operators + " for 5");
    }
  }

  private static double everyKind() {
    DoubleVector d = DoubleVector.broadcast(DOUBLES, 1);
    FloatVector f = FloatVector.broadcast(SPECIES, 1);
    IntVector i = IntVector.broadcast(INTEGERS, 1);
    double sum = 0;
    float[] floats = new float[LENGTH];
    int[] integers = new int[LENGTH];
    double[] doubles = new double[LENGTH];
    for (int round = 0; round < ROUNDS; round++) {
      sum += d.neg().add(d).sub(d).fma(d, d).lane(0);
      sum += f.neg().add(f).sub(f).fma(f, f).lane(0);
      sum += i.min(i).max(i).sub(i).lane(0);
      sum +=
          FloatVector.fromArray(HALVES, floats, 0)
              .reinterpretShape(SPECIES, 0)
              .reinterpretAsFloats()
              .lane(0);
      sum += FloatVector.fromArray(SPECIES, floats, 0).reinterpretAsInts().lane(0);
      sum +=
          IntVector.fromArray(HALF_INTEGERS, integers, 0)
              .reinterpretShape(INTEGERS, 0)
              .reinterpretAsFloats()
              .lane(0);
      sum += IntVector.fromArray(INTEGERS, integers, 0).lane(0);
      sum += DoubleVector.fromArray(DOUBLES, doubles, 0).lane(0);
      f.sub(f).intoArray(floats, 0);
      i.sub(i).intoArray(integers, 0);
      d.sub(d).intoArray(doubles, 0);
    }
    return sum;
  }

  /** The code of an operator is looked up once; compiled lookups must not be the ones to do it. */
  private static double everyOperator() {
    IntVector i = IntVector.broadcast(INTEGERS, 1);
    i = i.lanewise(ASHR, 1).lanewise(AND, 1).lanewise(XOR, i).min(i).max(i).add(i).sub(i);
    FloatVector f = FloatVector.broadcast(SPECIES, 1);
    f = f.neg().add(f).sub(f).mul(f).min(f).max(f).fma(f, f);
    DoubleVector d = DoubleVector.broadcast(DOUBLES, 1);
    d = d.add(d).sub(d).mul(d).fma(d, d);
    return i.lane(0) + f.lane(0) + d.lane(0);
  }
}
