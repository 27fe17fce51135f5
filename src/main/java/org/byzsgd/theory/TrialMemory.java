package org.byzsgd.theory;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What trials on whole rows may hold of this JVM's heap at the same time, whatever the number of
 * task slots: those that find no room wait. It changes when a task runs, and none of its numbers.
 */
final class TrialMemory {
  /** The unit in which room is given, so that a heap's worth is an int. */
  private static final int UNIT = 1 << 20;

  /** The rest of the heap is Spark's, and what trials throw away between collections. */
  private static final double SHARE = 0.6;

  private static final int UNITS =
      (int) Math.max(1, SHARE * Runtime.getRuntime().maxMemory() / UNIT);

  /** Fair: a large task is not passed by small ones for ever. */
  private static final Semaphore FREE = new Semaphore(UNITS, true);

  private TrialMemory() {}

  /** Does what holds so many bytes when they are free; more than there are in all are all. */
  static <T> T within(long bytes, Supplier<T> work) {
    int units = (int) Math.min(UNITS, (bytes + UNIT - 1) / UNIT);
    FREE.acquireUninterruptibly(units);
    try {
      return work.get();
    } finally {
      FREE.release(units);
    }
  }
}
