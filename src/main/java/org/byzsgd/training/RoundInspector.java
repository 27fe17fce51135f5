package org.byzsgd.training;

import java.util.Map;
import java.util.Optional;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.linalg.Gradients;

/**
 * Looks at the rows of each round, which nobody keeps: a port for diagnostics. It changes nothing,
 * and its numbers depend on the round alone, so that a run that goes on from a checkpoint has the
 * same.
 */
@FunctionalInterface
public interface RoundInspector {
  /** Sees nothing. */
  RoundInspector NONE =
      (trace, correctRows, correctMean, rows, aggregate, defence, independent) -> Map.of();

  /**
   * Whether the inspector wants a gradient of a round that does not depend on the rows: the mean
   * over fresh minibatches of all workers at the round's point.
   *
   * @param round from 0
   * @return how many minibatches of each worker; 0, the default, for no such gradient
   */
  default int independentMinibatches(int round) {
    return 0;
  }

  /**
   * Looks at a round after its aggregation.
   *
   * @param trace what happened
   * @param correctRows the h rows of the correct workers in the order of their ids, not to be
   *     written into; not finite in a run that diverges
   * @param correctMean vbar, d floats, not to be written into
   * @param rows the m rows as they were sent
   * @param aggregate what the rule made of them
   * @param defence what the rule would have made of other rows in this round
   * @param independent a gradient from {@link #independentMinibatches}, d floats; empty if none
   * @return numbers by name
   */
  Map<String, Double> inspect(
      RoundTrace trace,
      float[][] correctRows,
      float[] correctMean,
      Gradients rows,
      Aggregate aggregate,
      AdversaryView.Defence defence,
      Optional<float[]> independent);
}
