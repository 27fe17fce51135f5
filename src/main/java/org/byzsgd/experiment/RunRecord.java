package org.byzsgd.experiment;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.byzsgd.training.Outcome;

/**
 * What a finished run left behind, read back.
 *
 * @param directory where
 * @param spec what was run
 * @param status how it ended
 * @param rounds how many rounds were done
 * @param roundsWithMissing in how many of them workers were missing
 * @param evaluations in order, at least the one before the first round
 */
public record RunRecord(
    Path directory,
    RunSpec spec,
    Outcome.Status status,
    int rounds,
    int roundsWithMissing,
    List<EvaluationRow> evaluations) {
  /** {@return whether the run left the finite numbers} */
  public boolean diverged() {
    return status == Outcome.Status.DIVERGED;
  }

  /** {@return the last evaluation} */
  public EvaluationRow last() {
    return evaluations.get(evaluations.size() - 1);
  }
}
