package org.byzsgd.linalg;

/**
 * The heavy loops over the rows of a round. As with {@link Kernels}, which numbers meet in which
 * order is fixed, so all implementations give the same bits, but for the payload of NaN.
 * Implementations have no state, are safe for use by many threads, and do not write into rows.
 */
public interface RowKernels {
  /**
   * Coordinates that are ordered at a time. The keys of 25 rows stay in the first-level cache,
   * those of 300 in the second; fewer than 256 leave the rows to be read in pieces too short for
   * prefetch, and a power of two puts all rows of keys into the same sets of the cache.
   */
  int WIDTH = 384;

  /**
   * The average of the rows: the sum in double, in the order of the rows, divided by their number.
   *
   * @param rows at least one
   * @param from the first coordinate
   * @param to after the last coordinate
   * @param average overwritten from {@code from} to before {@code to}
   */
  void average(float[][] rows, int from, int to, float[] average);

  /**
   * A weighted sum of the rows: products and sums in double, each rounded, in the order of the
   * rows. Rows of weight 0 are not looked at.
   *
   * @param rows m rows
   * @param weights m numbers
   * @param from the first coordinate
   * @param to after the last coordinate
   * @param sum overwritten from {@code from} to before {@code to}
   */
  void combine(float[][] rows, double[] weights, int from, int to, float[] sum);

  /**
   * Several weighted sums of the rows, each like {@link #combine}.
   *
   * @param rows m rows
   * @param matrix k x m weights
   * @param from the first coordinate
   * @param count how many coordinates
   * @param sums k rows, overwritten from their start
   */
  void mix(float[][] rows, double[][] matrix, int from, int count, float[][] sums);

  /**
   * Squared norms of all rows and squared distances of all pairs, over a range of coordinates.
   * Blocks of {@link Lanes#BLOCK} coordinates from {@code from} on are summed in float as {@link
   * Lanes} says, and the blocks' sums in double. Never negative; NaN and infinities propagate by
   * themselves.
   *
   * @param rows m rows
   * @param from the first coordinate
   * @param to after the last coordinate
   * @param sums m x m; entry {@code i * m + j}, i below j, has the distance added to, entry {@code
   *     i * m + i} the norm; the others are left alone
   */
  void distances(float[][] rows, int from, int to, double[] sums);

  /**
   * Orders the values of each coordinate by a network. Floats are compared by keys that order them
   * totally: -NaN, -Inf, ..., -0, +0, ..., +Inf, NaN. With b the bits of a float as a signed
   * integer, its key is {@code b ^ ((b >> 31) & 0x7fffffff)}.
   *
   * @param network of m values
   * @param rows m rows
   * @param from the first coordinate
   * @param count how many coordinates, at most {@value #WIDTH}
   * @param keys m x {@value #WIDTH}, overwritten: the network's places by coordinates
   */
  void select(SelectionNetwork network, float[][] rows, int from, int count, int[][] keys);

  /**
   * The median of each coordinate; of an even number of rows the mean of the two middle values,
   * half of one and half of the other, since the sum of two large floats would overflow. Values are
   * ordered as {@link #select} does.
   *
   * @param halves {@link SelectionNetwork#halves} of m values
   * @param rows m rows
   * @param from the first coordinate
   * @param count how many coordinates, at most {@value #WIDTH}
   * @param keys m x {@value #WIDTH}, overwritten
   * @param middle 2 x {@value #WIDTH}, overwritten
   * @param medians overwritten from {@code from} on
   */
  void medians(
      SelectionNetwork halves,
      float[][] rows,
      int from,
      int count,
      int[][] keys,
      int[][] middle,
      float[] medians);

  /**
   * The floats of some keys.
   *
   * @param keys from the start
   * @param values overwritten from {@code at} on
   * @param at the place of the first
   * @param count how many
   */
  void values(int[] keys, float[] values, int at, int count);

  /**
   * In each coordinate the average, in double, of the values at some places.
   *
   * @param keys places x {@value #WIDTH}
   * @param places the places, in the order of the sum
   * @param average {@value #WIDTH} numbers, overwritten
   */
  void average(int[][] keys, int[] places, double[] average);

  /**
   * In each coordinate the average, in double, of the {@code kept} values nearest to a centre. Of
   * sorted values they are neighbours: from the lowest ones on, the lowest kept value a gives way
   * to the lowest one b above the kept ones while {@code center - a > b - center}, or a is NaN and
   * b is not. So ties go to the smaller values. The value that comes takes the place of the one
   * that goes, and the sum is in the order of places.
   *
   * @param keys places x {@value #WIDTH}
   * @param places the places of the values from the smallest to the largest
   * @param center {@value #WIDTH} numbers
   * @param kept how many values, 1 .. the number of places
   * @param average {@value #WIDTH} numbers, overwritten; may be the array of the centres
   */
  void averageNear(int[][] keys, int[] places, double[] center, int kept, double[] average);

  /**
   * Rounds to float.
   *
   * @param wide numbers, from the start
   * @param values overwritten from {@code at} on
   * @param at the place of the first
   * @param count how many
   */
  void narrow(double[] wide, float[] values, int at, int count);

  /**
   * The sign of the sum of the signs of the rows. Zeros and NaN have no vote.
   *
   * @param rows m rows
   * @param from the first coordinate
   * @param to after the last coordinate
   * @param majority overwritten from {@code from} to before {@code to} with -1, 0 or 1
   */
  void majority(float[][] rows, int from, int to, float[] majority);

  /**
   * How far the values of each coordinate are from a centre, added up in double, each operation
   * rounded, in the order of the rows.
   *
   * @param rows m rows
   * @param center a vector
   * @param from the first coordinate
   * @param count how many coordinates
   * @param sums the sums of the deviations are added, from the start
   * @param squares the sums of their squares are added, from the start
   */
  void deviations(
      float[][] rows, float[] center, int from, int count, double[] sums, double[] squares);

  /**
   * Adds numbers that are clipped to bounds: {@code max(low, min(high, number))}.
   *
   * @param numbers from the start, not NaN
   * @param low the lower bounds from {@code at} on, not NaN
   * @param high the upper bounds from {@code at} on, at least the lower ones
   * @param at the place of the first bounds
   * @param count how many
   * @param sums the clipped numbers are added, from the start
   */
  void addClipped(double[] numbers, double[] low, double[] high, int at, int count, double[] sums);

  /**
   * In how many coordinates a vector has the value of some rows and of none of the others.
   *
   * @param some rows
   * @param others other rows
   * @param from the first coordinate
   * @param to after the last coordinate
   * @param values the vector; NaN is nobody's value, and both zeros are one
   * @return how many
   */
  int only(float[][] some, float[][] others, int from, int to, float[] values);
}
