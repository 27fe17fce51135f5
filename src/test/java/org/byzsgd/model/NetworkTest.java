package org.byzsgd.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
  private static final Shape DIGIT = new Shape(8, 8, 1);

  @Test
  void thePapersNetworkHasItsParameters() {
    Network network = (Network) ModelFactory.of("paper-cnn", new Shape(32, 32, 3), 10);
    assertEquals(1_310_922, network.parameters());
    assertEquals(2 * (64 + 64 + 128 + 128), network.statistics());
    assertArrayEquals(
        new int[] {1_792, 128, 36_928, 128, 73_856, 256, 147_584, 256, 1_048_704, 1_290},
        network.layers().stream().mapToInt(Layer::parameters).filter(count -> count > 0).toArray());
  }

  @Test
  void initialValuesAreAsStated() {
    Model model = ModelFactory.of("small-cnn", DIGIT, 10);
    float[] x = model.initialParameters(new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0));
    double bound = Math.sqrt(6.0 / (9 + 9 * 16));
    float largest = 0;
    for (int i = 0; i < 144; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
    }
    assertTrue(largest <= bound && largest > 0.9 * bound, "largest weight " + largest);
    assertArrayEquals(new float[16], Arrays.copyOfRange(x, 144, 160));
    float[] ones = new float[16];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, Arrays.copyOfRange(x, 160, 176));
    assertArrayEquals(new float[16], Arrays.copyOfRange(x, 176, 192));
    float[] statistics = model.initialStatistics();
    assertEquals(96, statistics.length);
    assertArrayEquals(new float[16], Arrays.copyOfRange(statistics, 0, 16));
    assertArrayEquals(ones, Arrays.copyOfRange(statistics, 16, 32));
    assertArrayEquals(new float[32], Arrays.copyOfRange(statistics, 32, 64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax-regression", "mlp:hidden=32", "small-cnn", "paper-cnn"})
  void someStepsReduceTheLoss(String text) {
    Model model = ModelFactory.of(text, DIGIT, 10);
    Batch batch = batch(DIGIT, 20, 1);
    float[] x = model.initialParameters(new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0));
    float[] gradient = new float[x.length];
    float[] statistics = new float[model.statistics()];
    Model.Workspace workspace = model.workspace(20);
    double first = model.gradient(x, batch, dropout(0), workspace, gradient, statistics);
    double last = first;
    for (int step = 1; step <= 30; step++) {
      for (int i = 0; i < x.length; i++) {
        x[i] -= 0.1f * gradient[i];
      }
      last = model.gradient(x, batch, dropout(step), workspace, gradient, statistics);
    }
    assertTrue(last < 0.9 * first, "from " + first + " to " + last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"softmax-regression", "mlp:hidden=5x16x16", "small-cnn:channels=7", "paper-cnn"})
  void aWorkspaceKeepsNothingFromBatchToBatch(String text) {
    Model model = ModelFactory.of(text, DIGIT, 10);
    float[] x = model.initialParameters(new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0));
    float[] gradient = new float[x.length];
    float[] statistics = new float[model.statistics()];
    Model.Workspace used = model.workspace(9);
    // A batch that leaves not-a-number wherever it can.
    Batch bad = new Batch(DIGIT, 9);
    float[] values = new float[9 * 64];
    Arrays.fill(values, Float.NaN);
    bad.read(Samples.ofFloats(DIGIT, 10, values, new int[9]), 0, 9);
    double loss = model.gradient(x, bad, dropout(7), used, gradient, statistics);
    assertTrue(Double.isNaN(loss), "not-a-number must show in the loss, got " + loss);
    model.scores(x, model.initialStatistics(), bad, used, new float[90]);

    Batch batch = batch(DIGIT, 5, 2);
    float[] again = new float[x.length];
    float[] fresh = new float[x.length];
    float[] againStatistics = new float[statistics.length];
    float[] freshStatistics = new float[statistics.length];
    double first = model.gradient(x, batch, dropout(1), used, again, againStatistics);
    double second =
        model.gradient(x, batch, dropout(1), model.workspace(5), fresh, freshStatistics);
    assertEquals(second, first);
    assertArrayEquals(fresh, again);
    assertArrayEquals(freshStatistics, againStatistics);
  }

  @Test
  void inputsAreLeftAlone() {
    Model model = ModelFactory.of("paper-cnn", DIGIT, 10);
    Batch batch = batch(DIGIT, 6, 3);
    float[] values = batch.values().clone();
    float[] x = model.initialParameters(new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0));
    float[] before = x.clone();
    Model.Workspace workspace = model.workspace(6);
    float[] statistics = model.initialStatistics();
    model.scores(x, statistics, batch, workspace, new float[60]);
    assertArrayEquals(model.initialStatistics(), statistics);
    model.gradient(x, batch, dropout(0), workspace, new float[x.length], statistics);
    assertArrayEquals(before, x);
    assertArrayEquals(values, batch.values());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp:hidden=32", "small-cnn"})
  void inTheLongRunNothingIsAllocated(String text) {
    Model model = ModelFactory.of(text, DIGIT, 10);
    Batch batch = batch(DIGIT, 10, 4);
    float[] x = model.initialParameters(new Seed(1).stream(Purpose.INITIAL_POINT, 0, 0));
    float[] gradient = new float[x.length];
    float[] statistics = new float[model.statistics()];
    float[] scores = new float[100];
    Model.Workspace workspace = model.workspace(10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Stream stream = dropout(0);
    long bytes = Long.MAX_VALUE;
    // Until the compiler has come to them, vectors are objects.
    long end = System.nanoTime() + 60_000_000_000L;
    while (bytes >= 10_000 && System.nanoTime() < end) {
      long start = threads.getThreadAllocatedBytes(thread);
      for (int step = 0; step < 50; step++) {
        model.gradient(x, batch, stream, workspace, gradient, statistics);
        model.scores(x, statistics, batch, workspace, scores);
      }
      bytes = threads.getThreadAllocatedBytes(thread) - start;
    }
    assertTrue(bytes < 10_000, "50 steps allocated " + bytes + " bytes");
  }

  @Test
  void aWorkspaceKnowsItsSize() {
    Model model = ModelFactory.of("paper-cnn", new Shape(32, 32, 3), 10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long start = threads.getThreadAllocatedBytes(thread);
    long bytes = model.workspace(4).bytes();
    long allocated = threads.getThreadAllocatedBytes(thread) - start;
    assertEquals(1, (double) bytes / allocated, 0.02);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Model model = ModelFactory.of("mlp", Shape.vector(3), 2);
    Model other = ModelFactory.of("mlp", Shape.vector(3), 2);
    Batch batch = batch(Shape.vector(3), 2, 5);
    float[] x = new float[model.parameters()];
    float[] none = new float[0];
    Stream stream = dropout(0);
    refused(() -> model.gradient(x, batch, stream, other.workspace(2), x.clone(), none), "another");
    refused(() -> model.gradient(x, batch, stream, model.workspace(1), x.clone(), none), "1 sam");
    refused(
        () -> model.gradient(none, batch, stream, model.workspace(2), x.clone(), none), "got 0");
    refused(() -> model.gradient(x, batch, stream, model.workspace(2), none, none), "gradient");
    refused(() -> model.scores(x, none, batch, model.workspace(2), new float[3]), "got room for 3");
    Batch wide = batch(Shape.vector(4), 2, 5);
    refused(() -> model.gradient(x, wide, stream, model.workspace(2), x.clone(), none), "1x1x3");
    Batch empty = new Batch(Shape.vector(3), 2);
    refused(() -> model.gradient(x, empty, stream, model.workspace(2), x.clone(), none), "none");
    refused(() -> model.workspace(0), "got 0");
    refused(() -> new NetworkBuilder(DIGIT).dropout(0.1), "first layer");
    refused(() -> new NetworkBuilder(DIGIT).dense(3, Activation.RELU).dropout(1), "got 1.0");
    refused(() -> new NetworkBuilder(DIGIT).convolution(3, 2, 2, Activation.RELU), "got 2");
    refused(() -> new NetworkBuilder(DIGIT).maxPooling(0), "got 0");
    refused(() -> new NetworkBuilder(DIGIT).build(1), "got 1");
  }

  private static void refused(Runnable call, String words) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, call::run, words);
    assertTrue(error.getMessage().contains(words), error.getMessage());
  }

  private static Stream dropout(int round) {
    return new Seed(1).stream(Purpose.DROPOUT, round, 0);
  }

  private static Batch batch(Shape shape, int count, int seed) {
    Random random = new Random(seed);
    float[] values = new float[count * shape.size()];
    int[] labels = new int[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(2);
    }
    Batch batch = new Batch(shape, count);
    batch.read(Samples.ofFloats(shape, 2, values, labels), 0, count);
    return batch;
  }
}
