package org.byzsgd.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/**
 * The same networks once more, in double and in the plainest loops, to hold the fast ones against.
 * Shares nothing with them but the order of the parameters and of the dropout decisions. A sample
 * is indexed {@code (y * width + x) * channels + c}.
 */
final class ReferenceNetwork {
  /** One layer, remembering what its gradient needs. */
  abstract static class Layer {
    final Shape in;
    final Shape out;
    int parametersAt;
    int statisticsAt;

    Layer(Shape in, Shape out) {
      this.in = in;
      this.out = out;
    }

    /** The sizes of its parameter tensors. */
    int[] tensors() {
      return new int[0];
    }

    int statistics() {
      return 0;
    }

    abstract double[][] train(double[][] x, double[] p, double[] statistics, Stream dropout);

    abstract double[][] infer(double[][] x, double[] p, double[] statistics);

    abstract double[][] backward(double[][] g, double[] p, double[] gradient);
  }

  private final List<Layer> layers = new ArrayList<>();
  private int parameters;
  private int statistics;

  /** Reads lines such as {@code conv 16 3 1 relu}, {@code bn}, {@code pool 2}. */
  static ReferenceNetwork of(Shape input, List<String> lines) {
    ReferenceNetwork network = new ReferenceNetwork();
    Shape shape = input;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      Layer layer =
          switch (words[0]) {
            case "conv" ->
                new ReferenceConvolution(
                    shape,
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]));
            case "dense" -> new ReferenceDense(shape, Integer.parseInt(words[1]));
            case "bn" -> new ReferenceBatchNormalization(shape);
            case "pool" -> new ReferencePooling(shape, Integer.parseInt(words[1]));
            case "dropout" -> new ReferenceDropout(shape, Double.parseDouble(words[1]));
            default -> throw new IllegalArgumentException(line);
          };
      network.add(layer);
      if (words[words.length - 1].equals("relu")) {
        network.add(new ReferenceRectifier(layer.out));
      }
      shape = layer.out;
    }
    return network;
  }

  /** The same lines as a network under test; the last must be {@code dense}. */
  static Network network(Shape input, List<String> lines) {
    NetworkBuilder builder = new NetworkBuilder(input);
    for (String line : lines.subList(0, lines.size() - 1)) {
      String[] words = line.split(" ", -1);
      Activation activation =
          words[words.length - 1].equals("relu") ? Activation.RELU : Activation.IDENTITY;
      switch (words[0]) {
        case "conv" ->
            builder.convolution(
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                activation);
        case "dense" -> builder.dense(Integer.parseInt(words[1]), activation);
        case "bn" -> builder.batchNormalization();
        case "pool" -> builder.maxPooling(Integer.parseInt(words[1]));
        case "dropout" -> builder.dropout(Double.parseDouble(words[1]));
        default -> throw new IllegalArgumentException(line);
      }
    }
    return builder.build(Integer.parseInt(lines.get(lines.size() - 1).split(" ", -1)[1]));
  }

  private void add(Layer layer) {
    layer.parametersAt = parameters;
    layer.statisticsAt = statistics;
    parameters += Arrays.stream(layer.tensors()).sum();
    statistics += layer.statistics();
    layers.add(layer);
  }

  int parameters() {
    return parameters;
  }

  int statistics() {
    return statistics;
  }

  /** The sizes of all parameter tensors in order. */
  int[] tensors() {
    return layers.stream().flatMapToInt(layer -> Arrays.stream(layer.tensors())).toArray();
  }

  /** The mean loss; writes the gradient and the batch's statistics. */
  double gradient(
      double[] p, double[][] x, int[] labels, Stream dropout, double[] gradient, double[] stats) {
    double[][] values = x;
    for (Layer layer : layers) {
      values = layer.train(values, p, stats, dropout);
    }
    double loss = 0;
    double[][] g = new double[x.length][];
    for (int s = 0; s < x.length; s++) {
      double sum = Arrays.stream(values[s]).map(Math::exp).sum();
      loss += Math.log(sum) - values[s][labels[s]];
      g[s] = Arrays.stream(values[s]).map(v -> Math.exp(v) / sum / x.length).toArray();
      g[s][labels[s]] -= 1.0 / x.length;
    }
    for (int i = layers.size() - 1; i >= 0; i--) {
      g = layers.get(i).backward(g, p, gradient);
    }
    return loss / x.length;
  }

  double[][] scores(double[] p, double[] stats, double[][] x) {
    double[][] values = x;
    for (Layer layer : layers) {
      values = layer.infer(values, p, stats);
    }
    return values;
  }
}
