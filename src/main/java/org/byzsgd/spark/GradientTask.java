package org.byzsgd.spark;

import org.apache.spark.broadcast.Broadcast;
import org.byzsgd.data.Samples;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.WorkerGradient;

/** What a partition does in a round: its worker's minibatch gradient. */
final class GradientTask extends Jobs.Task<Shard, WorkerGradient> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<WorkerContext> context;
  private final Broadcast<Samples> training;
  private final PointHandle point;
  private final int round;
  private final int roundsPerEpoch;

  GradientTask(
      Broadcast<WorkerContext> context,
      Broadcast<Samples> training,
      PointHandle point,
      RoundRequest request) {
    this.context = context;
    this.training = training;
    this.point = point;
    this.round = request.round();
    this.roundsPerEpoch = request.roundsPerEpoch();
  }

  @Override
  WorkerGradient run(Shard shard) {
    WorkerGradient gradient =
        context
            .value()
            .worker()
            .gradient(
                shard.worker(),
                training == null ? shard.samples() : training.value(),
                new RoundRequest(
                    round, roundsPerEpoch, new int[] {shard.worker()}, point.parameters()));
    InProcessExchange exchange = point.exchange();
    if (exchange == null) {
      return gradient;
    }
    exchange.leave(shard.worker(), gradient);
    return null;
  }
}
