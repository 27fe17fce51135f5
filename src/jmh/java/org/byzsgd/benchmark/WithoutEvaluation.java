package org.byzsgd.benchmark;

import java.io.IOException;
import java.util.Optional;
import org.byzsgd.data.Trigger;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.RoundScene;
import org.byzsgd.training.SlicedRound;

/** A cluster that is asked for rounds alone. */
record WithoutEvaluation(Cluster cluster) implements Cluster {
  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
    cluster.gradients(request, receiver);
  }

  @Override
  public Optional<SlicedRound> slices(RoundRequest request, RoundScene scene) {
    return cluster.slices(request, scene);
  }

  @Override
  public Evaluation evaluate(float[] parameters, float[] statistics) {
    return new Evaluation(0, 0, 0, 0);
  }

  @Override
  public double attackSuccess(float[] parameters, float[] statistics, Trigger trigger) {
    return 0;
  }

  @Override
  public void close() throws IOException {
    cluster.close();
  }
}
