package org.byzsgd.spark;

import java.io.Serializable;
import org.byzsgd.data.Samples;

/**
 * The one record of a partition: a worker and its packed shard. With a global shuffle every worker
 * draws from the whole training set, of which each executor holds one broadcast copy, and the shard
 * is empty here. A plain class of plain fields, for Java and Kryo serialization.
 */
final class Shard implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int worker;
  private final Samples samples;

  Shard(int worker, Samples samples) {
    this.worker = worker;
    this.samples = samples;
  }

  int worker() {
    return worker;
  }

  /** The worker's own samples, or null if it draws from the whole training set. */
  Samples samples() {
    return samples;
  }
}
