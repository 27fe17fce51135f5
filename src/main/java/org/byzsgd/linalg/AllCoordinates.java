package org.byzsgd.linalg;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** All coordinates in this JVM: sums are had at once. */
final class AllCoordinates extends Coordinates {
  private final int dimension;

  AllCoordinates(int dimension) {
    this.dimension = dimension;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public int count() {
    return dimension;
  }

  @Override
  public double[] sum(
      int count, CoordinateBlocks.Summation summation, float[] vector, Consumer<float[]> holder) {
    double[] sums = CoordinateBlocks.sum(dimension, count, summation);
    if (vector != null) {
      holder.accept(vector);
    }
    return sums;
  }

  @Override
  public double[] agree(Supplier<double[]> numbers) {
    return numbers.get();
  }
}
