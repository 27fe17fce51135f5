package org.byzsgd.data;

import java.util.stream.IntStream;
import org.byzsgd.random.Stream;

/** Which of the samples that a worker holds make its minibatch in a round. */
public interface Minibatches {
  /** {@return n, the most samples of a worker in a round} */
  int batch();

  /**
   * The same samples in the same order with several minibatches of a worker in each round.
   *
   * @param count K, the minibatches of a round, at least 1
   * @return who computes on which then
   */
  Minibatches withSteps(int count);

  /**
   * Which minibatches, and random numbers with them, are a worker's: those of its group.
   *
   * @param worker from 0
   * @return the group, from 0; the worker's own id if it shares its minibatches with nobody
   */
  default int group(int worker) {
    return worker;
  }

  /**
   * A worker's minibatch in a local step of a round.
   *
   * @param round from 0, counted over all epochs
   * @param step 0 .. K - 1
   * @param worker from 0
   * @param held the samples that the worker draws from
   * @return between 1 and n positions in {@code held}
   */
  int[] batch(int round, int step, int worker, Samples held);

  /**
   * A minibatch of its own, in no round's order: n samples that a worker may get, drawn with
   * replacement.
   *
   * @param held the samples that the worker draws from
   * @param stream what is drawn by
   * @return n positions in {@code held}
   */
  default int[] draw(Samples held, Stream stream) {
    return IntStream.range(0, batch()).map(i -> stream.nextInt(held.count())).toArray();
  }
}
