package org.byzsgd;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/**
 * Runs rules one after the other in one thread until the JIT is done with each; prints what a call
 * then allocates, in bytes for each number of the rows.
 */
final class RulesInTurn {
  private static final int WORKERS = 25;
  private static final int PARAMETERS = 100_000;
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final int CALLS = 10;

  private RulesInTurn() {}

  public static void main(String[] rules) {
    Stream stream = new Seed(1).stream(Purpose.MONTE_CARLO, 0, 0);
    Gradients gradients = new Gradients(WORKERS, PARAMETERS);
    for (int i = 0; i < WORKERS; i++) {
      float[] row = new float[PARAMETERS];
      for (int k = 0; k < PARAMETERS; k++) {
        row[k] = (float) stream.nextGaussian();
      }
      gradients.set(i, row);
    }
    Arrays.stream(rules)
        .forEach(rule -> System.out.printf("%s %.2f%n", rule, allocated(rule, gradients)));
  }

  private static double allocated(String rule, Gradients gradients) {
    Aggregator aggregator = new Aggregator(RuleFactory.of(rule, WORKERS / 5, WORKERS));
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM.toNanos()) {
      call(aggregator, gradients);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int call = 0; call < CALLS; call++) {
      call(aggregator, gradients);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    return (double) bytes / CALLS / WORKERS / PARAMETERS;
  }

  private static void call(Aggregator aggregator, Gradients gradients) {
    aggregator.aggregate(
        gradients, new Seed(1).stream(Purpose.AGGREGATION, 0, 0), AggregationState.initial());
  }
}
