package org.byzsgd.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
 * @param diagnostics what a {@link RoundInspector} saw, by name; none if none looked
 * @param missing the ids of the workers that failed for good, whose rows the rule did not see
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
    List<Integer> selected,
    Map<String, Double> diagnostics,
    List<Integer> missing) {
  /**
   * Keeps a copy of the diagnostics.
   *
   * @param round from 0
   * @param epoch from 0
   * @param byzantine ids
   * @param loss nats
   * @param correctNorm |vbar|
   * @param aggregateNorm |Aggr|
   * @param innerProduct of vbar and Aggr
   * @param cosine of vbar and Aggr
   * @param selected ids
   * @param diagnostics by name; null in checkpoints of older versions: none
   * @param missing ids; null in checkpoints of older versions: none
   */
  public RoundTrace {
    diagnostics =
        diagnostics == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(diagnostics));
    missing = missing == null ? List.of() : List.copyOf(missing);
  }

  RoundTrace with(Map<String, Double> seen) {
    return with(byzantine, selected, seen, missing);
  }

  /** The same of rows of which not every worker has one: positions become ids. */
  RoundTrace of(int[] present, List<Integer> absent) {
    return with(ids(byzantine, present), ids(selected, present), diagnostics, absent);
  }

  private static List<Integer> ids(List<Integer> positions, int[] present) {
    return positions.stream().map(position -> present[position]).toList();
  }

  private RoundTrace with(
      List<Integer> liars, List<Integer> chosen, Map<String, Double> seen, List<Integer> absent) {
    return new RoundTrace(
        round,
        epoch,
        liars,
        loss,
        correctNorm,
        aggregateNorm,
        innerProduct,
        cosine,
        chosen,
        seen,
        absent);
  }

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
