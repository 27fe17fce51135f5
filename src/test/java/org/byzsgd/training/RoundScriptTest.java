package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.Shuffle;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.threat.ThreatModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A round on slices has the bits of the round on whole rows, under every rule and attack. */
class RoundScriptTest {
  private static final Dataset DIGITS = DatasetFormat.load("digits", new LocalStorage());
  private static final Seed SEED = new Seed(3);
  private static final int WORKERS = 12;
  private static final int LIARS = 2;
  private static final int ROUNDS = 2;

  /** 52,510 parameters: four blocks of coordinates, the last of them short. */
  private static final Model MODEL =
      ModelFactory.of("mlp:hidden=700", DIGITS.training().shape(), 10);

  /** A run and all that it showed. */
  private static final class Run implements Observer {
    private final AggregationRule rule;
    private final Attack attack;
    private final List<RoundTrace> traces = new ArrayList<>();
    private Outcome outcome;

    Run(String rule, String attack) {
      this.rule = RuleFactory.of(rule, LIARS, WORKERS);
      this.attack = AttackFactory.of(attack);
    }

    private MinibatchPlan plan() {
      return MinibatchPlan.of(
          SEED,
          Shuffle.GLOBAL,
          DIGITS.training().count(),
          WORKERS,
          4,
          new Allotment(rule.replicas(WORKERS), 50));
    }

    /** All rows in one place. */
    Run whole() {
      return sliced(0);
    }

    /** So many slices, if there are blocks enough; none for whole rows. */
    Run sliced(int slices) {
      RoundScript script = new RoundScript(rule, attack, RoundInspector.NONE, SEED);
      return in(
          new SlicingLocalCluster(
              new LocalCluster(MODEL, DIGITS, plan(), SEED), script, MODEL.parameters(), slices));
    }

    private Run in(Cluster cluster) {
      outcome =
          new SynchronousSgd(
                  ROUNDS,
                  plan().roundsPerEpoch(),
                  1000,
                  new ThreatModel(WORKERS, LIARS, List.of(), 0),
                  attack,
                  rule,
                  new StepSize(0.1),
                  SEED)
              .train(
                  MODEL,
                  cluster,
                  new TrustedSamples(MODEL, DIGITS.training().select(plan().heldBack()), SEED),
                  this,
                  Checkpoints.NONE);
      return this;
    }

    void same(Run other) {
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

  static Stream<String> rules() {
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

  @ParameterizedTest
  @MethodSource("rules")
  void everyRule(String rule) {
    Run whole = new Run(rule, "ipm:epsilon=0.7").whole();
    new Run(rule, "ipm:epsilon=0.7").sliced(4).same(whole);
    new Run(rule, "ipm:epsilon=0.7").sliced(3).same(whole);
  }

  static Stream<String> attacks() {
    return Stream.concat(
        AttackFactory.registry().all().stream().map(AttackFactory::name),
        Stream.of(
            "small-perturbation:norm=infinity",
            "min-max:direction=unit-mean",
            "min-sum:direction=sign,knowledge=own-gradients",
            "mimic:worker=3",
            "zero|gaussian|optimal-ipm"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void everyAttack(String attack) {
    assertTrue(AttackFactory.of(attack).worksOnSlices());
    for (String rule : List.of("krum", "median")) {
      Run whole = new Run(rule, attack).whole();
      new Run(rule, attack).sliced(3).same(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100})
  void anyNumberOfSlices(int slices) {
    new Run("krum", "alie:z=1").sliced(slices).same(new Run("krum", "alie:z=1").whole());
  }

  /** One pass for a rule on coordinates, one more for a geometry. */
  @Test
  void passesAreFew() {
    assertEquals(ROUNDS, passes("median", "ipm"));
    assertEquals(2 * ROUNDS, passes("krum", "ipm"));
    assertEquals(2 * ROUNDS, passes("nnm+trimmed-mean", "alie:z=1"));
  }

  private static int passes(String rule, String attack) {
    Run run = new Run(rule, attack);
    SlicingLocalCluster cluster =
        new SlicingLocalCluster(
            new LocalCluster(MODEL, DIGITS, run.plan(), SEED),
            new RoundScript(run.rule, run.attack, RoundInspector.NONE, SEED),
            MODEL.parameters(),
            3);
    run.in(cluster);
    return cluster.passes();
  }
}
