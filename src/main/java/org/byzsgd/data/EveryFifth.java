package org.byzsgd.data;

import java.util.stream.IntStream;
import org.byzsgd.registry.UsageException;

/** The fixed split of data that come in one piece: samples 4, 9, 14, ... are the test set. */
public final class EveryFifth {
  private EveryFifth() {}

  /**
   * Splits samples into a training set of four fifths and a test set.
   *
   * @param name the data set's, as the user wrote it
   * @param all the samples in their order
   * @return the data set
   * @throws UsageException if there are fewer than five samples
   */
  public static Dataset split(String name, Samples all) {
    if (all.count() < 5) {
      throw new UsageException(
          name + ": at least 5 samples are needed to set every fifth aside, got " + all.count());
    }
    int[] training = IntStream.range(0, all.count()).filter(i -> i % 5 != 4).toArray();
    int[] test = IntStream.range(0, all.count()).filter(i -> i % 5 == 4).toArray();
    return new Dataset(name, all.select(training), all.select(test));
  }
}
