package org.byzsgd.aggregation;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rule remembers from round to round: plain arrays that a checkpoint can keep, vectors of d
 * floats by name and some numbers. It belongs to the server of one run. Nobody writes into an array
 * that is remembered: a round puts another in its place. Not safe for several threads.
 */
public final class AggregationState implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String LAST_AGGREGATE = "last-aggregate";
  static final String FIRST_POINT = "first-point";
  static final String SUMS = "sums";

  private final TreeMap<String, float[][]> vectors;
  private double[] numbers;

  private AggregationState(Map<String, float[][]> vectors, double[] numbers) {
    this.vectors = new TreeMap<>(vectors);
    this.numbers = numbers;
  }

  /** {@return the state before the first round: nothing is remembered} */
  public static AggregationState initial() {
    return new AggregationState(Map.of(), new double[0]);
  }

  /**
   * The state of a checkpoint.
   *
   * @param vectors what {@link #vectors} gave
   * @param numbers what {@link #numbers} gave
   * @return the state
   */
  public static AggregationState of(Map<String, float[][]> vectors, double[] numbers) {
    return new AggregationState(copy(vectors), numbers.clone());
  }

  /** {@return a state that goes on from this one by itself, without a copy of the vectors} */
  public AggregationState fork() {
    return new AggregationState(vectors, numbers);
  }

  /**
   * A part of this state for a program that works on a slice of coordinates.
   *
   * @param first the slice's first coordinate
   * @param count how many it has; 0 for a program whose coordinates are all elsewhere
   * @return a state of its own
   */
  public AggregationState slice(int first, int count) {
    Map<String, float[][]> parts = new TreeMap<>();
    vectors.forEach(
        (name, some) ->
            parts.put(
                name,
                Arrays.stream(some)
                    .map(vector -> Arrays.copyOfRange(vector, first, first + count))
                    .toArray(float[][]::new)));
    return new AggregationState(parts, numbers);
  }

  /**
   * Takes over what an aggregation on slices left behind.
   *
   * @param slice the state that it was given, and updated
   * @param aggregate with all its coordinates, not to be written into any more
   */
  public void takeOver(AggregationState slice, float[] aggregate) {
    numbers = slice.numbers.clone();
    if (slice.vectors.containsKey(LAST_AGGREGATE)) {
      remember(LAST_AGGREGATE, aggregate.clone());
    }
  }

  /** {@return copies of the remembered vectors, d floats each, by name; none if there are none} */
  public Map<String, float[][]> vectors() {
    return copy(vectors);
  }

  /** {@return a copy of the remembered numbers; none if there are none} */
  public double[] numbers() {
    return numbers.clone();
  }

  /** The vectors of a name, not to be written into; none if nothing of that name is remembered. */
  float[][] vectors(String name) {
    return vectors.getOrDefault(name, new float[0][]);
  }

  void remember(String name, float[]... replacement) {
    vectors.put(name, replacement);
  }

  void remember(double[] replacement) {
    numbers = replacement.clone();
  }

  private static Map<String, float[][]> copy(Map<String, float[][]> vectors) {
    Map<String, float[][]> copies = new TreeMap<>();
    vectors.forEach(
        (name, some) -> {
          float[][] rows = new float[some.length][];
          for (int i = 0; i < rows.length; i++) {
            rows[i] = some[i].clone();
          }
          copies.put(name, rows);
        });
    return copies;
  }
}
