package org.byzsgd.linalg;

import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Which of the coordinates 0 .. d - 1 of a round's vectors are here: all of them, or one slice.
 * Whatever works on vectors is written once, for the coordinates that are here; what needs all
 * coordinates is a sum, and is asked for by {@link #sum}. So a rule or an attack runs on whole rows
 * in one JVM, or as many copies of itself on slices in many JVMs, whose sums are brought together.
 * Arrays hold the coordinates that are here from place 0 on.
 *
 * <p>All copies must come to the same sums in the same order, so between two sums a program may
 * depend on the sums before and on coordinates, but not decide by coordinates what it asks next.
 */
public abstract class Coordinates {
  private static final CoordinateBlocks.Summation NOTHING = (from, to, sums) -> {};

  /** For the kinds of this package. */
  Coordinates() {}

  /**
   * All coordinates, in one JVM.
   *
   * @param dimension d, at least 1
   * @return the coordinates
   */
  public static Coordinates all(int dimension) {
    return new AllCoordinates(dimension);
  }

  /** {@return d, how many coordinates there are in all} */
  public abstract int dimension();

  /** {@return the first coordinate that is here} */
  public abstract int first();

  /** {@return how many coordinates are here: the length of arrays} */
  public abstract int count();

  /** {@return where slices may start: some coordinates in ascending order, the first is 0} */
  public final int[] starts() {
    CoordinateChunks chunks = new CoordinateChunks(dimension());
    return IntStream.range(0, chunks.count()).map(chunks::first).toArray();
  }

  /** {@return whether all coordinates are here} */
  public final boolean whole() {
    return count() == dimension();
  }

  /**
   * Adds up over all coordinates, wherever they are.
   *
   * @param count how many sums
   * @param summation called for the blocks of coordinates that are here, by their places in arrays,
   *     from several threads
   * @return the sums, the same bits as those of {@link CoordinateBlocks#sum}
   */
  public final double[] sum(int count, CoordinateBlocks.Summation summation) {
    return sum(count, summation, null, whole -> {});
  }

  /**
   * Adds up over all coordinates and brings a vector together where the round is led: one pass for
   * both.
   *
   * @param count how many sums
   * @param summation as in {@link #sum(int, CoordinateBlocks.Summation)}
   * @param vector the coordinates that are here
   * @param holder gets the vector with all its coordinates, not to be written into; not called
   *     where only a slice is
   * @return the sums
   */
  public abstract double[] sum(
      int count, CoordinateBlocks.Summation summation, float[] vector, Consumer<float[]> holder);

  /**
   * Brings a vector together where the round is led.
   *
   * @param vector the coordinates that are here
   * @param holder as in {@link #sum(int, CoordinateBlocks.Summation, float[], Consumer)}
   */
  public final void gather(float[] vector, Consumer<float[]> holder) {
    sum(0, NOTHING, vector, holder);
  }

  /**
   * Numbers that are the same for all copies of the program, such as weights that follow from sums.
   * They are computed once where the round is led, and copies that come later to this place take
   * them over without a look at how they came about.
   *
   * @param numbers computes them; may ask for sums, and must leave nothing behind that the rest of
   *     the program depends on
   * @return the numbers
   */
  public abstract double[] agree(Supplier<double[]> numbers);
}
