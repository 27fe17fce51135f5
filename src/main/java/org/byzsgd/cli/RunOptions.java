package org.byzsgd.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of one run; only those that were given become settings. */
final class RunOptions {
  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Data set: digits (default), cifar10:DIR, idx:DIR, libsvm:PATH, parquet:PATH, synthetic:KEY=VALUE,...; see the datasets command.")
  private String data;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "Model (default: small-cnn); paper-cnn is the paper's; see the models command.")
  private String model;

  @Option(names = "--workers", paramLabel = "M", description = "Workers (default: 25).")
  private String workers;

  @Option(
      names = "--quorum",
      paramLabel = "N",
      description =
          "Workers that a round needs (default: all, as one that fails for good stops the run). With fewer, those that fail for good are missing in that round: the rule sees fewer rows, and results depend on who failed.")
  private String quorum;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      description = "Workers that lie once the attack has started (default: 11).")
  private String byzantine;

  @Option(
      names = "--byzantine-ids",
      paramLabel = "ID",
      split = ",",
      description =
          "The liars, if they are always the same; else drawn anew each round by the seed.")
  private List<String> byzantineIds;

  @Option(
      names = "--declared",
      paramLabel = "F",
      description = "How many liars the rule is told of (default: what --byzantine says).")
  private String declared;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "Aggregation rule (default: krum); see the rules command.")
  private String rule;

  @Option(
      names = "--trusted",
      paramLabel = "N",
      description =
          "Training samples that the server keeps for itself and no worker gets (default: 100 for a rule that needs them, else 0).")
  private String trusted;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description =
          "Share of the training samples that no worker gets; loss and accuracy on them are columns of their own, to choose settings by (default: 0).")
  private String validation;

  @Option(
      names = "--attack",
      paramLabel = "ATTACK",
      description = "Attack (default: ipm:epsilon=0.5), or none; see the attacks command.")
  private String attack;

  @Option(
      names = "--attack-from-epoch",
      paramLabel = "E",
      description = "First epoch under attack, from 0 (default: 10).")
  private String attackFromEpoch;

  @Option(
      names = "--attack-until-epoch",
      paramLabel = "E",
      description = "First epoch after the attack (default: it does not end).")
  private String attackUntilEpoch;

  @Option(
      names = "--attack-on",
      paramLabel = "N",
      description = "With --attack-off: rounds under attack, in turn with rounds without.")
  private String attackOn;

  @Option(
      names = "--attack-off",
      paramLabel = "N",
      description = "With --attack-on: rounds without attack between.")
  private String attackOff;

  @Option(names = "--epochs", paramLabel = "E", description = "Epochs to train (default: 200).")
  private String epochs;

  @Option(
      names = "--rounds",
      paramLabel = "T",
      description = "Rounds to train, in place of --epochs.")
  private String rounds;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples in a worker's minibatch (default: 50).")
  private String batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "GAMMA",
      description = "Learning rate (default: 0.05).")
  private String learningRate;

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      description =
          "What the learning rate is multiplied with: constant (default), step:every=30,factor=0.1 (epochs), cosine:end=0, polynomial:power=1,end=0, warmup:epochs=5; warmup+cosine is their product.")
  private String schedule;

  @Option(
      names = "--momentum",
      paramLabel = "BETA",
      description =
          "v = BETA v + (1 - BETA) g in place of the gradient g, from v = 0 on (default: 0, none).")
  private String momentum;

  @Option(
      names = "--momentum-at",
      paramLabel = "PLACE",
      description = "worker (default): each sends its own v; server: of the aggregate.")
  private String momentumAt;

  @Option(
      names = "--weight-decay",
      paramLabel = "LAMBDA",
      description = "Workers add LAMBDA times the parameters to their gradients (default: 0).")
  private String weightDecay;

  @Option(
      names = "--clip-norm",
      paramLabel = "C",
      description = "Workers scale what they send down to this length (default: no clipping).")
  private String clipNorm;

  @Option(
      names = "--local-steps",
      paramLabel = "K",
      description =
          "Workers take K steps of a minibatch each and send the mean of their gradients (default: 1).")
  private String localSteps;

  @Option(
      names = "--local-rate",
      paramLabel = "RHO",
      description =
          "Learning rate of local steps (default: --learning-rate over K, which under the mean averages the workers' models).")
  private String localRate;

  @Option(
      names = "--partitioning",
      paramLabel = "KIND",
      description =
          "How samples are dealt to workers by their labels: iid (default), dirichlet:alpha=1,"
              + " dirichlet-by-label:alpha=1, gamma-similarity:gamma=0.5, shards:count=2,"
              + " labels:count=2; all but iid imply --shuffle local; see the partitionings"
              + " command.")
  private String partitioning;

  @Option(
      names = "--shuffle",
      paramLabel = "KIND",
      description =
          "global (default): a fresh order of all samples each epoch, dealt to the workers; local: each worker keeps its shard and reorders it.")
  private String shuffle;

  @Option(
      names = "--evaluate-every",
      paramLabel = "K",
      description = "Epochs between evaluations (default: 5).")
  private String evaluateEvery;

  @Option(
      names = "--diagnostics",
      paramLabel = "LEVEL",
      description =
          "Theory in each round, as columns of rounds.parquet: none, standard (default), or full, which searches the breaking epsilon of every rule.")
  private String diagnostics;

  @Option(
      names = "--reference-every",
      paramLabel = "K",
      description =
          "Every K rounds also compute a gradient at the round's point from fresh minibatches of all workers, and compare the aggregate with it: columns reference_... of rounds.parquet, null in other rounds (default: never).")
  private String referenceEvery;

  @Option(
      names = "--reference-minibatches",
      paramLabel = "N",
      description =
          "With --reference-every: how many minibatches of each worker that gradient is the mean of (default: 4).")
  private String referenceMinibatches;

  @Option(names = "--seed", paramLabel = "SEED", description = "The one seed (default: 1).")
  private String seed;

  ObjectNode settings() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    put(node, "data", data);
    put(node, "model", model);
    put(node, "workers", workers);
    put(node, "quorum", quorum);
    put(node, "byzantine", byzantine);
    if (byzantineIds != null) {
      byzantineIds.forEach(node.putArray("byzantine-ids")::add);
    }
    put(node, "declared", declared);
    put(node, "rule", rule);
    put(node, "trusted", trusted);
    put(node, "validation", validation);
    put(node, "attack", attack);
    put(node, "attack-from-epoch", attackFromEpoch);
    put(node, "attack-until-epoch", attackUntilEpoch);
    put(node, "attack-on", attackOn);
    put(node, "attack-off", attackOff);
    put(node, "epochs", epochs);
    put(node, "rounds", rounds);
    put(node, "batch", batch);
    put(node, "learning-rate", learningRate);
    put(node, "schedule", schedule);
    put(node, "momentum", momentum);
    put(node, "momentum-at", momentumAt);
    put(node, "weight-decay", weightDecay);
    put(node, "clip-norm", clipNorm);
    put(node, "local-steps", localSteps);
    put(node, "local-rate", localRate);
    put(node, "partitioning", partitioning);
    put(node, "shuffle", shuffle);
    put(node, "evaluate-every", evaluateEvery);
    put(node, "diagnostics", diagnostics);
    put(node, "reference-every", referenceEvery);
    put(node, "reference-minibatches", referenceMinibatches);
    put(node, "seed", seed);
    return node;
  }

  private static void put(ObjectNode node, String key, String value) {
    if (value != null) {
      node.put(key, value);
    }
  }
}
