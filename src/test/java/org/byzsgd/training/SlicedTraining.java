package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;

/** A short run under a rule and an attack, and all that it showed. */
public final class SlicedTraining implements Observer {
  /** More than one, so that what rules remember counts. */
  static final int ROUNDS = 2;

  private static final Dataset DIGITS = DatasetFormat.load("digits", new LocalStorage());
  private static final Seed SEED = new Seed(3);
  private static final int WORKERS = 12;
  private static final int LIARS = 2;

  /** 52,510 parameters: four blocks of coordinates, the last of them short. */
  private static final String NETWORK = "mlp:hidden=700";

  private static final Model MODEL = ModelFactory.of(NETWORK, DIGITS.training().shape(), 10);

  private final Script source;
  private final AggregationRule rule;
  private final List<RoundTrace> traces = new ArrayList<>();
  private Outcome outcome;

  public SlicedTraining(String rule, String attack) {
    this.source = new Script(rule, attack);
    this.rule = RuleFactory.of(rule, LIARS, WORKERS);
  }

  /** What executors make the script of. */
  private static final class Script implements RoundScript.Source {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final String attack;

    Script(String rule, String attack) {
      this.rule = rule;
      this.attack = attack;
    }

    @Override
    public RoundScript script() {
      return new RoundScript(
          RuleFactory.of(rule, LIARS, WORKERS),
          AttackFactory.of(attack),
          RoundInspector.NONE,
          SEED);
    }
  }

  /** All rules that work on slices, and some behind pre-aggregations. */
  public static Stream<String> rules() {
    return Stream.concat(
        RuleFactory.registry().all().stream()
            .map(RuleFactory::name)
            .map(name -> name.equals("draco") ? "draco:redundancy=6" : name)
            .filter(name -> RuleFactory.of(name, LIARS, WORKERS).worksOnSlices()),
        Stream.of(
            "nnm+mean",
            "nnm+trimmed-mean",
            "nnm+krum",
            "bucketing:size=2+median",
            "similarity-bucketing:size=2+geometric-median",
            "clipping+multi-krum",
            "nnm+centered-clipping",
            "nnm+fltrust",
            "bucketing:size=2+aksel"));
  }

  /** All attacks, and their ways to look at coordinates. */
  public static Stream<String> attacks() {
    return Stream.concat(
        AttackFactory.registry().all().stream().map(AttackFactory::name),
        Stream.of(
            "small-perturbation:norm=infinity",
            "min-max:direction=unit-mean",
            "min-sum:direction=sign,knowledge=own-gradients",
            "mimic:worker=3",
            "zero|gaussian|optimal-ipm"));
  }

  /** What the workers compute, with rounds in slices. */
  public ClusterFactory.Plan plan() {
    Allotment allotment = new Allotment(rule.replicas(WORKERS), 50);
    return new ClusterFactory.Plan(
            "sliced",
            "digits",
            NETWORK,
            Shuffle.GLOBAL,
            WORKERS,
            4,
            LocalUpdate.GRADIENT,
            SEED.value(),
            allotment)
        .inSlices(source);
  }

  private WorkPlan minibatches() {
    return plan().minibatches(DIGITS.training());
  }

  /** All rows in one place. */
  public SlicedTraining whole() {
    return sliced(0);
  }

  /** So many slices in this JVM, if there are blocks enough; none for whole rows. */
  SlicedTraining sliced(int slices) {
    return on(slicing(slices));
  }

  SlicingLocalCluster slicing(int slices) {
    return new SlicingLocalCluster(
        new LocalCluster(MODEL, DIGITS, minibatches(), SEED),
        source.script(),
        MODEL.parameters(),
        slices);
  }

  /** On a cluster that was opened for the plan. */
  public SlicedTraining on(Cluster cluster) {
    outcome =
        new SynchronousSgd(
                ROUNDS,
                minibatches().roundsPerEpoch(),
                1000,
                new ThreatModel(WORKERS, LIARS, List.of(), 0),
                source.script().attack(),
                rule,
                new StepSize(0.1),
                SEED)
            .train(
                MODEL,
                cluster,
                new TrustedSamples(MODEL, DIGITS.training().select(minibatches().heldBack()), SEED),
                this,
                Checkpoints.NONE);
    return this;
  }

  /** Holds the run to the bits of another one. */
  public void same(SlicedTraining other) {
    assertEquals(other.traces, traces);
    assertArrayEquals(other.outcome.parameters(), outcome.parameters());
    assertArrayEquals(other.outcome.statistics(), outcome.statistics());
  }

  @Override
  public void round(RoundTrace trace) {
    traces.add(trace);
  }

  @Override
  public void evaluation(int rounds, double epochs, Evaluation evaluation) {}
}
