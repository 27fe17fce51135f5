package org.byzsgd.spark;

import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.Minibatches;
import org.byzsgd.data.ShardPasses;
import org.byzsgd.data.Shuffle;
import org.byzsgd.random.Seed;
import org.byzsgd.training.ClusterFactory;

/**
 * What executors need of a run on a training set that is dealt to its workers. Where labels decided
 * who got a sample, the shards that they hold tell all but the order.
 */
final class DealtContext extends WorkerContext {
  private static final long serialVersionUID = 1L;

  private final String shuffle;
  private final int samples;
  private final int workers;
  private final int replicas;
  private final int heldBack;
  private final int validation;
  private final boolean partitioned;

  DealtContext(ClusterFactory.Plan plan, Dataset data) {
    super(
        plan.model(),
        data.training().shape(),
        data.training().classes(),
        plan.batch(),
        plan.update(),
        plan.seed(),
        plan.script());
    this.shuffle = plan.shuffle().name();
    this.samples = data.training().count();
    this.workers = plan.workers();
    this.replicas = plan.allotment().replicas();
    this.heldBack = plan.allotment().heldBack();
    this.validation = plan.allotment().validation();
    this.partitioned = plan.allotment().partitioned();
  }

  @Override
  Minibatches minibatches() {
    if (partitioned) {
      return new ShardPasses(new Seed(seed()), batch(), replicas);
    }
    return MinibatchPlan.of(
        new Seed(seed()),
        Shuffle.valueOf(shuffle),
        samples,
        workers,
        batch(),
        new Allotment(replicas, heldBack, validation));
  }
}
