package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.UsageException;

/**
 * The convolutional network of the paper's CIFAR-10 experiments: twice [two convolutions of 3 x 3,
 * each with rectifier and batch normalisation, then max-pooling and dropout], a hidden dense layer
 * with dropout, and the scores. On 32 x 32 x 3 and 10 classes d = 1,310,922.
 */
public final class ConvolutionalNetwork implements ModelFactory {
  private static final int LEAST_SIDE = 4;
  private static final int HIDDEN = 128;
  private static final double DROPOUT = 0.25;

  /** The factory; called by the service loader. */
  public ConvolutionalNetwork() {}

  @Override
  public String name() {
    return "paper-cnn";
  }

  @Override
  public String summary() {
    return "the paper's CNN: 4 convolutions, batch normalisation, dropout, 1 hidden dense layer";
  }

  @Override
  public String citation() {
    return "Xie, Koyejo, Gupta, Fall of Empires, UAI 2019, Section 5";
  }

  @Override
  public Model create(Arguments arguments, Shape input, int classes) {
    if (Math.min(input.height(), input.width()) < LEAST_SIDE) {
      throw new UsageException(
          name() + ": images must be at least 4x4 to be pooled twice, got " + input);
    }
    NetworkBuilder builder = new NetworkBuilder(input);
    for (int channels : new int[] {64, 128}) {
      for (int i = 0; i < 2; i++) {
        builder.convolution(channels, 3, 1, Activation.RELU).batchNormalization();
      }
      builder.maxPooling(2).dropout(DROPOUT);
    }
    return builder.dense(HIDDEN, Activation.RELU).dropout(DROPOUT).build(classes);
  }
}
