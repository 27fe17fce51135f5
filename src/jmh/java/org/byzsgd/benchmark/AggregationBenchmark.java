package org.byzsgd.benchmark;

import java.util.concurrent.TimeUnit;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Aggregation on the driver, one thread unless the common pool is given more: all rules that need
 * no trusted samples, and some stacks. A JVM for each, so that none depends on those before it.
 * Parameters beside the table of {@code src/jmh/compare-aggregation}: {@code -p
 * workers=10,25,50,100 -p parameters=10000,1000000,10000000}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-modules=jdk.incubator.vector",
      "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"
    })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AggregationBenchmark {
  /** Rows that take more than this do not fit a heap of 8 GB beside what rules need. */
  private static final long MOST_BYTES = 4_000_000_000L;

  @Param({
    "mean",
    "median",
    "trimmed-mean",
    "meamed",
    "phocas",
    "sign-majority",
    "krum",
    "multi-krum",
    "mda",
    "bulyan",
    "geometric-median",
    "rfa",
    "geometric-median-of-means",
    "centered-clipping",
    "cge",
    "aksel",
    "faba",
    "monna",
    "dnc",
    "caf",
    "byzantine-sgd",
    "smea",
    "nnm+mean",
    "nnm+median",
    "bucketing+krum"
  })
  private String rule;

  @Param({"25"})
  private int workers;

  @Param({"1000000"})
  private int parameters;

  private Gradients gradients;
  private Aggregator aggregator;

  /** Draws the rows; f is a fifth of m. */
  @Setup
  public void draw() {
    if ((long) workers * parameters * Float.BYTES > MOST_BYTES) {
      throw new IllegalArgumentException("rows of more than " + MOST_BYTES + " bytes");
    }
    Stream stream = new Seed(1).stream(Purpose.MONTE_CARLO, 0, 0);
    gradients = new Gradients(workers, parameters);
    for (int i = 0; i < workers; i++) {
      float[] row = new float[parameters];
      for (int k = 0; k < parameters; k++) {
        row[k] = (float) stream.nextGaussian();
      }
      gradients.set(i, row);
    }
    aggregator = new Aggregator(RuleFactory.of(rule, workers / 5, workers));
  }

  /** {@return the aggregate} */
  @Benchmark
  public Aggregate aggregate() {
    return aggregator.aggregate(
        gradients, new Seed(1).stream(Purpose.AGGREGATION, 0, 0), AggregationState.initial());
  }
}
