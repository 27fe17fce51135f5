package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.RoundTrace;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static Object gauge(RunMetrics metrics, String name) {
    return metrics.metricRegistry().getGauges().get(name).getValue();
  }

  @Test
  void gaugesAreOfTheLastRound() {
    SparkFixture.session();
    MetricsSystem system = SparkEnv.get().metricsSystem();
    RunMetrics metrics = RunMetrics.register("0123456789ab");
    assertEquals(1, system.getSourcesByName("byzsgd.0123456789ab").size());
    assertEquals(0, gauge(metrics, "round"));
    assertEquals(Double.NaN, gauge(metrics, "accuracy"));
    // |vbar| = 2 and <vbar, Aggr> = -1: eta is -1/4.
    metrics.round(
        new RoundTrace(
            6,
            1,
            List.of(3),
            1.5,
            2,
            1,
            -1,
            -0.5,
            List.of(),
            Map.of("byzantine_weight", 0.75),
            List.of()));
    metrics.evaluation(5, 1, new Evaluation(1, 0.5, 1, 0.625));
    assertEquals(7, gauge(metrics, "round"));
    assertEquals(1.5, gauge(metrics, "loss"));
    assertEquals(-0.25, gauge(metrics, "eta"));
    assertEquals(0.75, gauge(metrics, "byzantineShare"));
    assertEquals(0.625, gauge(metrics, "accuracy"));
    metrics.close();
    assertEquals(0, system.getSourcesByName("byzsgd.0123456789ab").size());
  }

  @Test
  void nothingIsServedUnlessAskedFor() {
    String sink = "spark.metrics.conf.*.sink.prometheusServlet.class";
    SparkConf conf = new SparkConf(false);
    RunMetrics.configure(conf);
    assertFalse(conf.contains(sink));
    RunMetrics.configure(conf.set(RunMetrics.SETTING, "true"));
    assertEquals("org.apache.spark.metrics.sink.PrometheusServlet", conf.get(sink));
    SparkConf own = new SparkConf(false).set(RunMetrics.SETTING, "true").set(sink, "my.Sink");
    RunMetrics.configure(own);
    assertEquals("my.Sink", own.get(sink));
  }
}
