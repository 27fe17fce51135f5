package org.byzsgd.experiment;

import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.training.RoundInspector;
import org.byzsgd.training.RoundScript;

/** What the script of a run's rounds is made of, as texts and numbers that go to executors. */
final class RunScript implements RoundScript.Source {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final int declared;
  private final int workers;
  private final String attack;
  private final String diagnostics;
  private final int referenceEvery;
  private final int referenceMinibatches;
  private final long seed;

  RunScript(RunSpec spec) {
    this.rule = spec.rule();
    this.declared = spec.declared();
    this.workers = spec.workers();
    this.attack = spec.attacked() ? spec.attack() : null;
    this.diagnostics = spec.inspection().level().name();
    this.referenceEvery = spec.inspection().referenceEvery();
    this.referenceMinibatches = spec.inspection().referenceMinibatches();
    this.seed = spec.seed();
  }

  AggregationRule rule() {
    return RuleFactory.of(rule, declared, workers);
  }

  Attack attack() {
    return attack == null ? view -> new float[0][] : AttackFactory.of(attack);
  }

  RoundInspector inspector() {
    Diagnostics level = Diagnostics.valueOf(diagnostics);
    return level == Diagnostics.NONE
        ? RoundInspector.NONE
        : new TheoryInspector(
            rule(),
            declared,
            new Inspection(level, referenceEvery, referenceMinibatches),
            new Seed(seed));
  }

  @Override
  public RoundScript script() {
    return new RoundScript(rule(), attack(), inspector(), new Seed(seed));
  }
}
