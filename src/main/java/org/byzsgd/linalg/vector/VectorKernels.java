package org.byzsgd.linalg.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.Lanes;
import org.byzsgd.linalg.RowKernels;
import org.byzsgd.linalg.Stencil;
import org.byzsgd.linalg.WinogradKernels;

/** The kernels on the Vector API, with the bits of the plain ones. */
public final class VectorKernels implements Kernels {
  /** The one shape of the JVM: kernels of two shapes in one JVM can slow each other down. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Lanes.COUNT
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final VectorSpecies<Integer> INTEGERS = VectorSpecies.of(int.class, SPECIES.vectorShape());

  static final int LENGTH = SPECIES.length();

  /** For sums in double, of the same shape: half as many lanes. */
  static final VectorSpecies<Double> DOUBLES =
      VectorSpecies.of(double.class, SPECIES.vectorShape());

  static final int HALF = DOUBLES.length();

  /**
   * As many floats as there are doubles in a vector: conversions keep the lanes. They are only ever
   * loaded and reinterpreted as the lower half of a whole vector, which operations are then done
   * on. In a large kernel the JIT knows the class of a vector only from what the operation's method
   * has met in all kernels: once it has met two sizes, it boxes what they compute. Conversions are
   * named, as in {@code convertShape(F2D, ...)}: {@code castShape} looks its own up, so that the
   * JIT compiles every kind of it and boxes what it converts.
   */
  static final VectorSpecies<Float> HALVES =
      VectorSpecies.of(
          float.class, VectorShape.forBitSize(SPECIES.vectorShape().vectorBitSize() / 2));

  static final VectorSpecies<Integer> HALF_INTEGERS =
      VectorSpecies.of(int.class, HALVES.vectorShape());

  /** Only machines with 8 lanes are short of registers: they have 16, the others 32. */
  private static final int MOST_VECTORS = LENGTH == 8 ? 2 : 4;

  private final WinogradKernels winograd = new VectorWinogradKernels();
  private final RowKernels rows = new VectorRowKernels();

  /**
   * The kernels; called by name, once.
   *
   * @throws IllegalStateException if the Vector API computes wrong numbers
   */
  public VectorKernels() {
    OperatorProfiles.vary();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String describe() {
    return "vector kernels, " + LENGTH + " floats wide";
  }

  /** How many rows or taps a tile has beside its vectors, so that its sums fit the registers. */
  static int tileHeight(int vectors) {
    return vectors == 1 ? 12 : 6;
  }

  private static int tileWidth(int width, int column) {
    int vectors = (width - column) / LENGTH;
    return vectors >= MOST_VECTORS ? MOST_VECTORS : vectors >= 2 ? 2 : 1;
  }

  @Override
  public void multiply(
      Stencil stencil,
      int rows,
      float[] input,
      int inputAt,
      float[] weights,
      int weightsAt,
      float[] output,
      int outputAt) {
    int width = stencil.width();
    int column = 0;
    while (column < width) {
      int vectors = tileWidth(width, column);
      MultiplyTiles.multiply(
          stencil, rows, column, vectors, input, inputAt, weights, weightsAt, output, outputAt);
      column += vectors * LENGTH;
    }
  }

  @Override
  public void accumulate(
      Stencil stencil,
      int rows,
      float[] input,
      int inputAt,
      float[] gradient,
      int gradientAt,
      float[] weights,
      int weightsAt) {
    int width = stencil.width();
    int column = 0;
    while (column < width) {
      int vectors = tileWidth(width, column);
      AccumulateTiles.accumulate(
          stencil, rows, column, vectors, input, inputAt, gradient, gradientAt, weights, weightsAt);
      column += vectors * LENGTH;
    }
  }

  @Override
  public void gate(
      float[] activation, int activationAt, float[] gradient, int gradientAt, int count) {
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += LENGTH) {
      VectorMask<Float> open =
          FloatVector.fromArray(SPECIES, activation, activationAt + i)
              .compare(VectorOperators.GT, 0);
      FloatVector.zero(SPECIES)
          .blend(FloatVector.fromArray(SPECIES, gradient, gradientAt + i), open)
          .intoArray(gradient, gradientAt + i);
    }
    for (int i = whole; i < count; i++) {
      gradient[gradientAt + i] = activation[activationAt + i] > 0 ? gradient[gradientAt + i] : 0;
    }
  }

  @Override
  public void largest(Stencil stencil, float[] input, int inputAt, float[] output, int outputAt) {
    PoolingKernels.largest(stencil, input, inputAt, output, outputAt);
  }

  @Override
  public void routeToLargest(
      Stencil stencil,
      float[] input,
      int inputAt,
      Stencil gradients,
      float[] outputGradient,
      int outputGradientAt,
      float[] inputGradient,
      int inputGradientAt) {
    PoolingKernels.routeToLargest(
        stencil,
        input,
        inputAt,
        gradients,
        outputGradient,
        outputGradientAt,
        inputGradient,
        inputGradientAt);
  }

  @Override
  public WinogradKernels winograd() {
    return winograd;
  }

  @Override
  public RowKernels rows() {
    return rows;
  }
}
