package org.byzsgd.experiment;

import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundTrace;

/** Shows people how runs get on. */
public interface Progress extends Observer {
  /** Shows nothing. */
  Progress SILENT = new Progress() {};

  /**
   * A run starts.
   *
   * @param number of this run among all, from 1
   * @param count of all runs
   * @param spec the run
   * @param rounds how many rounds it will have
   * @param roundsPerEpoch rounds in an epoch
   */
  default void start(int number, int count, RunSpec spec, int rounds, int roundsPerEpoch) {}

  @Override
  default void round(RoundTrace trace) {}

  @Override
  default void evaluation(int rounds, double epochs, Evaluation evaluation) {}

  /**
   * A run is over, or was there already.
   *
   * @param run what it left
   * @param how whether it ran now
   */
  default void end(RunRecord run, How how) {}

  /** Where a run's results come from. */
  enum How {
    /** It ran now. */
    RAN,
    /** Its directory was complete already. */
    FOUND
  }
}
