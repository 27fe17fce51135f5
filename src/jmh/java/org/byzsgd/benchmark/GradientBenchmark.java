package org.byzsgd.benchmark;

import java.util.concurrent.TimeUnit;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
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

/** One worker's gradient: a forward and a backward step on a minibatch of 50, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class GradientBenchmark {
  private static final int BATCH = 50;

  /** Model and input, as {@code model@height x width x channels}. */
  @Param({
    "softmax-regression@8x8x1",
    "mlp:hidden=32@8x8x1",
    "small-cnn@8x8x1",
    "small-cnn@32x32x3",
    "paper-cnn@32x32x3"
  })
  private String model;

  private final Stream dropout = new Seed(1).stream(Purpose.DROPOUT, 0, 0);
  private Model network;
  private Model.Workspace workspace;
  private Batch batch;
  private float[] point;
  private float[] gradient;
  private float[] statistics;

  /** For JMH. */
  public GradientBenchmark() {}

  GradientBenchmark(String model) {
    this.model = model;
    prepare();
  }

  /** Makes the model and a batch of random images. */
  @Setup
  public void prepare() {
    String[] parts = model.split("@", 2);
    String[] sizes = parts[1].split("x", 3);
    Shape shape =
        new Shape(
            Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    network = ModelFactory.of(parts[0], shape, 10);
    workspace = network.workspace(BATCH);
    batch = new Batch(shape, BATCH);
    Stream stream = new Seed(1).stream(Purpose.SYNTHETIC_DATA, 0, 0);
    float[] values = new float[BATCH * shape.size()];
    int[] labels = new int[BATCH];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.nextFloat();
    }
    for (int i = 0; i < BATCH; i++) {
      labels[i] = stream.nextInt(10);
    }
    batch.read(Samples.ofFloats(shape, 10, values, labels), 0, BATCH);
    point = network.initialParameters(stream);
    gradient = new float[network.parameters()];
    statistics = new float[network.statistics()];
  }

  /** {@return the loss of one step} */
  @Benchmark
  public double gradient() {
    return network.gradient(point, batch, dropout, workspace, gradient, statistics);
  }
}
