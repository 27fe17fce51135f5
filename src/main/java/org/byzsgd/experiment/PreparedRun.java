package org.byzsgd.experiment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Shape;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Outcome;
import org.byzsgd.training.SynchronousSgd;
import org.byzsgd.training.TrustedSamples;
import org.byzsgd.training.rate.Length;

/**
 * What a specification means on its data: numbers of rounds, the model, the algorithm.
 *
 * @param plan what workers compute
 * @param labels what workers hold, where labels decided that
 * @param model the model
 * @param shape of a sample
 * @param trusted samples of the server's own; null if it has none
 * @param training the algorithm
 * @param provenance versions, settings and fingerprints, for the run's files
 */
record PreparedRun(
    ClusterFactory.Plan plan,
    Optional<WorkerLabels> labels,
    Model model,
    Shape shape,
    TrustedSamples trusted,
    SynchronousSgd training,
    Map<String, String> provenance) {

  static PreparedRun of(
      RunSpec spec, Aggregation aggregation, ClusterFactory clusters, String name) {
    Dataset data = clusters.load(spec.data());
    spec.goal().ifPresent(goal -> goal.check(data.training().shape(), data.training().classes()));
    Seed seed = new Seed(spec.seed());
    AggregationRule rule = RuleFactory.of(spec.rule(), spec.declared(), spec.workers());
    ClusterFactory.Plan plan =
        new ClusterFactory.Plan(
            name,
            spec.data(),
            spec.model(),
            spec.order(),
            spec.workers(),
            spec.batch(),
            spec.optimization().update(),
            spec.seed(),
            new Allotment(
                rule.replicas(spec.workers()),
                spec.trusted(),
                spec.validationSamples(data.training().count()),
                spec.partitioning()));
    WorkPlan minibatches = plan.minibatches(data.training());
    Model model = ModelFactory.of(spec.model(), data.training().shape(), data.training().classes());
    TrustedSamples trusted =
        spec.trusted() == 0
            ? null
            : new TrustedSamples(model, data.training().select(minibatches.heldBack()), seed);
    boolean sliced = aggregation.sliced(spec, model.parameters(), Runtime.getRuntime().maxMemory());
    Map<String, String> facts = provenance(clusters, data);
    facts.put("aggregation", (sliced ? Aggregation.SLICED : Aggregation.DRIVER).text());
    return new PreparedRun(
        sliced ? plan.inSlices(new RunScript(spec)) : plan,
        plan.allotment().partitioned()
            ? Optional.of(WorkerLabels.of(minibatches, data.training()))
            : Optional.empty(),
        model,
        data.training().shape(),
        trusted,
        training(spec, rule, minibatches.roundsPerEpoch(), seed),
        facts);
  }

  int roundsPerEpoch() {
    return training.roundsPerEpoch();
  }

  /** How many rounds a run on the same data has. */
  int rounds(RunSpec spec) {
    return rounds(spec, roundsPerEpoch());
  }

  /** What a run of this preparation has trained, for its files. */
  StoredModel stored(RunSpec spec, Outcome outcome) {
    Map<String, String> origin = RunReader.texts(spec.settings());
    origin.put("rounds-done", Integer.toString(outcome.rounds()));
    return new StoredModel(
        new TrainedModel(
            spec.model(), shape, model.classes(), outcome.parameters(), outcome.statistics()),
        spec.batch(),
        origin);
  }

  String kernels() {
    return Kernels.get().describe();
  }

  private static int rounds(RunSpec spec, int perEpoch) {
    return spec.rounds() > 0 ? spec.rounds() : Math.multiplyExact(spec.epochs(), perEpoch);
  }

  private static SynchronousSgd training(
      RunSpec spec, AggregationRule rule, int perEpoch, Seed seed) {
    RunScript script = new RunScript(spec);
    int rounds = rounds(spec, perEpoch);
    return new SynchronousSgd(
        rounds,
        perEpoch,
        Math.multiplyExact(spec.evaluateEvery(), perEpoch),
        new ThreatModel(
            spec.workers(),
            spec.byzantine(),
            spec.byzantineIds(),
            spec.timing().schedule(perEpoch)),
        spec.quorum(),
        script.attack(),
        rule,
        spec.optimization().stepSize(spec.learningRate(), new Length(rounds, perEpoch)),
        spec.optimization().momentum(),
        script.inspector(),
        seed);
  }

  private static Map<String, String> provenance(ClusterFactory clusters, Dataset data) {
    Map<String, String> facts = new TreeMap<>(clusters.provenance());
    String version = PreparedRun.class.getPackage().getImplementationVersion();
    facts.put("byzsgd", version == null ? "development" : version);
    facts.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    facts.put("kernels", Kernels.get().describe());
    facts.put("training-data-fingerprint", Integer.toHexString(data.training().fingerprint()));
    facts.put("test-data-fingerprint", Integer.toHexString(data.test().fingerprint()));
    return facts;
  }
}
