package org.byzsgd.linalg;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The coordinates of a round that is led from here, while they are in slices elsewhere: none is
 * here and arrays are empty. A sum is put together from what copies of the program on the slices
 * give. So no more is held here than sums and, where one is asked for, a whole vector.
 */
public final class LedCoordinates extends Coordinates {
  private final CoordinateChunks chunks;
  private final Slices slices;
  private final Transcript.Writer transcript = new Transcript.Writer();
  private int level;

  /**
   * Coordinates in slices.
   *
   * @param dimension d
   * @param slices where they are
   */
  public LedCoordinates(int dimension, Slices slices) {
    this.chunks = new CoordinateChunks(dimension);
    this.slices = slices;
  }

  @Override
  public int dimension() {
    return chunks.dimension();
  }

  @Override
  public int first() {
    return 0;
  }

  @Override
  public int count() {
    return 0;
  }

  @Override
  public double[] sum(
      int count, CoordinateBlocks.Summation summation, float[] vector, Consumer<float[]> holder) {
    OrderedTotal total = new OrderedTotal(count);
    float[] whole = vector == null ? null : new float[dimension()];
    slices.ask(
        transcript.soFar(),
        share -> {
          total.add(share.firstChunk(), share.sums());
          if (whole != null) {
            share.copyVector(whole);
          }
        });
    double[] sums = total.of(chunks.count());
    transcript.sums(sums);
    if (whole != null) {
      holder.accept(whole);
    }
    return sums;
  }

  @Override
  public double[] agree(Supplier<double[]> numbers) {
    int before = transcript.size();
    level++;
    double[] agreed = numbers.get();
    transcript.agreement(before, level, agreed);
    level--;
    return agreed;
  }

  /** Adds the sums of chunks in their order; those that come early wait. */
  private static final class OrderedTotal {
    private final double[] total;
    private final Map<Integer, double[][]> early = new HashMap<>();
    private int next;

    OrderedTotal(int count) {
      this.total = new double[count];
    }

    void add(int chunk, double[][] sums) {
      early.put(chunk, sums);
      double[][] due;
      while ((due = early.remove(next)) != null) {
        for (double[] one : due) {
          CoordinateChunks.add(total, one);
        }
        next += due.length;
      }
    }

    double[] of(int chunks) {
      if (next != chunks) {
        throw new IllegalStateException(
            "a sum needs " + chunks + " chunks of coordinates, got " + next);
      }
      return total;
    }
  }
}
