package org.byzsgd.model;

import java.util.List;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/**
 * A chain of layers under the softmax cross-entropy, made by a {@link NetworkBuilder}. Parameters
 * are flat: layer after layer, each one's weights, then its biases; statistics likewise, each batch
 * normalisation's means, then its variances. Computes layer by layer over the whole batch, in
 * float; the loss in double. Immutable.
 */
public final class Network implements Model {
  private final Shape input;
  private final List<Layer> layers;
  private final int classes;
  private final int parameters;
  private final int statistics;

  Network(Shape input, List<Layer> layers) {
    this.input = input;
    this.layers = List.copyOf(layers);
    this.classes = layers.get(layers.size() - 1).output().size();
    int parameterCount = 0;
    int statisticCount = 0;
    for (Layer layer : layers) {
      parameterCount = Math.addExact(parameterCount, layer.parameters());
      statisticCount += layer.statistics();
    }
    this.parameters = parameterCount;
    this.statistics = statisticCount;
  }

  @Override
  public int parameters() {
    return parameters;
  }

  @Override
  public int statistics() {
    return statistics;
  }

  @Override
  public int classes() {
    return classes;
  }

  /** {@return the layers, first to last} */
  List<Layer> layers() {
    return layers;
  }

  /** {@return the shape of a sample} */
  public Shape input() {
    return input;
  }

  @Override
  public float[] initialParameters(Stream stream) {
    float[] values = new float[parameters];
    int at = 0;
    for (Layer layer : layers) {
      layer.initializeParameters(stream, values, at);
      at += layer.parameters();
    }
    return values;
  }

  @Override
  public float[] initialStatistics() {
    float[] values = new float[statistics];
    int at = 0;
    for (Layer layer : layers) {
      layer.initializeStatistics(values, at);
      at += layer.statistics();
    }
    return values;
  }

  @Override
  public Workspace workspace(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "a workspace's capacity must be at least 1, got " + capacity);
    }
    return new NetworkWorkspace(this, capacity);
  }

  @Override
  public double gradient(
      float[] x,
      Batch batch,
      Stream dropout,
      Workspace workspace,
      float[] gradient,
      float[] batchStatistics) {
    if (batch.size() < 1) {
      throw new IllegalArgumentException("a gradient needs at least one sample, got none");
    }
    checkLength("gradient", gradient, parameters);
    return check(x, batchStatistics, batch, workspace)
        .gradient(x, batch, dropout, gradient, batchStatistics);
  }

  @Override
  public void scores(
      float[] x, float[] runningStatistics, Batch batch, Workspace workspace, float[] scores) {
    if (scores.length < (long) batch.size() * classes) {
      throw new IllegalArgumentException(
          batch.size()
              + " samples of "
              + classes
              + " classes need as many scores, got room for "
              + scores.length);
    }
    check(x, runningStatistics, batch, workspace).scores(x, runningStatistics, batch, scores);
  }

  private NetworkWorkspace check(float[] x, float[] stats, Batch batch, Workspace workspace) {
    checkLength("parameters", x, parameters);
    checkLength("statistics", stats, statistics);
    if (batch.features() != input.size()) {
      throw new IllegalArgumentException(
          "the network takes samples of " + input + ", got " + batch.features() + " values each");
    }
    if (!(workspace instanceof NetworkWorkspace mine) || !mine.isOf(this)) {
      throw new IllegalArgumentException("the workspace is another model's");
    }
    if (batch.size() > mine.capacity()) {
      throw new IllegalArgumentException(
          "the workspace holds " + mine.capacity() + " samples, got " + batch.size());
    }
    return mine;
  }

  private static void checkLength(String what, float[] values, int length) {
    if (values.length != length) {
      throw new IllegalArgumentException(
          what + " must have " + length + " values, got " + values.length);
    }
  }
}
