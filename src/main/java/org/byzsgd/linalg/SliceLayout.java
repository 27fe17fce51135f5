package org.byzsgd.linalg;

import java.io.Serializable;

/**
 * How d coordinates are cut into slices: consecutive ranges of whole blocks, so that the sums of
 * slices can be put together to the bits of {@link CoordinateBlocks#sum}.
 */
public final class SliceLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int dimension;
  private final int slices;

  /**
   * A layout.
   *
   * @param dimension d, at least 1
   * @param slices how many are wanted, at least 1; there are fewer if d has fewer blocks, and at
   *     most 512
   */
  public SliceLayout(int dimension, int slices) {
    this.dimension = dimension;
    this.slices = Math.min(slices, new CoordinateChunks(dimension).count());
  }

  /** {@return d} */
  public int dimension() {
    return dimension;
  }

  /** {@return how many slices there are} */
  public int slices() {
    return slices;
  }

  /**
   * Where a slice starts.
   *
   * @param slice 0 .. {@link #slices}
   * @return its first coordinate; d for the one after the last
   */
  public int first(int slice) {
    return new CoordinateChunks(dimension).first(firstChunk(slice));
  }

  int firstChunk(int slice) {
    return (int) ((long) slice * new CoordinateChunks(dimension).count() / slices);
  }
}
