package org.byzsgd.cli;

import java.time.Duration;
import org.byzsgd.experiment.Aggregation;
import org.byzsgd.experiment.Runner;
import org.byzsgd.registry.UsageException;
import org.byzsgd.spark.RunMetrics;
import picocli.CommandLine.Option;

/** How runs are done: nothing of it changes their results. */
final class SweepOptions {
  @Option(
      names = "--resume",
      description =
          "Let interrupted runs go on from their newest checkpoint; without it they are put aside.")
  private boolean resume;

  @Option(
      names = "--checkpoint-seconds",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Seconds between the checkpoints of a run, 0 for as many as can be (default: ${DEFAULT-VALUE}).")
  private int checkpointSeconds;

  @Option(
      names = "--metrics",
      description =
          "Tell Spark's metrics system how runs get on (gauges round, loss, accuracy, eta, byzantineShare), and serve its metrics to Prometheus at /metrics/prometheus of the driver's user interface.")
  void metrics(boolean on) {
    // A Spark setting, which SparkConf reads from the system's properties.
    System.setProperty(RunMetrics.SETTING, Boolean.toString(on));
  }

  @Option(
      names = "--aggregation",
      paramLabel = "WHERE",
      defaultValue = "auto",
      description =
          "Where rounds are aggregated: driver (whole gradients), sliced (on the executors, for gradients larger than the driver), auto: as the driver's memory says (default: ${DEFAULT-VALUE}).")
  private String aggregation;

  @Option(
      names = "--no-model",
      description =
          "Do not keep the trained models in the run directories (4 bytes a parameter each); predict needs them.")
  private boolean noModel;

  Runner.Options with(int parallel) {
    return new Runner.Options(
        parallel,
        resume ? Runner.Options.Start.RESUME : Runner.Options.Start.ANEW,
        Duration.ofSeconds(checkpointSeconds),
        aggregation(),
        noModel ? Runner.Options.Models.DROPPED : Runner.Options.Models.KEPT);
  }

  private Aggregation aggregation() {
    for (Aggregation one : Aggregation.values()) {
      if (one.text().equals(aggregation)) {
        return one;
      }
    }
    throw new UsageException("aggregation must be one of driver, sliced, auto, got " + aggregation);
  }
}
