package org.byzsgd.spark;

import org.apache.spark.broadcast.Broadcast;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.linalg.Transcript;
import org.byzsgd.training.RoundScene;
import org.byzsgd.training.WorkerGradient;

/** What a slice's partition does in a pass: runs the round's script as far as the next sum. */
final class ShareTask extends Jobs.Task<SliceRows, SliceAnswer> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<WorkerContext> context;
  private final Broadcast<RoundScene> scene;
  private final SliceLayout layout;
  private final Transcript transcript;
  private final Reports reports;

  /** Whether the workers' reports are wanted. */
  enum Reports {
    WANTED,
    KNOWN
  }

  ShareTask(
      Broadcast<WorkerContext> context,
      Broadcast<RoundScene> scene,
      SliceLayout layout,
      Transcript transcript,
      Reports reports) {
    this.context = context;
    this.scene = scene;
    this.layout = layout;
    this.transcript = transcript;
    this.reports = reports;
  }

  @Override
  SliceAnswer run(SliceRows rows) {
    boolean reporting = reports == Reports.WANTED && rows.slice() == 0;
    return new SliceAnswer(
        context
            .value()
            .script()
            .share(scene.value(), layout, rows.slice(), rows.rows(), transcript),
        reporting ? rows.reports() : new WorkerGradient[0]);
  }
}
