package org.byzsgd.spark;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.byzsgd.training.WorkerGradient;

/**
 * Points and gradients handed over by reference between a driver and the tasks in its own JVM (a
 * local master). Spark would serialize every gradient there too: at ten million parameters most of
 * a round.
 */
final class InProcessExchange {
  /** The key of no exchange. */
  static final long NONE = 0;

  private static final AtomicLong KEYS = new AtomicLong(NONE);
  private static final Map<Long, InProcessExchange> OPEN = new ConcurrentHashMap<>();

  private final float[][] point;
  private final Map<Integer, WorkerGradient> gradients = new ConcurrentHashMap<>();

  private InProcessExchange(float[][] point) {
    this.point = point;
  }

  static long open(float[][] point) {
    long key = KEYS.incrementAndGet();
    OPEN.put(key, new InProcessExchange(point));
    return key;
  }

  static InProcessExchange get(long key) {
    InProcessExchange exchange = OPEN.get(key);
    if (exchange == null) {
      // A duplicate of a task, still running although its job is over; Spark drops its result.
      throw new IllegalStateException("the job of this task is over");
    }
    return exchange;
  }

  static void close(long key) {
    OPEN.remove(key);
  }

  float[][] point() {
    return point;
  }

  void leave(int worker, WorkerGradient gradient) {
    gradients.put(worker, gradient);
  }

  WorkerGradient take(int worker) {
    return gradients.remove(worker);
  }
}
