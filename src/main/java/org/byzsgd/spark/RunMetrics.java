package org.byzsgd.spark;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundTrace;

/**
 * How a run gets on, as gauges in Spark's metrics system, so that its sinks (Prometheus, Graphite,
 * JMX, ...) see it: {@code round}, how many rounds are done; {@code loss}, the mean minibatch loss
 * of the correct workers in the last one, in nats; {@code eta}, &lt;vbar, Aggr&gt;/|vbar|² of it;
 * {@code byzantineShare}, the liars' weight in its aggregate; {@code accuracy}, the last on the
 * test set, 0 .. 1. NaN before there is a value.
 */
public final class RunMetrics implements Source, Observer, AutoCloseable {
  /** The Spark setting that turns these metrics on: {@code true}. */
  public static final String SETTING = "spark.byzsgd.metrics";

  private static final String SINK = "spark.metrics.conf.*.sink.prometheusServlet.";

  private final String name;
  private final MetricRegistry registry = new MetricRegistry();
  private volatile int round;
  private volatile double loss = Double.NaN;
  private volatile double eta = Double.NaN;
  private volatile double byzantineShare = Double.NaN;
  private volatile double accuracy = Double.NaN;

  private RunMetrics(String run) {
    this.name = "byzsgd." + run;
    registry.register("round", (Gauge<Integer>) () -> round);
    registry.register("loss", (Gauge<Double>) () -> loss);
    registry.register("eta", (Gauge<Double>) () -> eta);
    registry.register("byzantineShare", (Gauge<Double>) () -> byzantineShare);
    registry.register("accuracy", (Gauge<Double>) () -> accuracy);
  }

  /**
   * Registers a run with the metrics system of the Spark application in this JVM.
   *
   * @param run the run's name
   * @return what is to be told of the run; closing it takes the gauges away
   */
  public static RunMetrics register(String run) {
    RunMetrics metrics = new RunMetrics(run);
    SparkEnv.get().metricsSystem().registerSource(metrics);
    return metrics;
  }

  /** {@return whether the Spark application in this JVM has them turned on} */
  public static boolean isOn() {
    return SparkEnv.get().conf().getBoolean(SETTING, false);
  }

  /** Where they are on, Prometheus can read them from the driver's user interface. */
  static void configure(SparkConf conf) {
    if (conf.getBoolean(SETTING, false)) {
      conf.setIfMissing(SINK + "class", "org.apache.spark.metrics.sink.PrometheusServlet");
      conf.setIfMissing(SINK + "path", "/metrics/prometheus");
    }
  }

  @Override
  public String sourceName() {
    return name;
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }

  @Override
  public void round(RoundTrace trace) {
    loss = trace.loss();
    eta = trace.innerProduct() / (trace.correctNorm() * trace.correctNorm());
    byzantineShare = trace.diagnostics().getOrDefault("byzantine_weight", Double.NaN);
    round = trace.round() + 1;
  }

  @Override
  public void evaluation(int rounds, double epochs, Evaluation evaluation) {
    accuracy = evaluation.testAccuracy();
  }

  @Override
  public void close() {
    SparkEnv env = SparkEnv.get();
    if (env != null) {
      env.metricsSystem().removeSource(this);
    }
  }
}
