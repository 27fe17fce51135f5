package org.byzsgd;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/**
 * Runs rules, or steps of a model on images of CIFAR-10's size, one after the other in one thread
 * until the JIT is done with each; prints the bytes that a call then allocates.
 */
final class KernelsInTurn {
  private static final int WORKERS = 25;
  private static final int PARAMETERS = 100_000;
  private static final int BATCH = 50;
  private static final Shape IMAGE = new Shape(32, 32, 3);
  private static final Duration WARM = Duration.ofSeconds(3);
  private static final int CALLS = 10;

  private KernelsInTurn() {}

  public static void main(String[] names) {
    Gradients gradients = gradients();
    for (String name : names) {
      Runnable call = name.endsWith("-cnn") ? step(name) : aggregation(name, gradients);
      System.out.println(name + " " + allocated(call));
    }
  }

  private static Gradients gradients() {
    Stream stream = new Seed(1).stream(Purpose.MONTE_CARLO, 0, 0);
    Gradients gradients = new Gradients(WORKERS, PARAMETERS);
    for (int i = 0; i < WORKERS; i++) {
      float[] row = new float[PARAMETERS];
      for (int k = 0; k < PARAMETERS; k++) {
        row[k] = (float) stream.nextGaussian();
      }
      gradients.set(i, row);
    }
    return gradients;
  }

  private static Runnable aggregation(String rule, Gradients gradients) {
    Aggregator aggregator = new Aggregator(RuleFactory.of(rule, WORKERS / 5, WORKERS));
    return () ->
        aggregator.aggregate(
            gradients, new Seed(1).stream(Purpose.AGGREGATION, 0, 0), AggregationState.initial());
  }

  private static Runnable step(String name) {
    Model model = ModelFactory.of(name, IMAGE, 10);
    Model.Workspace workspace = model.workspace(BATCH);
    float[] values = new float[BATCH * IMAGE.size()];
    Stream stream = new Seed(1).stream(Purpose.SYNTHETIC_DATA, 0, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextFloat();
    }
    Batch batch = new Batch(IMAGE, BATCH);
    batch.read(Samples.ofFloats(IMAGE, 10, values, new int[BATCH]), 0, BATCH);
    float[] point = model.initialParameters(stream);
    float[] gradient = new float[model.parameters()];
    float[] statistics = new float[model.statistics()];
    Stream dropout = new Seed(1).stream(Purpose.DROPOUT, 0, 0);
    return () -> model.gradient(point, batch, dropout, workspace, gradient, statistics);
  }

  /** Warm is when no call of the last while has allocated less than those before. */
  private static long allocated(Runnable call) {
    long least = Long.MAX_VALUE;
    long since = System.nanoTime();
    while (System.nanoTime() - since < WARM.toNanos()) {
      long bytes = bytes(call);
      if (bytes < least * 0.9) {
        least = bytes;
        since = System.nanoTime();
      }
    }
    return least;
  }

  private static long bytes(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }
}
