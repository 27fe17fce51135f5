package org.byzsgd.aggregation;

import java.util.Arrays;

/**
 * The second stage of an aggregation: how pre-aggregations mix the rows, and how the rule combines
 * what they leave. All of it is numbers, by which the third stage is carried out wherever
 * coordinates are.
 *
 * @param mixing the rows behind the pre-aggregations
 * @param combination of these: their weights, or which of them the rule chose
 */
record Decision(Mixing mixing, Combination combination) {
  private static final double CHOICE = 1;
  private static final double WEIGHTS = 0;

  /** {@return the decision as numbers} */
  double[] numbers() {
    double[] mixed = mixing.numbers();
    int[] rows = combination.averaged();
    double[] last =
        rows == null ? combination.weights() : Arrays.stream(rows).asDoubleStream().toArray();
    double[] all = new double[2 + mixed.length + last.length];
    all[0] = rows == null ? WEIGHTS : CHOICE;
    all[1] = mixed.length;
    System.arraycopy(mixed, 0, all, 2, mixed.length);
    System.arraycopy(last, 0, all, 2 + mixed.length, last.length);
    return all;
  }

  /** {@return the decision on so many received rows that was written as numbers} */
  static Decision of(double[] numbers, int received) {
    int end = 2 + (int) numbers[1];
    Mixing mixing = Mixing.of(received, Arrays.copyOfRange(numbers, 2, end));
    double[] last = Arrays.copyOfRange(numbers, end, numbers.length);
    return new Decision(
        mixing,
        numbers[0] == CHOICE
            ? Combination.average(Arrays.stream(last).mapToInt(i -> (int) i).toArray())
            : Combination.weighted(last));
  }
}
