package org.byzsgd.model;

import java.util.ArrayList;
import java.util.List;
import org.byzsgd.data.Shape;

/**
 * Puts a network together, layer by layer. Each method takes its sizes or refuses them with an
 * {@link IllegalArgumentException}. Factories check what a user wrote before they come here.
 */
public final class NetworkBuilder {
  private final Shape input;
  private final List<Layer> layers = new ArrayList<>();
  private Shape shape;

  /**
   * A network without layers.
   *
   * @param input the shape of a sample
   */
  public NetworkBuilder(Shape input) {
    this.input = input;
    this.shape = input;
  }

  /** {@return the shape of a sample after the layers so far} */
  public Shape shape() {
    return shape;
  }

  /**
   * Adds a convolution at stride 1, with biases.
   *
   * @param channels of its output, at least 1
   * @param kernel the side of its square kernel, at least 1
   * @param padding rows and columns of zeros around the image, 0 .. kernel - 1
   * @param activation applied to the sums
   * @return this
   */
  public NetworkBuilder convolution(int channels, int kernel, int padding, Activation activation) {
    return add(new Convolution(shape, channels, kernel, padding, activation));
  }

  /**
   * Adds a batch normalisation by channel.
   *
   * @return this
   */
  public NetworkBuilder batchNormalization() {
    return add(new BatchNormalization(shape));
  }

  /**
   * Adds a maximum over square windows side by side.
   *
   * @param size the windows' side, at least 1
   * @return this
   */
  public NetworkBuilder maxPooling(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a pooling window's side must be at least 1, got " + size);
    }
    return add(new MaxPooling(shape, size));
  }

  /**
   * Adds inverted dropout; not as the first layer, since it works in place.
   *
   * @param probability to drop a value, in [0, 1)
   * @return this
   */
  public NetworkBuilder dropout(double probability) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("dropout cannot be a network's first layer");
    }
    return add(new Dropout(shape, probability));
  }

  /**
   * Adds a fully connected layer, with biases; it reads an image as one vector: row, column,
   * channel.
   *
   * @param units how many outputs, at least 1
   * @param activation applied to the sums
   * @return this
   */
  public NetworkBuilder dense(int units, Activation activation) {
    return add(new Dense(shape, units, activation));
  }

  /**
   * Ends the network with a dense layer of one score a class.
   *
   * @param classes how many, at least 2
   * @return the network
   */
  public Network build(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("a network needs at least 2 classes, got " + classes);
    }
    dense(classes, Activation.IDENTITY);
    return new Network(input, layers);
  }

  private NetworkBuilder add(Layer layer) {
    layers.add(layer);
    shape = layer.output();
    return this;
  }
}
