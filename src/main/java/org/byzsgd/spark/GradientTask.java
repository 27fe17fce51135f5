package org.byzsgd.spark;

import java.util.Arrays;
import org.apache.spark.broadcast.Broadcast;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Samples;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.WorkerFailedException;
import org.byzsgd.training.WorkerGradient;

/** What a partition does in a round: its worker's minibatch gradient. */
final class GradientTask extends Jobs.Task<Shard, WorkerGradient> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<WorkerContext> context;
  private final Broadcast<Samples> training;
  private final PointHandle point;
  private final int round;
  private final int roundsPerEpoch;
  private final double localRate;
  private final int independent;
  private final int[] poisoned;
  private final Poisoning poisoning;

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
    this.localRate = request.localRate();
    this.independent = request.independent();
    this.poisoned =
        Arrays.stream(request.workers()).filter(i -> request.poisoning(i).isPresent()).toArray();
    this.poisoning = poisoned.length == 0 ? null : request.poisoning(poisoned[0]).orElseThrow();
  }

  @Override
  WorkerGradient run(Shard shard) {
    WorkerGradient gradient = compute(shard);
    InProcessExchange exchange = point.exchange();
    if (exchange == null) {
      return gradient;
    }
    exchange.leave(shard.worker(), gradient);
    return null;
  }

  /**
   * Computes a worker's gradient.
   *
   * @throws WorkerFailedException if it cannot be computed; an executor that is out of memory ends
   */
  WorkerGradient compute(Shard shard) {
    try {
      return context
          .value()
          .worker()
          .gradient(
              shard.worker(),
              training == null ? shard.samples() : training.value(),
              request(shard.worker()));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (RuntimeException | Error e) {
      throw new WorkerFailedException(round, shard.worker(), e);
    }
  }

  private RoundRequest request(int worker) {
    return new RoundRequest(round, roundsPerEpoch, new int[] {worker}, point.parameters())
        .withLocalRate(localRate)
        .withIndependent(independent)
        .withPoisoning(poisoned, poisoning);
  }
}
