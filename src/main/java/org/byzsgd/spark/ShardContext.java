package org.byzsgd.spark;

import org.byzsgd.data.Minibatches;
import org.byzsgd.data.Shape;
import org.byzsgd.data.ShardPasses;
import org.byzsgd.random.Seed;
import org.byzsgd.training.LocalUpdate;

/** What executors need of a run on shards that differ in size. */
final class ShardContext extends WorkerContext {
  private static final long serialVersionUID = 1L;

  ShardContext(String model, Shape shape, int classes, int batch, long seed) {
    super(model, shape, classes, batch, LocalUpdate.GRADIENT, seed, null);
  }

  @Override
  Minibatches minibatches() {
    return new ShardPasses(new Seed(seed()), batch());
  }
}
