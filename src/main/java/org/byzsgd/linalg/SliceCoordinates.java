package org.byzsgd.linalg;

import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The coordinates of one slice, for a copy of a program that follows a transcript: a sum that was
 * answered is not added up again, and at the first one that was not the copy ends with its share.
 */
public final class SliceCoordinates extends Coordinates {
  private final CoordinateChunks chunks;
  private final int fromChunk;
  private final int toChunk;
  private final Transcript transcript;
  private int next;
  private int level;

  /**
   * A slice.
   *
   * @param layout of all slices
   * @param slice which one
   * @param transcript what was answered so far
   */
  public SliceCoordinates(SliceLayout layout, int slice, Transcript transcript) {
    this.chunks = new CoordinateChunks(layout.dimension());
    this.fromChunk = layout.firstChunk(slice);
    this.toChunk = layout.firstChunk(slice + 1);
    this.transcript = transcript;
  }

  @Override
  public int dimension() {
    return chunks.dimension();
  }

  @Override
  public int first() {
    return chunks.first(fromChunk);
  }

  @Override
  public int count() {
    return chunks.first(toChunk) - first();
  }

  /**
   * Runs a program as far as its first sum without an answer.
   *
   * @param program which works on these coordinates; called once
   * @return this slice's share of that sum
   * @throws IllegalStateException if the program did not come to such a sum
   */
  public SliceShare share(Runnable program) {
    try {
      program.run();
    } catch (Pause pause) {
      return pause.share;
    }
    throw new IllegalStateException("a slice came to its end: it took another way than the round");
  }

  @Override
  public double[] sum(
      int count, CoordinateBlocks.Summation summation, float[] vector, Consumer<float[]> holder) {
    if (transcript.has(next, Transcript.SUM)) {
      return transcript.answer(next++);
    }
    if (next < transcript.size()) {
      throw new IllegalStateException("a slice asks for a sum where numbers were agreed on");
    }
    double[][] partial = chunks.partial(fromChunk, toChunk, first(), count, summation);
    throw new Pause(
        new SliceShare(fromChunk, partial, first(), vector == null ? new float[0] : vector));
  }

  @Override
  public double[] agree(Supplier<double[]> numbers) {
    if (transcript.has(next, level + 1)) {
      return transcript.answer(next++);
    }
    level++;
    double[] agreed = numbers.get();
    level--;
    return agreed;
  }

  /** The end of a copy's way. */
  private static final class Pause extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SliceShare share;

    Pause(SliceShare share) {
      super("not answered yet", null, false, false);
      this.share = share;
    }
  }
}
