package org.byzsgd.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks against the same ones in plain loops and double. */
class NetworkGradientTest {
  private final Random random = new Random(11);

  /** A network under test and its reference. */
  record Case(String name, Model model, Shape input, int samples, List<String> lines) {
    @Override
    public String toString() {
      return name + " on " + samples + " of " + input;
    }
  }

  private static Case made(String text, Shape input, int samples, String... lines) {
    int classes = Integer.parseInt(lines[lines.length - 1].split(" ", -1)[1]);
    return new Case(text, ModelFactory.of(text, input, classes), input, samples, List.of(lines));
  }

  private static Case built(Shape input, int samples, String... lines) {
    List<String> list = List.of(lines);
    return new Case(
        String.join(", ", lines), ReferenceNetwork.network(input, list), input, samples, list);
  }

  static List<Case> cases() {
    Shape image = new Shape(7, 6, 3);
    List<Case> cases = new ArrayList<>();
    cases.add(made("softmax-regression", new Shape(5, 3, 2), 7, "dense 3"));
    cases.add(made("softmax-regression", Shape.vector(70), 1, "dense 33"));
    cases.add(made("mlp", Shape.vector(13), 9, "dense 32 relu", "dense 2"));
    cases.add(
        made(
            "mlp:hidden=7x48-48",
            image,
            14,
            "dense 7 relu",
            "dense 48 relu",
            "dense 48 relu",
            "dense 10"));
    cases.add(
        made(
            "small-cnn",
            new Shape(8, 8, 1),
            6,
            "conv 16 3 1 relu",
            "bn",
            "pool 2",
            "conv 32 3 1 relu",
            "bn",
            "pool 2",
            "dense 10"));
    cases.add(
        made(
            "small-cnn:channels=5x19",
            new Shape(9, 11, 3),
            4,
            "conv 5 3 1 relu",
            "bn",
            "pool 2",
            "conv 19 3 1 relu",
            "bn",
            "pool 2",
            "dense 4"));
    cases.add(
        made(
            "small-cnn:channels=16x7,normalization=none",
            new Shape(8, 8, 3),
            5,
            "conv 16 3 1 relu",
            "pool 2",
            "conv 7 3 1 relu",
            "pool 2",
            "dense 5"));
    cases.add(
        made(
            "paper-cnn",
            new Shape(8, 6, 3),
            3,
            "conv 64 3 1 relu",
            "bn",
            "conv 64 3 1 relu",
            "bn",
            "pool 2",
            "dropout 0.25",
            "conv 128 3 1 relu",
            "bn",
            "conv 128 3 1 relu",
            "bn",
            "pool 2",
            "dropout 0.25",
            "dense 128 relu",
            "dropout 0.25",
            "dense 10"));
    // In Winograd's form, at the front and behind a layer that wants its gradient, one tile or
    // many.
    Shape many = new Shape(6, 4, 64);
    cases.add(built(many, 3, "conv 64 3 1 relu", "conv 128 3 1", "conv 80 3 1 relu", "dense 5"));
    cases.add(built(new Shape(2, 2, 3), 1, "conv 64 3 1 relu", "conv 64 3 1", "dense 3"));
    // Not in Winograd's form for a size or a number of channels of theirs.
    cases.add(
        built(new Shape(4, 5, 64), 3, "conv 64 3 1 relu", "pool 2", "conv 72 3 1", "dense 3"));
    cases.add(built(image, 3, "conv 4 5 0", "conv 6 3 2 relu", "conv 3 1 0", "dense 5"));
    cases.add(built(image, 3, "conv 9 4 1 relu", "conv 17 2 1", "pool 3", "dense 5"));
    cases.add(built(image, 4, "conv 20 3 1 relu", "dropout 0.5", "conv 16 3 0 relu", "dense 3"));
    cases.add(
        built(image, 5, "conv 16 3 1", "conv 16 3 1", "conv 16 3 1", "conv 16 3 1", "dense 3"));
    cases.add(
        built(
            image,
            5,
            "pool 2",
            "conv 5 3 1 relu",
            "bn",
            "dropout 0.1",
            "dropout 0.3",
            "dense 16 relu",
            "bn",
            "dense 16",
            "dense 16",
            "dense 6"));
    cases.add(built(image, 8, "bn", "dense 20 relu", "dropout 0.3", "dense 6"));
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lossGradientAndStatisticsAgreeWithTheReference(Case the) {
    ReferenceNetwork reference = ReferenceNetwork.of(the.input(), the.lines());
    assertEquals(reference.parameters(), the.model().parameters());
    assertEquals(reference.statistics(), the.model().statistics());
    float[] parameters = parameters(the.model());
    Samples samples = samples(the.input(), the.samples(), the.model().classes());
    Batch batch = new Batch(the.input(), the.samples() + 2);
    batch.read(samples, 0, the.samples());
    float[] gradient = new float[the.model().parameters()];
    float[] statistics = new float[the.model().statistics()];
    Arrays.fill(gradient, Float.NaN);
    double loss =
        the.model()
            .gradient(
                parameters,
                batch,
                dropout(),
                the.model().workspace(the.samples() + 1),
                gradient,
                statistics);

    double[] expected = new double[reference.parameters()];
    double[] expectedStatistics = new double[reference.statistics()];
    double expectedLoss =
        reference.gradient(
            doubles(parameters),
            inputs(samples),
            labels(samples),
            dropout(),
            expected,
            expectedStatistics);
    assertEquals(expectedLoss, loss, 1e-5 * expectedLoss);
    assertClose(reference.tensors(), expected, gradient);
    for (int i = 0; i < statistics.length; i++) {
      assertEquals(expectedStatistics[i], statistics[i], 1e-5 * (1 + expectedStatistics[i]));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scoresAgreeWithTheReference(Case the) {
    ReferenceNetwork reference = ReferenceNetwork.of(the.input(), the.lines());
    float[] parameters = parameters(the.model());
    float[] statistics = the.model().initialStatistics();
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] += 0.5f * random.nextFloat();
    }
    Samples samples = samples(the.input(), the.samples(), the.model().classes());
    Batch batch = new Batch(the.input(), the.samples());
    batch.read(samples, 0, the.samples());
    int classes = the.model().classes();
    float[] scores = new float[the.samples() * classes];
    the.model().scores(parameters, statistics, batch, the.model().workspace(the.samples()), scores);
    double[][] expected =
        reference.scores(doubles(parameters), doubles(statistics), inputs(samples));
    for (int i = 0; i < scores.length; i++) {
      double value = expected[i / classes][i % classes];
      assertEquals(value, scores[i], 2e-5 * (1 + Math.abs(value)));
    }
  }

  @Test
  void theReferenceAgreesWithFiniteDifferencesWhereItIsSmooth() {
    Shape input = new Shape(5, 4, 2);
    ReferenceNetwork reference =
        ReferenceNetwork.of(
            input, List.of("conv 3 3 1", "bn", "dropout 0.25", "conv 2 2 0", "bn", "dense 3"));
    Samples samples = samples(input, 4, 3);
    double[] x = new double[reference.parameters()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextGaussian();
    }
    double[] gradient = new double[x.length];
    double[] ignored = new double[reference.statistics()];
    double[][] inputs = inputs(samples);
    int[] labels = labels(samples);
    reference.gradient(x, inputs, labels, dropout(), gradient, ignored);
    double step = 1e-5;
    for (int i = 0; i < x.length; i++) {
      double[] scratch = new double[x.length];
      double middle = x[i];
      x[i] = middle + step;
      double up = reference.gradient(x, inputs, labels, dropout(), scratch, ignored);
      x[i] = middle - step;
      double down = reference.gradient(x, inputs, labels, dropout(), scratch, ignored);
      x[i] = middle;
      assertEquals(gradient[i], (up - down) / (2 * step), 1e-7);
    }
  }

  @Test
  void ofEqualValuesTheFirstTakesTheGradientOfPooling() {
    // Whole numbers are exact in float, so that equal sums are equal in both.
    Shape input = new Shape(6, 6, 1);
    List<String> lines = List.of("conv 3 2 1 relu", "pool 2", "dense 2");
    ReferenceNetwork reference = ReferenceNetwork.of(input, lines);
    Network network = ReferenceNetwork.network(input, lines);
    float[] parameters = new float[network.parameters()];
    float[] values = new float[5 * input.size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = random.nextInt(5) - 2;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(3) - 1;
    }
    Samples samples = Samples.ofFloats(input, 2, values, new int[] {0, 1, 1, 0, 1});
    Batch batch = new Batch(input, 5);
    batch.read(samples, 0, 5);
    float[] gradient = new float[network.parameters()];
    network.gradient(parameters, batch, dropout(), network.workspace(5), gradient, new float[0]);
    double[] expected = new double[gradient.length];
    reference.gradient(
        doubles(parameters), inputs(samples), labels(samples), dropout(), expected, new double[0]);
    assertClose(reference.tensors(), expected, gradient);
  }

  @Test
  void anExampleByHand() {
    // One sample (1, 2), weights zero: shares are 1/2, the gradient (1/2 - target) x.
    Model model = ModelFactory.of("softmax-regression", Shape.vector(2), 2);
    Batch batch = new Batch(Shape.vector(2), 1);
    batch.read(Samples.ofFloats(Shape.vector(2), 2, new float[] {1, 2}, new int[] {1}), 0, 1);
    float[] gradient = new float[6];
    double loss =
        model.gradient(new float[6], batch, dropout(), model.workspace(1), gradient, new float[0]);
    assertEquals(Math.log(2), loss, 1e-15);
    assertArrayEquals(new float[] {0.5f, -0.5f, 1, -1, 0.5f, -0.5f}, gradient);
  }

  /** Each tensor's error against its norm, or against the whole where the tensor is negligible. */
  private static void assertClose(int[] tensors, double[] expected, float[] actual) {
    double whole = norm(expected, 0, expected.length);
    int at = 0;
    for (int size : tensors) {
      double error = 0;
      for (int i = at; i < at + size; i++) {
        error += Math.pow(expected[i] - actual[i], 2);
      }
      double relative = Math.sqrt(error) / Math.max(norm(expected, at, at + size), 1e-3 * whole);
      assertTrue(relative < 2e-5, "tensor at " + at + ": relative error " + relative);
      at += size;
    }
  }

  private static double norm(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  private float[] parameters(Model model) {
    float[] parameters = model.initialParameters(new Seed(3).stream(Purpose.INITIAL_POINT, 0, 0));
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += (float) (0.02 * random.nextGaussian());
    }
    return parameters;
  }

  private static Stream dropout() {
    return new Seed(4).stream(Purpose.DROPOUT, 2, 5);
  }

  private Samples samples(Shape shape, int count, int classes) {
    float[] values = new float[count * shape.size()];
    int[] labels = new int[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    for (int i = 0; i < count; i++) {
      labels[i] = random.nextInt(classes);
    }
    return Samples.ofFloats(shape, classes, values, labels);
  }

  private static double[][] inputs(Samples samples) {
    int size = samples.shape().size();
    double[][] inputs = new double[samples.count()][];
    float[] sample = new float[size];
    for (int s = 0; s < inputs.length; s++) {
      samples.copyTo(s, sample, 0);
      inputs[s] = doubles(sample);
    }
    return inputs;
  }

  private static int[] labels(Samples samples) {
    int[] labels = new int[samples.count()];
    for (int s = 0; s < labels.length; s++) {
      labels[s] = samples.label(s);
    }
    return labels;
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i];
    }
    return result;
  }
}
