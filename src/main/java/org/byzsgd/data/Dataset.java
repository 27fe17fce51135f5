package org.byzsgd.data;

/**
 * A training set and a test set of one shape.
 *
 * @param name as the user wrote it, such as {@code digits}
 * @param training the training set
 * @param test the test set
 */
public record Dataset(String name, Samples training, Samples test) {
  /**
   * Checks that the two sets fit.
   *
   * @param name as the user wrote it
   * @param training the training set
   * @param test the test set
   * @throws IllegalArgumentException if shapes or classes differ
   */
  public Dataset {
    if (!training.shape().equals(test.shape()) || training.classes() != test.classes()) {
      throw new IllegalArgumentException(
          String.format(
              "%s: training samples are %s in %d classes, test samples %s in %d",
              name, training.shape(), training.classes(), test.shape(), test.classes()));
    }
  }
}
