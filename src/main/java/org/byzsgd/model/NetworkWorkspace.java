package org.byzsgd.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.byzsgd.data.Batch;
import org.byzsgd.random.Stream;

/** A network's computations and all the memory they need. For one thread at a time. */
final class NetworkWorkspace implements Model.Workspace {
  private final Network network;
  private final int capacity;
  private final Tensor input;
  private final Tensor output;
  private final Tensor outputGradient;
  private final Pass[] passes;
  private final CrossEntropy crossEntropy;
  private final Step step = new Step();
  private final long bytes;

  NetworkWorkspace(Network network, int capacity) {
    this.network = network;
    this.capacity = capacity;
    List<Layer> layers = network.layers();
    Tensor[] values = values(network, capacity);
    Tensor[] gradients = gradients(layers, capacity);
    this.passes = new Pass[layers.size()];
    int parametersAt = 0;
    int statisticsAt = 0;
    for (int i = 0; i < passes.length; i++) {
      Layer layer = layers.get(i);
      passes[i] =
          layer.pass(
              new Wiring(
                  values[i],
                  values[i + 1],
                  gradients[i],
                  gradients[i + 1],
                  capacity,
                  parametersAt,
                  statisticsAt));
      parametersAt += layer.parameters();
      statisticsAt += layer.statistics();
    }
    this.input = values[0];
    this.output = values[passes.length];
    this.outputGradient = gradients[passes.length];
    this.crossEntropy = new CrossEntropy(network.classes());
    this.bytes = bytes(values, gradients);
  }

  /** The tensors between layers. A border is its reader's wish; in place, there is one tensor. */
  private static Tensor[] values(Network network, int capacity) {
    List<Layer> layers = network.layers();
    Tensor[] values = new Tensor[layers.size() + 1];
    values[layers.size()] = Tensor.hidden(layers.get(layers.size() - 1).output(), 0, capacity);
    for (int i = layers.size() - 1; i > 0; i--) {
      Layer layer = layers.get(i);
      values[i] =
          layer.isInPlace()
              ? values[i + 1]
              : Tensor.hidden(layer.input(), layer.inputBorder(), capacity);
    }
    values[0] = input(layers.get(0), capacity);
    return values;
  }

  private static Tensor input(Layer first, int capacity) {
    if (!first.readsAnyStride()) {
      return Tensor.hidden(first.input(), first.inputBorder(), capacity);
    }
    return first.inputBorder() == 0
        ? Tensor.borrowed(first.input())
        : Tensor.input(first.input(), first.inputBorder(), capacity);
  }

  /**
   * The gradients by those tensors, of which only two neighbours are in use at any time: so those
   * of one layout take turns in one array, unless they are neighbours.
   */
  private static Tensor[] gradients(List<Layer> layers, int capacity) {
    Tensor[] gradients = new Tensor[layers.size() + 1];
    for (int i = 1; i <= layers.size(); i++) {
      Layer layer = layers.get(i - 1);
      if (layer.isInPlace()) {
        gradients[i] = gradients[i - 1];
        continue;
      }
      for (int j = 1; j < i - 1; j++) {
        if (gradients[j] != gradients[i - 1]
            && gradients[j].hasLayout(layer.output(), layer.gradientBorder())) {
          gradients[i] = gradients[j];
        }
      }
      if (gradients[i] == null) {
        gradients[i] = Tensor.hidden(layer.output(), layer.gradientBorder(), capacity);
      }
    }
    return gradients;
  }

  private long bytes(Tensor[] values, Tensor[] gradients) {
    Set<Tensor> tensors = new HashSet<>(Arrays.asList(values));
    tensors.addAll(Arrays.asList(gradients));
    tensors.remove(null);
    long sum = 0;
    for (Tensor tensor : tensors) {
      sum += tensor.bytes();
    }
    for (Pass pass : passes) {
      sum += pass.bytes();
    }
    return sum;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  int capacity() {
    return capacity;
  }

  boolean isOf(Network other) {
    return network == other;
  }

  double gradient(
      float[] parameters, Batch batch, Stream dropout, float[] gradient, float[] statistics) {
    begin(parameters, batch, statistics);
    step.dropout = dropout;
    step.gradient = gradient;
    for (Pass pass : passes) {
      pass.train(step);
    }
    double loss = crossEntropy.gradient(output, batch, outputGradient);
    for (int i = passes.length - 1; i >= 0; i--) {
      passes[i].backward(step);
    }
    return loss;
  }

  void scores(float[] parameters, float[] statistics, Batch batch, float[] scores) {
    begin(parameters, batch, statistics);
    for (Pass pass : passes) {
      pass.infer(step);
    }
    int classes = network.classes();
    for (int s = 0; s < batch.size(); s++) {
      System.arraycopy(output.values(), output.row(s, 0), scores, s * classes, classes);
    }
  }

  private void begin(float[] parameters, Batch batch, float[] statistics) {
    step.samples = batch.size();
    step.parameters = parameters;
    step.statistics = statistics;
    if (input.isBorrowed()) {
      input.point(batch.values());
      return;
    }
    int width = input.shape().width();
    int channels = input.shape().channels();
    // Whole rows at once where pixels follow each other as they come.
    boolean dense = input.stride() == channels;
    int pieces = dense ? 1 : width;
    int length = dense ? width * channels : channels;
    int from = 0;
    for (int s = 0; s < batch.size(); s++) {
      for (int y = 0; y < input.shape().height(); y++) {
        for (int piece = 0; piece < pieces; piece++) {
          int to = input.row(s, y) + piece * input.stride();
          System.arraycopy(batch.values(), from, input.values(), to, length);
          from += length;
        }
      }
    }
  }
}
