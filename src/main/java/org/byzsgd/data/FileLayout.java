package org.byzsgd.data;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the samples of a data set are in its files.
 *
 * @param shape of one sample
 * @param leastClasses the number of classes, unless a label is above
 * @param scale what a byte is multiplied with on reading
 * @param training the training set's pieces in order
 * @param test the test set's pieces in order
 */
public record FileLayout(
    Shape shape, int leastClasses, float scale, List<Piece> training, List<Piece> test) {
  /** About how many bytes a piece has: large beside a task's cost, small beside a heap. */
  private static final int PIECE_BYTES = 8 << 20;

  /** {@return the training set's pieces, then the test set's} */
  public List<Piece> pieces() {
    return Stream.concat(training.stream(), test.stream()).toList();
  }

  /**
   * How many samples a piece should have.
   *
   * @param sampleBytes the size of a sample
   * @return at least 1
   */
  static int samplesPerPiece(int sampleBytes) {
    return Math.max(1, PIECE_BYTES / sampleBytes);
  }
}
