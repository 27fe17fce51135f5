package org.byzsgd.experiment;

import java.util.List;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundTrace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which workers are missing in a round.
 *
 * @param run its name
 * @param workers m
 */
record MissingLog(String run, int workers) implements Observer {
  private static final Logger LOG = LoggerFactory.getLogger(MissingLog.class);

  @Override
  public void missed(int round, List<Integer> missing, String reasons) {
    LOG.warn(
        "{}: round {}: workers {} are missing, the rule sees {} rows of {}: {}",
        run,
        round,
        missing,
        workers - missing.size(),
        workers,
        reasons);
  }

  @Override
  public void round(RoundTrace trace) {
    // Said before.
  }

  @Override
  public void evaluation(int rounds, double epochs, Evaluation evaluation) {
    // Of no worker.
  }
}
