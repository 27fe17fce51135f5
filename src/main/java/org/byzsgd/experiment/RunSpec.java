package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.Trigger;
import org.byzsgd.data.partitioning.Iid;
import org.byzsgd.data.partitioning.PartitioningFactory;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;
import org.byzsgd.threat.ThreatModel;
import org.byzsgd.training.rate.Length;

/**
 * The resolved specification of one run: all that its results depend on. Written as {@code
 * spec.yaml}; the hash of that text names the run's directory. Where nothing is said the paper's
 * protocol holds (25 workers, minibatches of 50, learning rate 0.05, 200 epochs, evaluation every
 * 5), on the embedded images.
 *
 * @param data the data set, such as {@code digits} or {@code cifar10:DIR}
 * @param model the model, such as {@code small-cnn}
 * @param workers m
 * @param quorum how many of them a round needs; all where nothing is said. What a run with fewer
 *     than all leaves depends on which workers failed, too
 * @param byzantine q, how many workers lie once the attack has started
 * @param byzantineIds the ids of the liars if they are always the same; empty: drawn anew each
 *     round
 * @param declared f, what the rule is told; q where nothing is said
 * @param rule the aggregation rule
 * @param trusted how many training samples the server keeps for itself, so that no worker gets
 *     them; where nothing is said 100 for a rule that needs them, else none
 * @param validation the share of the training set that no worker gets, so that settings can be
 *     chosen by it, from 0 to below 1; drawn by the seed
 * @param attack the attack, or {@code none}
 * @param timing when it is under attack
 * @param epochs how many epochs to train; 0 if {@code rounds} is given
 * @param rounds how many rounds to train; 0 if {@code epochs} is given
 * @param batch n, samples in a worker's minibatch
 * @param learningRate gamma
 * @param optimization schedules, momentum and what workers make of their minibatches
 * @param partitioning how samples are dealt to workers by their labels, such as {@code
 *     dirichlet:alpha=0.5}; {@code iid} if labels do not matter. With any other workers keep their
 *     shards, so the shuffle is local
 * @param shuffle {@code global} (a fresh order of all samples each epoch, dealt to the workers) or
 *     {@code local} (each worker keeps its shard and reorders it)
 * @param evaluateEvery epochs between evaluations
 * @param inspection what is looked at in each round
 * @param seed any 64 bits
 */
public record RunSpec(
    String data,
    String model,
    int workers,
    int quorum,
    int byzantine,
    List<Integer> byzantineIds,
    int declared,
    String rule,
    int trusted,
    double validation,
    String attack,
    AttackTiming timing,
    int epochs,
    int rounds,
    int batch,
    double learningRate,
    Optimization optimization,
    String partitioning,
    String shuffle,
    int evaluateEvery,
    Inspection inspection,
    long seed) {

  /** Trusted samples where nothing is said, for a rule that needs them: as in the FLTrust paper. */
  private static final int TRUSTED = 100;

  /** The attack of a run in which nobody lies. */
  public static final String NO_ATTACK = "none";

  /**
   * Resolves settings: fills in defaults, checks all that can be checked without the data, and
   * writes things that have no effect in one way, so that equal runs have equal specifications.
   *
   * @param settings keys in kebab case, such as {@code learning-rate}
   * @return the specification
   * @throws UsageException if a key is unknown or a value out of its range
   */
  public static RunSpec resolve(ObjectNode settings) {
    Settings given = new Settings(settings);
    String attack = given.component("attack", "ipm:epsilon=0.5");
    int byzantine = given.integer("byzantine", NO_ATTACK.equals(attack) ? 0 : 11, 0);
    int declared = given.integer("declared", byzantine, 0);
    boolean attacked = !NO_ATTACK.equals(attack) && byzantine > 0;
    int rounds = given.has("rounds") ? given.integer("rounds", 0, 1) : 0;
    double learningRate = given.real("learning-rate", 0.05);
    if (rounds > 0 && given.has("epochs")) {
      throw new UsageException("give epochs or rounds, not both: a run has one length");
    }
    String rule = given.component("rule", "krum").replace(" ", "");
    String partitioning = Descriptor.parse(given.component("partitioning", Iid.NAME)).toString();
    int workers = given.integer("workers", 25, 1);
    RunSpec spec =
        new RunSpec(
            given.component("data", "digits"),
            given.component("model", "small-cnn"),
            workers,
            given.integer("quorum", workers, 1),
            attacked ? byzantine : 0,
            attacked ? given.integers("byzantine-ids") : List.of(),
            declared,
            rule,
            given.integer("trusted", RuleFactory.trusts(rule) ? TRUSTED : 0, 0),
            given.real("validation", 0),
            attacked ? canonical(attack) : NO_ATTACK,
            attacked ? AttackTiming.resolve(given) : AttackTiming.NONE,
            rounds > 0 ? 0 : given.integer("epochs", 200, 1),
            rounds,
            given.integer("batch", 50, 1),
            learningRate,
            Optimization.resolve(given, learningRate),
            partitioning,
            given.choice(
                "shuffle",
                partitioning.equals(Iid.NAME) ? "global" : "local",
                List.of("global", "local")),
            given.integer("evaluate-every", 5, 1),
            Inspection.resolve(given),
            given.whole("seed", 1));
    given.refuseUnknown();
    spec.check();
    return spec;
  }

  private void check() {
    optimization.stepSize(learningRate, new Length(1, 1));
    new ThreatModel(workers, byzantine, byzantineIds, 0);
    AggregationRule made = RuleFactory.of(rule, declared, workers);
    if (mayMissWorkers()) {
      checkQuorum(made);
    }
    if (quorum > workers) {
      throw new UsageException(
          "quorum must be between 1 and " + workers + " for as many workers, got " + quorum);
    }
    if (trusted == 0 && RuleFactory.trusts(rule)) {
      throw new UsageException(rule + ": trusted must be at least 1, got 0");
    }
    if (!(validation >= 0 && validation < 1)) {
      throw new UsageException("validation must be at least 0 and below 1, got " + validation);
    }
    PartitioningFactory.of(partitioning);
    if (!partitioning.equals(Iid.NAME) && order() == Shuffle.GLOBAL) {
      throw new UsageException(
          "shuffle must be local with partitioning "
              + partitioning
              + ", whose workers keep their samples, got global");
    }
    ModelFactory.registry().get(Descriptor.parse(model).name());
    if (!attack.equals(NO_ATTACK)) {
      AttackFactory.of(attack).check(workers, byzantine);
    }
  }

  private void checkQuorum(AggregationRule made) {
    if (!made.worksOnSlices() || made.replicas(workers) > 1) {
      throw new UsageException(
          "quorum: "
              + rule
              + " needs the rows of all workers in each round, so quorum must be "
              + workers
              + ", got "
              + quorum);
    }
    try {
      made.check(quorum);
    } catch (UsageException e) {
      throw new UsageException("quorum=" + quorum + ": " + e.getMessage(), e);
    }
  }

  /** {@return whether a round may do without some workers that failed for good} */
  public boolean mayMissWorkers() {
    return quorum < workers;
  }

  /** One spelling of an attack, or of several that are joined by a bar. */
  private static String canonical(String attack) {
    return Arrays.stream(attack.split("\\|", -1))
        .map(part -> Descriptor.parse(part).toString())
        .collect(Collectors.joining("|"));
  }

  /** {@return how the samples are ordered} */
  public Shuffle order() {
    return shuffle.equals("global") ? Shuffle.GLOBAL : Shuffle.LOCAL;
  }

  /** {@return the first epoch under attack, from 0} */
  public int attackFromEpoch() {
    return timing.fromEpoch();
  }

  /**
   * How many samples are held out for the choice of settings.
   *
   * @param samples the size of the training set
   * @return the share that the specification says, to the nearest; at least 1 if that is above 0
   */
  int validationSamples(int samples) {
    return validation == 0 ? 0 : (int) Math.max(1, Math.round(validation * samples));
  }

  /** {@return the trigger of the backdoor, if the attack is one} */
  Optional<Trigger> goal() {
    return attacked() ? AttackFactory.of(attack).goal() : Optional.empty();
  }

  /** {@return whether anybody lies} */
  public boolean attacked() {
    return byzantine > 0;
  }

  /**
   * The whole specification as settings that {@link #resolve} reads back to an equal one.
   *
   * @return one key a component, in order; lengths and ids that are not in use are left out
   */
  public ObjectNode settings() {
    ObjectNode node = Yaml.MAPPER.createObjectNode();
    node.put("data", data).put("model", model).put("workers", workers);
    if (mayMissWorkers()) {
      node.put("quorum", quorum);
    }
    node.put("byzantine", byzantine);
    if (!byzantineIds.isEmpty()) {
      node.set("byzantine-ids", Yaml.MAPPER.<JsonNode>valueToTree(byzantineIds));
    }
    node.put("declared", declared).put("rule", rule).put("attack", attack);
    if (attacked()) {
      timing.write(node);
    }
    if (trusted > 0) {
      node.put("trusted", trusted);
    }
    if (validation > 0) {
      node.put("validation", validation);
    }
    if (rounds > 0) {
      node.put("rounds", rounds);
    } else {
      node.put("epochs", epochs);
    }
    node.put("batch", batch).put("learning-rate", learningRate);
    optimization.write(node);
    inspection.write(node);
    if (!partitioning.equals(Iid.NAME)) {
      node.put("partitioning", partitioning);
    }
    return node.put("shuffle", shuffle).put("evaluate-every", evaluateEvery).put("seed", seed);
  }

  /** {@return the first 12 hexadecimal digits of the SHA-256 of the specification's text} */
  public String hash() {
    return Yaml.sha256(Yaml.write(settings())).substring(0, 12);
  }

  /** {@return rule, attack and seed in a few words, for people} */
  @Override
  public String toString() {
    return String.format(
        "%s (f=%d), %s, seed %d",
        rule,
        declared,
        attacked() ? attack + " by " + byzantine + " of " + workers : "no attack",
        seed);
  }
}
