package org.byzsgd.model;

import java.io.Serializable;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Shape;
import org.byzsgd.registry.UsageException;

/**
 * A model with the parameters that training found, ready to predict: a text and arrays, which cross
 * the wire and are saved. Each JVM builds the network at the first use. Immutable; safe for use by
 * several threads.
 */
public final class TrainedModel implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final int height;
  private final int width;
  private final int channels;
  private final int classes;
  private final float[] parameters;
  private final float[] statistics;
  private transient volatile Model network;

  /**
   * A trained model.
   *
   * @param text of the model in its registry, such as {@code small-cnn}
   * @param shape of a sample
   * @param classes how many, at least 2
   * @param parameters d floats, which nobody may write into from now on
   * @param statistics s running statistics, which nobody may write into from now on
   * @throws UsageException if there is no such model, or the arrays are not as long as its are
   */
  public TrainedModel(
      String text, Shape shape, int classes, float[] parameters, float[] statistics) {
    this.text = text;
    this.height = shape.height();
    this.width = shape.width();
    this.channels = shape.channels();
    this.classes = classes;
    this.parameters = parameters;
    this.statistics = statistics;
    Model model = network();
    if (model.parameters() != parameters.length || model.statistics() != statistics.length) {
      throw new UsageException(
          String.format(
              "%s on %s in %d classes has %d parameters and %d statistics, got %d and %d",
              text,
              shape,
              classes,
              model.parameters(),
              model.statistics(),
              parameters.length,
              statistics.length));
    }
  }

  /** {@return the model's text in its registry} */
  public String text() {
    return text;
  }

  /** {@return the shape of a sample} */
  public Shape shape() {
    return new Shape(height, width, channels);
  }

  /** {@return how many classes} */
  public int classes() {
    return classes;
  }

  /** {@return the d parameters: the array itself, not to be written into} */
  public float[] parameters() {
    return parameters;
  }

  /** {@return the s running statistics: the array itself, not to be written into} */
  public float[] statistics() {
    return statistics;
  }

  /**
   * Memory for predicting.
   *
   * @param capacity the most samples a batch will have
   * @return a workspace for one thread at a time
   */
  public Model.Workspace workspace(int capacity) {
    return network().workspace(capacity);
  }

  /**
   * The classes' scores (logits). Those of a sample do not depend on the others of its batch.
   *
   * @param batch at most the workspace's capacity
   * @param workspace of this model
   * @param scores batch size x classes values, overwritten
   */
  public void scores(Batch batch, Model.Workspace workspace, float[] scores) {
    network().scores(parameters, statistics, batch, workspace, scores);
  }

  /** Two threads may both build it: models are values. */
  private Model network() {
    Model built = network;
    if (built == null) {
      built = ModelFactory.of(text, shape(), classes);
      network = built;
    }
    return built;
  }
}
