package org.byzsgd.training;

import org.byzsgd.data.Trigger;

/** A cluster for tests of rounds: it evaluates nothing and holds nothing. */
interface GradientsOnly extends Cluster {
  @Override
  default Evaluation evaluate(float[] parameters, float[] statistics) {
    throw new UnsupportedOperationException("not evaluated");
  }

  @Override
  default double attackSuccess(float[] parameters, float[] statistics, Trigger trigger) {
    throw new UnsupportedOperationException("not evaluated");
  }

  @Override
  default void close() {
    // Nothing is held.
  }
}
