package org.byzsgd.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.byzsgd.experiment.Progress;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;
import org.byzsgd.spark.RunMetrics;
import org.byzsgd.training.Observer;

/** Shows progress, and tells Spark's metrics system of each run while it is under way. */
final class MeteredProgress implements Progress {
  private final Progress shown;
  private final Map<RunSpec, RunMetrics> underWay = new ConcurrentHashMap<>();

  private MeteredProgress(Progress shown) {
    this.shown = shown;
  }

  /** Progress with metrics if the Spark application has them turned on. */
  static Progress of(Progress shown) {
    return RunMetrics.isOn() ? new MeteredProgress(shown) : shown;
  }

  @Override
  public void plan(int runs) {
    shown.plan(runs);
  }

  @Override
  public Observer start(Started run) {
    RunMetrics metrics = RunMetrics.register(run.spec().hash());
    underWay.put(run.spec(), metrics);
    return shown.start(run).and(metrics);
  }

  @Override
  public void end(RunRecord run, How how) {
    RunMetrics metrics = underWay.remove(run.spec());
    if (metrics != null) {
      metrics.close();
    }
    shown.end(run, how);
  }
}
