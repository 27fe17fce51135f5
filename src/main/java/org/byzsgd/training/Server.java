package org.byzsgd.training;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Reference;
import org.byzsgd.aggregation.RoundContext;
import org.byzsgd.aggregation.Trusted;
import org.byzsgd.attack.Attack;
import org.byzsgd.linalg.CoordinateBlocks;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.linalg.LedCoordinates;
import org.byzsgd.model.BatchNormalization;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;

/**
 * The server of synchronous SGD, with its adversary: holds the point and the running statistics,
 * lets the attacker rewrite the rows of the Byzantine workers, aggregates, and steps.
 */
final class Server {
  private static final String PARAMETERS = "parameters";
  private static final String STATISTICS = "statistics";
  private static final String MEMORY = "aggregation/";
  private static final String MOMENTUM = "momentum";

  private final ThreatModel threat;
  private final int quorum;
  private final RoundScript script;
  private AggregationState state = AggregationState.initial();
  private final TrustedSamples trusted;
  private final StepSize stepSize;
  private final MomentumBuffers momentum;
  private final Seed seed;
  private final float[] parameters;
  private final float[] statistics;

  /** The quorum is how many workers a round needs, at most all. */
  Server(
      ThreatModel threat,
      int quorum,
      Attack attack,
      AggregationRule rule,
      TrustedSamples trusted,
      StepSize stepSize,
      Momentum momentum,
      RoundInspector inspector,
      Seed seed,
      float[] parameters,
      float[] statistics) {
    rule.check(threat.workers());
    if (threat.byzantine() > 0) {
      attack.check(threat.workers(), threat.byzantine());
    }
    this.threat = threat;
    this.quorum = quorum;
    this.script = new RoundScript(rule, attack, inspector, seed);
    this.trusted = trusted;
    this.stepSize = stepSize;
    this.momentum = new MomentumBuffers(momentum, threat.workers());
    this.seed = seed;
    this.parameters = parameters;
    this.statistics = statistics;
  }

  float[] parameters() {
    return parameters;
  }

  float[] statistics() {
    return statistics;
  }

  Outcome outcome(int rounds, Outcome.Status status) {
    return new Outcome(rounds, status, parameters, statistics);
  }

  /** All that is held after some rounds, by reference where the next round changes it in place. */
  ServerState state(int rounds) {
    SortedMap<String, float[][]> arrays = new TreeMap<>();
    arrays.put(PARAMETERS, new float[][] {parameters});
    arrays.put(STATISTICS, new float[][] {statistics});
    arrays.put(MOMENTUM, momentum.vectors());
    state.vectors().forEach((name, vectors) -> arrays.put(MEMORY + name, vectors));
    return new ServerState(rounds, arrays, state.numbers());
  }

  /** Goes on from a state; gives how many rounds were done. */
  int restore(ServerState from) {
    copy(from, PARAMETERS, parameters);
    copy(from, STATISTICS, statistics);
    momentum.restore(from.arrays().get(MOMENTUM));
    Map<String, float[][]> memory = new TreeMap<>();
    from.arrays()
        .tailMap(MEMORY)
        .forEach(
            (name, vectors) -> {
              if (name.startsWith(MEMORY)) {
                memory.put(name.substring(MEMORY.length()), vectors);
              }
            });
    state = AggregationState.of(memory, from.numbers());
    return from.rounds();
  }

  private static void copy(ServerState from, String name, float[] to) {
    float[] saved = from.arrays().get(name)[0];
    if (saved.length != to.length) {
      throw new IllegalArgumentException(
          "a state of " + saved.length + " " + name + " for a model of " + to.length);
    }
    System.arraycopy(saved, 0, to, 0, to.length);
  }

  /** One round of Algorithm 1: gradients, forgery, aggregation, step. */
  RoundTrace round(int round, int roundsPerEpoch, Cluster cluster, Observer observer) {
    // One for all aggregations of the round: the attacker's trials see what the server sees.
    Trusted known = trusted == null ? null : trusted.at(round, parameters);
    int[] byzantine = threat.byzantine(seed, round);
    int[] correct = RoundScript.complement(byzantine, threat.workers());
    RoundRequest request = request(round, roundsPerEpoch, byzantine);
    RoundScene scene =
        new RoundScene(round, roundsPerEpoch, byzantine, stepSize.rate(), state, needed(known));
    WorkerGradient[] sent = new WorkerGradient[threat.workers()];
    RoundScript.Played played =
        cluster
            .slices(request, scene)
            .map(slices -> onSlices(slices, scene, known, correct, sent))
            .orElseGet(() -> here(cluster, request, scene, known, correct, sent, observer));
    step(momentum.atServer(played.vector()), stepSize.rate(round));
    updateStatistics(oneOfEachGroup(answered(correct, sent)), sent);
    return played.trace();
  }

  private RoundRequest request(int round, int roundsPerEpoch, int[] byzantine) {
    boolean own = script.asksLiars(byzantine);
    // Replaced gradients do not enter: Byzantine workers are asked only if the attack needs theirs.
    int[] asked = RoundScript.complement(own ? new int[0] : byzantine, threat.workers());
    RoundRequest request =
        new RoundRequest(round, roundsPerEpoch, asked, parameters)
            .withLocalRate(stepSize.localRate(round));
    return own ? poisoned(request, byzantine) : request;
  }

  /** The trusted gradient, if the rule measures from it. */
  private float[] needed(Trusted known) {
    return script
        .aggregator()
        .reference()
        .filter(reference -> reference == Reference.TRUSTED_GRADIENT && known != null)
        .map(reference -> known.gradient())
        .orElse(null);
  }

  /** A round whose rows come to the driver. */
  private RoundScript.Played here(
      Cluster cluster,
      RoundRequest request,
      RoundScene scene,
      Trusted known,
      int[] correct,
      WorkerGradient[] sent,
      Observer observer) {
    // Before the round's own rows are here: only its mean is held beside them.
    Optional<float[]> independent = independent(request, cluster);
    Answers answers = new Answers(request.round(), quorum, sent);
    cluster.gradients(request, answers);
    int[] present = answers.present();
    int[] byzantine = answers.positions(scene.byzantine());
    if (!answers.complete()) {
      answers.check(script.rule(), script.attack(), byzantine.length);
      observer.missed(request.round(), answers.missing(), answers.reasons());
    }
    momentum.atWorkers(answered(request.workers(), sent), sent);
    Gradients rows = new Gradients(present.length, parameters.length);
    for (int i = 0; i < present.length; i++) {
      if (sent[present[i]] != null) {
        rows.set(i, sent[present[i]].gradient());
      }
    }
    RoundScript.Played played =
        script.play(
            rows,
            scene.with(byzantine),
            scene.context(parameters, known),
            () -> loss(answered(correct, sent), sent),
            independent);
    observer.aggregated(request.round(), played.rows(), losses(sent), played.aggregate());
    return answers.complete() ? played : played.with(played.trace().of(present, answers.missing()));
  }

  private static int[] answered(int[] workers, WorkerGradient[] sent) {
    return Arrays.stream(workers).filter(i -> sent[i] != null).toArray();
  }

  /** A gradient at the round's point from minibatches of their own, if the inspector wants one. */
  private Optional<float[]> independent(RoundRequest request, Cluster cluster) {
    int minibatches = script.independentMinibatches(request.round());
    if (minibatches == 0) {
      return Optional.empty();
    }
    WorkerGradient[] fresh = new WorkerGradient[threat.workers()];
    int[] all = RoundScript.complement(new int[0], fresh.length);
    cluster.gradients(
        new RoundRequest(request.round(), request.roundsPerEpoch(), all, parameters)
            .withIndependent(minibatches),
        new Answers(request.round(), quorum, fresh));
    return Optional.of(
        RoundScript.mean(
            Gradients.of(
                Arrays.stream(answered(all, fresh))
                    .mapToObj(i -> fresh[i].gradient())
                    .toArray(float[][]::new))));
  }

  /** A round whose rows are in slices, on which copies of the script run. */
  private RoundScript.Played onSlices(
      SlicedRound slices, RoundScene scene, Trusted known, int[] correct, WorkerGradient[] sent) {
    try (slices) {
      Gradients none =
          new Gradients(threat.workers(), new LedCoordinates(parameters.length, slices));
      for (int worker = 0; worker < threat.workers(); worker++) {
        none.set(worker, new float[0]);
      }
      AggregationState memory = state.slice(0, 0);
      RoundScript.Played played =
          script.play(
              none,
              scene,
              RoundContext.of(null, memory).at(parameters, stepSize.rate()).trusting(known),
              () -> {
                System.arraycopy(slices.reports(), 0, sent, 0, sent.length);
                return loss(correct, sent);
              },
              Optional.empty());
      state.takeOver(memory, played.vector());
      return played;
    }
  }

  private RoundRequest poisoned(RoundRequest request, int[] byzantine) {
    return script
        .attack()
        .poisoning(seed.stream(Purpose.ATTACK, request.round(), 0))
        .map(poisoning -> request.withPoisoning(byzantine, poisoning))
        .orElse(request);
  }

  private void step(float[] direction, double rate) {
    float factor = (float) rate;
    CoordinateBlocks.forEach(
        parameters.length,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            parameters[k] -= factor * direction[k];
          }
        });
  }

  /** Workers that compute the same minibatch have the same statistics, which count once. */
  private int[] oneOfEachGroup(int[] workers) {
    int replicas = script.rule().replicas(threat.workers());
    return IntStream.range(0, workers.length)
        .filter(k -> k == 0 || workers[k] / replicas != workers[k - 1] / replicas)
        .map(k -> workers[k])
        .toArray();
  }

  /** running = momentum * running + (1 - momentum) * mean over the correct workers. */
  private void updateStatistics(int[] correct, WorkerGradient[] sent) {
    for (int k = 0; k < statistics.length; k++) {
      double sum = 0;
      for (int worker : correct) {
        sum += sent[worker].statistics()[k];
      }
      double momentum = BatchNormalization.MOMENTUM;
      statistics[k] = (float) (momentum * statistics[k] + (1 - momentum) * sum / correct.length);
    }
  }

  private static double loss(int[] correct, WorkerGradient[] sent) {
    return Arrays.stream(correct).mapToDouble(i -> sent[i].loss()).sum() / correct.length;
  }

  private static double[] losses(WorkerGradient[] sent) {
    return Arrays.stream(sent).mapToDouble(one -> one == null ? Double.NaN : one.loss()).toArray();
  }
}
