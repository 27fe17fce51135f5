package org.byzsgd.experiment;

import java.util.Map;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.LocalCluster;

/** Runs in this JVM, without Spark. */
public final class LocalClusters implements ClusterFactory {
  @Override
  public Dataset load(String data) {
    return DatasetFormat.load(data, new LocalStorage());
  }

  @Override
  public Cluster open(Plan plan) {
    Dataset data = load(plan.data());
    Seed seed = new Seed(plan.seed());
    return new LocalCluster(
        ModelFactory.of(plan.model(), data.training().shape(), data.training().classes()),
        data,
        plan.minibatches(data.training()),
        plan.update(),
        seed);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("master", "none");
  }
}
