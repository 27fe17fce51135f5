package org.byzsgd.data;

import java.util.List;
import org.byzsgd.registry.UsageException;

/**
 * Puts the pieces of a data set together, in whatever order they arrive. Two threads may put two
 * pieces at once.
 */
public final class Assembly {
  private final FileLayout layout;
  private final String name;
  private final List<Piece> pieces;
  private final int[] offsets;
  private final byte[][] values = new byte[2][];
  private final int[][] labels = new int[2][];

  /**
   * Makes room for a data set.
   *
   * @param name as the user wrote it
   * @param layout its pieces
   * @throws UsageException if one set is too large for an array
   */
  public Assembly(String name, FileLayout layout) {
    this.name = name;
    this.layout = layout;
    this.pieces = layout.pieces();
    this.offsets = new int[pieces.size()];
    reserve(0, layout.training(), 0);
    reserve(1, layout.test(), layout.training().size());
  }

  private void reserve(int set, List<Piece> ofSet, int first) {
    long count = ofSet.stream().mapToLong(Piece::count).sum();
    int most = (Integer.MAX_VALUE - 8) / layout.shape().size();
    if (count > most) {
      throw new UsageException(
          String.format(
              "%s: a set must have at most %d samples of %s, got %d",
              name, most, layout.shape(), count));
    }
    values[set] = new byte[(int) count * layout.shape().size()];
    labels[set] = new int[(int) count];
    int offset = 0;
    for (int i = 0; i < ofSet.size(); i++) {
      offsets[first + i] = offset;
      offset += ofSet.get(i).count();
    }
  }

  /**
   * Takes one piece's contents.
   *
   * @param piece its index in {@link FileLayout#pieces}
   * @param contents what {@link Piece#read} returned
   */
  public void put(int piece, byte[] contents) {
    int set = piece < layout.training().size() ? 0 : 1;
    int count = pieces.get(piece).count();
    int size = layout.shape().size();
    if (contents.length != count * (1 + size)) {
      throw new IllegalArgumentException(
          String.format(
              "piece %d needs %d bytes, got %d", piece, count * (1 + size), contents.length));
    }
    for (int i = 0; i < count; i++) {
      labels[set][offsets[piece] + i] = contents[i] & 0xFF;
    }
    System.arraycopy(contents, count, values[set], offsets[piece] * size, count * size);
  }

  /** {@return the data set, when all pieces are there} */
  public Dataset dataset() {
    int classes = layout.leastClasses();
    for (int[] some : labels) {
      for (int label : some) {
        classes = Math.max(classes, label + 1);
      }
    }
    return new Dataset(name, samples(0, classes), samples(1, classes));
  }

  private Samples samples(int set, int classes) {
    return Samples.ofBytes(layout.shape(), classes, values[set], layout.scale(), labels[set]);
  }
}
