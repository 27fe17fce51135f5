package org.byzsgd.experiment;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Trigger;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.RoundRequest;
import org.byzsgd.training.WorkerFailedException;

/** Runs in this JVM in which a worker fails in some rounds. */
final class FailingClusters implements ClusterFactory {
  private final ClusterFactory sound = new LocalClusters();
  private final int worker;
  private final Set<Integer> rounds;

  FailingClusters(int worker, Integer... rounds) {
    this.worker = worker;
    this.rounds = Set.of(rounds);
  }

  @Override
  public Dataset load(String data) {
    return sound.load(data);
  }

  @Override
  public Map<String, String> provenance() {
    return sound.provenance();
  }

  @Override
  public Cluster open(Plan plan) {
    return new Failing(sound.open(plan));
  }

  private final class Failing implements Cluster {
    private final Cluster cluster;

    Failing(Cluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      if (rounds.contains(request.round())) {
        throw new WorkerFailedException(
            request.round(), worker, new IllegalStateException("no samples\nat all"));
      }
      cluster.gradients(request, receiver);
    }

    @Override
    public Evaluation evaluate(float[] parameters, float[] statistics) {
      return cluster.evaluate(parameters, statistics);
    }

    @Override
    public double attackSuccess(float[] parameters, float[] statistics, Trigger trigger) {
      return cluster.attackSuccess(parameters, statistics, trigger);
    }

    @Override
    public void close() throws IOException {
      cluster.close();
    }
  }
}
