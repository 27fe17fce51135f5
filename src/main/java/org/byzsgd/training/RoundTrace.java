package org.byzsgd.training;

import java.util.Arrays;
import java.util.List;

/**
 * What happened in a round, as the server saw it; vbar is the mean of the correct rows.
 *
 * @param round from 0
 * @param epoch from 0
 * @param byzantine the ids of the Byzantine workers
 * @param loss the mean minibatch loss of the correct workers, nats
 * @param correctNorm |vbar|
 * @param aggregateNorm |Aggr|
 * @param innerProduct &lt;vbar, Aggr&gt;: negative when the step goes the wrong way
 * @param cosine the inner product over both norms; NaN if one is 0
 * @param selected the rows that the rule chose; empty for coordinate-wise rules
 */
public record RoundTrace(
    int round,
    int epoch,
    List<Integer> byzantine,
    double loss,
    double correctNorm,
    double aggregateNorm,
    double innerProduct,
    double cosine,
    List<Integer> selected) {
  /** {@return whether one of the chosen rows was sent by a Byzantine worker} */
  public boolean selectedByzantine() {
    return selected.stream().anyMatch(byzantine::contains);
  }

  /** {@return whether the aggregate is finite in all coordinates} */
  public boolean finite() {
    return Double.isFinite(aggregateNorm);
  }

  static List<Integer> list(int[] ids) {
    return Arrays.stream(ids).boxed().toList();
  }
}
