package org.byzsgd.aggregation;

import java.util.stream.IntStream;

/** What a rule made of a round's rows. (A class and not a record: it holds arrays by reference.) */
public final class Aggregate {
  private final float[] vector;
  private final double[] weights;

  Aggregate(float[] vector, double[] weights) {
    this.vector = vector;
    this.weights = weights;
  }

  /** {@return the aggregate, d floats} */
  public float[] vector() {
    return vector;
  }

  /** {@return the weight of each row; empty if the rule works coordinate by coordinate} */
  public double[] weights() {
    return weights.clone();
  }

  /** {@return the rows with a weight other than 0, in order; empty for coordinate-wise rules} */
  public int[] selected() {
    return IntStream.range(0, weights.length).filter(i -> weights[i] != 0).toArray();
  }
}
