package org.byzsgd.aggregation;

/** What a rule made of a round's rows. (A class and not a record: it holds arrays by reference.) */
public final class Aggregate {
  private final float[] vector;
  private final double[] weights;
  private final int[] selected;

  Aggregate(float[] vector, double[] weights, int[] selected) {
    this.vector = vector;
    this.weights = weights;
    this.selected = selected;
  }

  /** {@return the aggregate, d floats} */
  public float[] vector() {
    return vector;
  }

  /** {@return the weight of each row; empty unless the aggregate is a weighted sum of rows} */
  public double[] weights() {
    return weights.clone();
  }

  /** {@return the rows that took part, in order; empty for coordinate-wise rules} */
  public int[] selected() {
    return selected.clone();
  }
}
