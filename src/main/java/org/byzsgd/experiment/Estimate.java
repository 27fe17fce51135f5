package org.byzsgd.experiment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.RoundRequest;

/**
 * What a run would be.
 *
 * @param spec the run
 * @param directory where its results would be
 * @param state {@code done}, {@code interrupted} or {@code to do}
 * @param rounds how many it has in all
 * @param roundsToDo how many of them are not done yet, and would not be shared with another run
 * @param seconds what those take, evaluations included, if runs are done one after the other
 */
public record Estimate(
    RunSpec spec, Path directory, String state, int rounds, int roundsToDo, double seconds) {
  /** A forward step, as a share of a gradient: a third of its products. */
  private static final double FORWARD = 1.0 / 3;

  /**
   * Estimates runs by timing one round of each kind.
   *
   * @param clusters where runs would take place
   * @param store the directory of run directories
   * @param experiment names the run directories
   * @param runs the runs
   * @return one estimate a distinct run, in order
   * @throws IOException if results that are there cannot be read
   */
  public static List<Estimate> of(
      ClusterFactory clusters, ResultStore store, String experiment, List<PlannedRun> runs)
      throws IOException {
    List<RunSpec> open = new ArrayList<>();
    LinkedHashSet<RunSpec> distinct = new LinkedHashSet<>();
    for (PlannedRun run : runs) {
      if (distinct.add(run.spec()) && !new RunDirectory(store, experiment, run.spec()).exists()) {
        open.add(run.spec());
      }
    }
    Map<RunSpec, RunSpec> trunks = new HashMap<>();
    Family.of(open)
        .forEach(family -> family.branches().forEach(one -> trunks.put(one, family.trunk())));
    Map<ClusterFactory.Plan, Double> timed = new HashMap<>();
    List<Estimate> estimates = new ArrayList<>();
    for (RunSpec spec : distinct) {
      RunDirectory directory = new RunDirectory(store, experiment, spec);
      PreparedRun run =
          PreparedRun.of(spec, Aggregation.AUTO, clusters, experiment + "-" + spec.hash());
      int rounds = run.training().rounds();
      int first = 0;
      String state = "to do";
      if (directory.exists()) {
        first = rounds;
        state = "done";
      } else {
        first = directory.checkpoints().newest().map(one -> one.state().rounds()).orElse(0);
        state = first > 0 ? "interrupted" : state;
        int attack = spec.timing().fromEpoch() * run.roundsPerEpoch();
        if (trunks.containsKey(spec) && attack < rounds) {
          first = Math.max(first, attack);
        }
      }
      double seconds = first == rounds ? 0 : seconds(clusters, run, spec, rounds - first, timed);
      estimates.add(new Estimate(spec, directory.place(), state, rounds, rounds - first, seconds));
    }
    return estimates;
  }

  private static double seconds(
      ClusterFactory clusters,
      PreparedRun run,
      RunSpec spec,
      int rounds,
      Map<ClusterFactory.Plan, Double> timed) {
    // Two runs of one kind differ in names and seeds, which take no time.
    ClusterFactory.Plan kind = run.plan().as("estimate", 0);
    double gradient =
        timed.computeIfAbsent(kind, key -> secondsOfRound(clusters, run, key)) / spec.workers();
    double samples =
        (double) clusters.load(spec.data()).training().count()
            + clusters.load(spec.data()).test().count();
    double evaluation = FORWARD * gradient * samples / spec.batch();
    double evaluations = (double) rounds / (spec.evaluateEvery() * run.roundsPerEpoch()) + 1;
    return rounds * gradient * (spec.workers() - spec.byzantine()) + evaluations * evaluation;
  }

  /** The second round of two: the first one warms up. */
  private static double secondsOfRound(
      ClusterFactory clusters, PreparedRun run, ClusterFactory.Plan kind) {
    int[] workers = IntStream.range(0, kind.workers()).toArray();
    float[] point = run.model().initialParameters(new Seed(0).stream(Purpose.INITIAL_POINT, 0, 0));
    try (Cluster cluster = clusters.open(kind)) {
      long start = 0;
      for (int round = 0; round < 2; round++) {
        start = System.nanoTime();
        cluster.gradients(
            new RoundRequest(round, run.roundsPerEpoch(), workers, point), (worker, row) -> {});
      }
      return (System.nanoTime() - start) / 1e9;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot time a round", e);
    }
  }
}
