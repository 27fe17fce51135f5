package org.byzsgd.benchmark;

import java.util.concurrent.TimeUnit;
import org.byzsgd.aggregation.Aggregate;
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

/** Aggregation on the driver; one thread unless the common pool is given more. */
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
  @Param({"mean", "median", "krum"})
  private String rule;

  @Param({"25"})
  private int workers;

  @Param({"5"})
  private int declared;

  @Param({"10000", "1000000"})
  private int parameters;

  private Gradients gradients;
  private Aggregator aggregator;

  /** Draws the rows. */
  @Setup
  public void draw() {
    Stream stream = new Seed(1).stream(Purpose.MONTE_CARLO, 0, 0);
    gradients = new Gradients(workers, parameters);
    for (int i = 0; i < workers; i++) {
      float[] row = new float[parameters];
      for (int k = 0; k < parameters; k++) {
        row[k] = (float) stream.nextGaussian();
      }
      gradients.set(i, row);
    }
    aggregator = new Aggregator(RuleFactory.of(rule, declared, workers));
  }

  /** {@return the aggregate} */
  @Benchmark
  public Aggregate aggregate() {
    return aggregator.aggregate(gradients);
  }
}
