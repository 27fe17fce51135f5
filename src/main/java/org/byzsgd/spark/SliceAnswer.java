package org.byzsgd.spark;

import java.io.Serializable;
import org.byzsgd.linalg.SliceShare;
import org.byzsgd.training.WorkerGradient;

/**
 * What a slice's partition sends: its share, and once in a round what the workers sent beside their
 * gradients. A plain class of plain fields, for Java and Kryo serialization.
 */
final class SliceAnswer implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SliceShare share;
  private final WorkerGradient[] reports;

  SliceAnswer(SliceShare share, WorkerGradient[] reports) {
    this.share = share;
    this.reports = reports;
  }

  SliceShare share() {
    return share;
  }

  /** By workers; none in most answers. */
  WorkerGradient[] reports() {
    return reports;
  }
}
