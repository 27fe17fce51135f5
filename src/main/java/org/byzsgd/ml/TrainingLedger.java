package org.byzsgd.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.theory.BreakingEpsilon;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundTrace;

/** Keeps account of a run: the objective, and how each worker's gradients were treated. */
final class TrainingLedger implements Observer {
  private final List<String> names;
  private final int[] rows;
  private final int declared;
  private final int roundsPerEpoch;
  private final double tolerance;
  private WorkerTally[] tallies;
  private final RoundCertificate certificate;
  private final List<EpochReport> epochs = new ArrayList<>();
  private final double[] epochLosses;
  private double lastObjective = Double.NaN;
  private boolean satisfied;
  private int rounds;

  /** Of the latest rounds before an evaluation, by how many rounds were done then. */
  private final Map<Integer, BreakingEpsilon> breaking = new HashMap<>();

  TrainingLedger(
      List<String> names,
      int[] rows,
      int declared,
      int roundsPerEpoch,
      double tolerance,
      RoundCertificate certificate) {
    this.names = names;
    this.rows = rows;
    this.declared = declared;
    this.roundsPerEpoch = roundsPerEpoch;
    this.tolerance = tolerance;
    this.certificate = certificate;
    this.tallies = names.stream().map(name -> new WorkerTally()).toArray(WorkerTally[]::new);
    this.epochLosses = new double[names.size()];
  }

  @Override
  public void aggregated(int round, Gradients gradients, double[] losses, Aggregate aggregate) {
    double[] distances = distances(gradients, aggregate.vector());
    double typical = median(distances);
    int[] farthest = RoundCertificate.farthest(distances, Math.max(1, declared));
    double[] weights = aggregate.weights();
    boolean[] chosen = new boolean[tallies.length];
    Arrays.stream(aggregate.selected()).forEach(i -> chosen[i] = true);
    boolean chooses = aggregate.selected().length > 0;
    for (int i = 0; i < tallies.length; i++) {
      tallies[i].loss(losses[i]);
      tallies[i].distance(distances[i], typical);
      if (chooses && !chosen[i]) {
        tallies[i].leaveOut();
      }
      if (weights.length > 0) {
        tallies[i].weight(weights[i]);
      }
      epochLosses[i] += losses[i];
    }
    Arrays.stream(farthest).forEach(i -> tallies[i].outermost());
    if (chooses) {
      Arrays.stream(tallies).forEach(WorkerTally::choice);
    }
    rounds = round + 1;
    if (rounds % roundsPerEpoch == 0) {
      certificate.of(round, gradients, distances).ifPresent(ends -> breaking.put(rounds, ends));
    }
  }

  @Override
  public void round(RoundTrace trace) {
    if (rounds % roundsPerEpoch == 0) {
      double objective = median(epochLosses) / roundsPerEpoch;
      satisfied = tolerance > 0 && lastObjective - objective <= tolerance * lastObjective;
      lastObjective = objective;
      Arrays.fill(epochLosses, 0);
    }
  }

  @Override
  public boolean satisfied() {
    return satisfied;
  }

  @Override
  public void evaluation(int done, double passed, Evaluation evaluation) {
    epochs.add(
        new EpochReport(
            done,
            evaluation.trainingLoss(),
            evaluation.trainingAccuracy(),
            Optional.ofNullable(breaking.remove(done))));
  }

  /** The squared distance of each row from the aggregate; infinite for rows that are not finite. */
  private static double[] distances(Gradients gradients, float[] aggregate) {
    double[] squares =
        CoordinateBlocks.sum(
            gradients.dimension(),
            gradients.workers(),
            (from, to, sums) -> {
              for (int i = 0; i < sums.length; i++) {
                float[] row = gradients.row(i);
                double sum = 0;
                for (int k = from; k < to; k++) {
                  double difference = row[k] - aggregate[k];
                  sum += difference * difference;
                }
                sums[i] += sum;
              }
            });
    return Arrays.stream(squares)
        .map(square -> Double.isNaN(square) ? Double.POSITIVE_INFINITY : Math.sqrt(square))
        .toArray();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** All that was counted so far. */
  LedgerState state() {
    return new LedgerState(
        rounds,
        lastObjective,
        satisfied,
        Arrays.stream(epochLosses).boxed().toList(),
        List.of(tallies),
        epochs.stream().map(LedgerState.Epoch::of).toList(),
        new TreeMap<>(breaking));
  }

  /** Goes on from what a ledger of the same run had counted. */
  void restore(LedgerState state) {
    rounds = state.rounds();
    lastObjective = state.lastObjective();
    satisfied = state.satisfied();
    for (int i = 0; i < epochLosses.length; i++) {
      epochLosses[i] = state.epochLosses().get(i);
    }
    tallies = state.tallies().toArray(WorkerTally[]::new);
    state.epochs().forEach(epoch -> epochs.add(epoch.report()));
    breaking.putAll(state.breaking());
  }

  ByzantineRobustTrainingSummary summary() {
    List<WorkerReport> reports =
        IntStream.range(0, tallies.length)
            .mapToObj(i -> tallies[i].report(i, names.get(i), rows[i], rounds))
            .sorted(WorkerReport.WORST_FIRST)
            .toList();
    return new ByzantineRobustTrainingSummary(epochs, rounds, roundsPerEpoch, declared, reports);
  }
}
