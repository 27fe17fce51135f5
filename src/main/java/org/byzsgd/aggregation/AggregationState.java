package org.byzsgd.aggregation;

/**
 * What rules remember from round to round: plain arrays that a checkpoint can keep. It belongs to
 * the server of one run; rules read it only through the geometry. Not safe for several threads.
 */
public final class AggregationState {
  private float[][] vectors;

  private AggregationState(float[][] vectors) {
    this.vectors = vectors;
  }

  /** {@return the state before the first round: nothing is remembered} */
  public static AggregationState initial() {
    return new AggregationState(new float[0][]);
  }

  /**
   * The state of a checkpoint.
   *
   * @param vectors what {@link #vectors} gave
   * @return the state
   */
  public static AggregationState of(float[][] vectors) {
    return new AggregationState(copy(vectors));
  }

  /** {@return copies of the remembered vectors, d floats each; none if nothing is remembered} */
  public float[][] vectors() {
    return copy(vectors);
  }

  /** The last aggregate, or zero. */
  float[] last(int dimension) {
    return vectors.length == 0 ? new float[dimension] : vectors[0];
  }

  void remember(float[] aggregate) {
    vectors = new float[][] {aggregate.clone()};
  }

  private static float[][] copy(float[][] vectors) {
    float[][] copies = new float[vectors.length][];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = vectors[i].clone();
    }
    return copies;
  }
}
