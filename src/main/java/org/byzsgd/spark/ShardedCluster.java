package org.byzsgd.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.data.ShardPasses;
import org.byzsgd.data.Trigger;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.RoundRequest;

/** A cluster on the shards of a frame, and who its workers are. It has no test set. */
public final class ShardedCluster implements Cluster {
  private final Cluster cluster;
  private final List<String> workers;
  private final int[] rows;
  private final int fingerprint;

  ShardedCluster(Cluster cluster, List<String> workers, int[] rows, int fingerprint) {
    this.cluster = cluster;
    this.workers = workers;
    this.rows = rows.clone();
    this.fingerprint = fingerprint;
  }

  /** {@return a hash of all rows and of who has them} */
  public int fingerprint() {
    return fingerprint;
  }

  /** {@return the workers in the order of their ids} */
  public List<String> workers() {
    return workers;
  }

  /** {@return how many rows each worker has} */
  public int[] rows() {
    return rows.clone();
  }

  /**
   * The rounds of an epoch.
   *
   * @param batch n, the most rows of a worker in a round
   * @return as {@link ShardPasses#roundsPerEpoch} says
   */
  public int roundsPerEpoch(int batch) {
    long all = Arrays.stream(rows).asLongStream().sum();
    return ShardPasses.roundsPerEpoch(all, rows.length, batch);
  }

  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
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
