package org.byzsgd.training;

import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.attack.Attack;
import org.byzsgd.model.Model;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.Schedule;
import org.byzsgd.threat.ThreatModel;

/**
 * Distributed synchronous SGD under attack (Xie, Koyejo, Gupta 2019, Algorithm 1).
 *
 * @param rounds T, at least 1
 * @param roundsPerEpoch at least 1
 * @param evaluateEvery rounds between evaluations, at least 1
 * @param threat who lies, and when
 * @param quorum how many of the m workers a round needs, 1 .. m: while so many are left, those that
 *     fail for good are missing in the round, and asked again in the next
 * @param attack what liars send
 * @param rule how the server aggregates
 * @param stepSize the learning rate
 * @param momentum of the workers or the server
 * @param inspector looks at the rows of each round
 * @param seed of the run
 */
public record SynchronousSgd(
    int rounds,
    int roundsPerEpoch,
    int evaluateEvery,
    ThreatModel threat,
    int quorum,
    Attack attack,
    AggregationRule rule,
    StepSize stepSize,
    Momentum momentum,
    RoundInspector inspector,
    Seed seed) {

  /**
   * Every round needs all workers.
   *
   * @param rounds T, at least 1
   * @param roundsPerEpoch at least 1
   * @param evaluateEvery rounds between evaluations, at least 1
   * @param threat who lies, and when
   * @param attack what liars send
   * @param rule how the server aggregates
   * @param stepSize the learning rate
   * @param momentum of the workers or the server
   * @param inspector looks at the rows of each round
   * @param seed of the run
   */
  public SynchronousSgd(
      int rounds,
      int roundsPerEpoch,
      int evaluateEvery,
      ThreatModel threat,
      Attack attack,
      AggregationRule rule,
      StepSize stepSize,
      Momentum momentum,
      RoundInspector inspector,
      Seed seed) {
    this(
        rounds,
        roundsPerEpoch,
        evaluateEvery,
        threat,
        threat.workers(),
        attack,
        rule,
        stepSize,
        momentum,
        inspector,
        seed);
  }

  /**
   * Without momentum; nobody looks at its rows.
   *
   * @param rounds T, at least 1
   * @param roundsPerEpoch at least 1
   * @param evaluateEvery rounds between evaluations, at least 1
   * @param threat who lies, and when
   * @param attack what liars send
   * @param rule how the server aggregates
   * @param stepSize the learning rate
   * @param seed of the run
   */
  public SynchronousSgd(
      int rounds,
      int roundsPerEpoch,
      int evaluateEvery,
      ThreatModel threat,
      Attack attack,
      AggregationRule rule,
      StepSize stepSize,
      Seed seed) {
    this(
        rounds,
        roundsPerEpoch,
        evaluateEvery,
        threat,
        attack,
        rule,
        stepSize,
        Momentum.NONE,
        RoundInspector.NONE,
        seed);
  }

  /**
   * Trains from the beginning to the end.
   *
   * @param model the model
   * @param cluster where its workers are
   * @param observer told of each round and evaluation
   * @return how it ended
   */
  public Outcome train(Model model, Cluster cluster, Observer observer) {
    return train(model, cluster, null, observer, Checkpoints.NONE);
  }

  /**
   * Trains. Evaluates before the first round, every {@code evaluateEvery} rounds, when the attack
   * starts and when it stops, and at the end, which comes early if the observer is satisfied; an
   * evaluation runs beside the rounds that follow it.
   *
   * @param model the model
   * @param cluster where its workers are
   * @param trusted samples that the server holds itself, which some rules need; null if it has none
   * @param observer told of each round and evaluation from where the checkpoints start
   * @param checkpoints where to start, and which states to keep
   * @return how it ended
   */
  public Outcome train(
      Model model,
      Cluster cluster,
      TrustedSamples trusted,
      Observer observer,
      Checkpoints checkpoints) {
    float[] x = model.initialParameters(seed.stream(Purpose.INITIAL_POINT, 0, 0));
    Server server =
        new Server(
            threat,
            quorum,
            attack,
            rule,
            trusted,
            stepSize,
            momentum,
            inspector,
            seed,
            x,
            model.initialStatistics());
    int first = checkpoints.start().map(server::restore).orElse(0);
    try (Evaluations evaluations = new Evaluations(cluster, attack.goal(), observer)) {
      for (int t = first; ; t++) {
        Checkpoints.Wish wish = checkpoints.wish(t);
        boolean last = t == rounds || observer.satisfied();
        boolean evaluated = last || isEvaluated(t);
        // An evaluation waits for the one before it anyway.
        if (wish.holds(evaluations.idle() || evaluated)) {
          evaluations.finish();
          checkpoints.keep(server.state(t));
        }
        if (wish == Checkpoints.Wish.LAST) {
          return server.outcome(t, Outcome.Status.INTERRUPTED);
        }
        if (evaluated) {
          evaluate(t, server, evaluations);
        }
        if (last) {
          evaluations.finish();
          return server.outcome(t, Outcome.Status.FINISHED);
        }
        RoundTrace trace;
        try {
          trace = server.round(t, roundsPerEpoch, cluster, observer);
        } catch (RoundFailedException e) {
          if (evaluated) {
            // A state is kept before its own point is evaluated.
            evaluations.abandon();
          }
          rescue(server.state(t), evaluations, checkpoints, e);
          throw e;
        }
        observer.round(trace);
        if (!trace.finite()) {
          evaluations.finish();
          return server.outcome(t + 1, Outcome.Status.DIVERGED);
        }
        evaluations.report();
      }
    }
  }

  private static void rescue(
      ServerState state,
      Evaluations evaluations,
      Checkpoints checkpoints,
      RoundFailedException failure) {
    try {
      evaluations.finish();
      checkpoints.rescue(state);
    } catch (RuntimeException also) {
      failure.addSuppressed(also);
    }
  }

  private boolean isEvaluated(int done) {
    return done % evaluateEvery == 0 || attackChanges(done);
  }

  private boolean attackChanges(int round) {
    Schedule schedule = threat.schedule();
    return threat.byzantine() > 0 && (round == schedule.first() || round == schedule.end());
  }

  private void evaluate(int done, Server server, Evaluations evaluations) {
    evaluations.start(
        done, (double) done / roundsPerEpoch, server.parameters(), server.statistics());
  }
}
