package org.byzsgd.spark;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Samples;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import scala.Tuple2;

/**
 * Clusters on one Spark session. A data set is loaded and broadcast once, whatever the number of
 * runs.
 */
public final class SparkClusterFactory implements ClusterFactory, AutoCloseable {
  private static final Set<String> REPORTED =
      Set.of(
          "spark.serializer",
          "spark.executor.instances",
          "spark.executor.cores",
          "spark.executor.memory",
          "spark.driver.memory",
          "spark.submit.deployMode",
          "spark.task.maxDirectResultSize",
          "spark.rpc.message.maxSize");

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Map<String, Loaded> data = new ConcurrentHashMap<>();

  /**
   * A factory on a session.
   *
   * @param session which the caller closes after this
   */
  public SparkClusterFactory(SparkSession session) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /**
   * Starts a session with the settings that rounds need, where the user did not set them: results
   * up to the size of a large gradient come straight back in place of through the block manager.
   *
   * @param name the application's name
   * @return the session; on {@code local[25]} if no master was set
   */
  public static SparkSession session(String name) {
    SparkConf conf = new SparkConf().setAppName(name);
    conf.setIfMissing("spark.master", "local[25]");
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    // Evaluations run beside the rounds; first come, first served would hold the rounds up.
    conf.setIfMissing("spark.scheduler.mode", "FAIR");
    conf.setIfMissing("spark.task.maxDirectResultSize", "120m");
    conf.setIfMissing("spark.rpc.message.maxSize", "128");
    conf.setIfMissing("spark.ui.showConsoleProgress", "false");
    RunMetrics.configure(conf);
    return SparkSession.builder().config(conf).getOrCreate();
  }

  @Override
  public Dataset load(String text) {
    return loaded(text).dataset;
  }

  @Override
  public Cluster open(Plan plan) {
    Loaded loaded = loaded(plan.data());
    return new SparkCluster(spark, plan, loaded.dataset, loaded.training, loaded.test);
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("spark", spark.version());
    facts.put("master", spark.master());
    facts.put("application", spark.sc().applicationId());
    for (Tuple2<String, String> setting : spark.getConf().getAll()) {
      if (REPORTED.contains(setting._1())) {
        facts.put(setting._1(), setting._2());
      }
    }
    return facts;
  }

  @Override
  public void close() {
    data.values().forEach(Loaded::destroy);
    data.clear();
  }

  private Loaded loaded(String text) {
    return data.computeIfAbsent(
        text,
        key -> {
          Dataset dataset = SparkData.load(session, key);
          return new Loaded(
              dataset, spark.broadcast(dataset.training()), spark.broadcast(dataset.test()));
        });
  }

  private record Loaded(Dataset dataset, Broadcast<Samples> training, Broadcast<Samples> test) {
    void destroy() {
      training.destroy();
      test.destroy();
    }
  }
}
