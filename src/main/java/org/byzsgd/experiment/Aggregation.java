package org.byzsgd.experiment;

import java.util.Locale;
import java.util.Optional;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.attack.Attack;
import org.byzsgd.registry.UsageException;
import org.byzsgd.training.Momentum;

/** Where the gradients of a round are aggregated: without effect on what comes out of it. */
public enum Aggregation {
  /** Whole rows on the driver, which holds m x d floats. */
  DRIVER,
  /** Slices of rows on the executors; the driver holds a few times d floats. */
  SLICED,
  /** On the driver if its memory is large enough or slices are not possible, else in slices. */
  AUTO;

  /** Vectors of d floats on the driver beside the rows: the point, copies of it, the aggregate. */
  private static final int VECTORS = 8;

  private static final double GIBIBYTE = 1L << 30;

  /** The share of the driver's heap that a round may fill. */
  private static final double SHARE = 0.7;

  /** {@return the name in options} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Refuses a run that cannot be aggregated like this.
   *
   * @param spec the run
   * @throws UsageException with the reason, if slices were asked for and are not possible
   */
  public void check(RunSpec spec) {
    if (this == SLICED) {
      obstacle(spec)
          .ifPresent(
              why -> {
                throw new UsageException("aggregation=sliced: " + why + "; use driver or auto");
              });
    }
  }

  /**
   * Whether the rounds of a run are played on slices, given the driver's largest heap in bytes;
   * refuses those that are sure to fill it.
   */
  boolean sliced(RunSpec spec, int parameters, long heap) {
    check(spec);
    boolean sliced =
        this == SLICED
            || (this == AUTO
                && obstacle(spec).isEmpty()
                && bytes(spec.workers(), parameters) > SHARE * heap);
    if (!sliced) {
      refuseMoreThan(heap, spec, parameters);
    }
    return sliced;
  }

  /** What is sure to end with a heap that is full, which on a local master ends the JVM. */
  private static void refuseMoreThan(long heap, RunSpec spec, int parameters) {
    // Forged rows may be one vector.
    int rows = spec.workers() - spec.byzantine();
    double bytes = (double) Float.BYTES * rows * parameters;
    if (bytes > heap) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "%s: the correct gradients of a round, %d x %d floats, take %.1f GiB, and the driver's heap is"
                  + " %.1f GiB: set DRIVER_MEMORY%s",
              spec.model(),
              rows,
              parameters,
              bytes / GIBIBYTE,
              heap / GIBIBYTE,
              obstacle(spec)
                  .map(why -> "; not in slices: " + why)
                  .orElse(", or aggregation=sliced")));
    }
  }

  /** What the driver holds in a round on whole rows. */
  private static double bytes(int workers, int parameters) {
    return (double) Float.BYTES * parameters * (workers + VECTORS);
  }

  private static Optional<String> obstacle(RunSpec spec) {
    RunScript script = new RunScript(spec);
    AggregationRule rule = script.rule();
    Attack attack = script.attack();
    if (!rule.worksOnSlices()) {
      return Optional.of(spec.rule() + " remembers whole rows on the driver");
    }
    if (spec.attacked() && !attack.worksOnSlices()) {
      return Optional.of(spec.attack() + " was written for whole rows");
    }
    Momentum momentum = spec.optimization().momentum();
    if (momentum.beta() > 0 && momentum.place() == Momentum.Place.WORKER) {
      return Optional.of("the workers' momentum is kept on the driver");
    }
    if (spec.mayMissWorkers()) {
      return Optional.of("a round does without workers only where whole rows come to the driver");
    }
    if (spec.inspection().referenceEvery() > 0) {
      return Optional.of("the mean of reference-every is taken of whole rows on the driver");
    }
    return Optional.empty();
  }
}
