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
import org.byzsgd.training.WorkerGradient;

/** Clusters on which a worker fails in some rounds. */
final class FailingClusters implements ClusterFactory {
  private final ClusterFactory others;
  private final int worker;
  private final Set<Integer> rounds;

  /** Workers fail in the others, too. */
  FailingClusters(ClusterFactory others, int worker, Integer... rounds) {
    this.others = others;
    this.worker = worker;
    this.rounds = Set.of(rounds);
  }

  @Override
  public Dataset load(String data) {
    return others.load(data);
  }

  @Override
  public Map<String, String> provenance() {
    return others.provenance();
  }

  @Override
  public Cluster open(Plan plan) {
    return new Failing(others.open(plan));
  }

  private final class Failing implements Cluster {
    private final Cluster cluster;

    Failing(Cluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      boolean fails = rounds.contains(request.round());
      cluster.gradients(
          request,
          new Receiver() {
            @Override
            public void receive(int id, WorkerGradient gradient) {
              if (fails && id == worker) {
                IllegalStateException why = new IllegalStateException("no samples\nat all");
                receiver.fail(new WorkerFailedException(request.round(), worker, why));
              } else {
                receiver.receive(id, gradient);
              }
            }

            @Override
            public void fail(WorkerFailedException failure) {
              receiver.fail(failure);
            }
          });
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
