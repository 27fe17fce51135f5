package org.byzsgd.model;

import java.util.List;
import org.byzsgd.data.Shape;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * A convolutional network small enough for a laptop: blocks of a 3 x 3 convolution, rectifier,
 * batch normalisation (if wanted) and max-pooling, then the scores.
 */
public final class SmallConvolutionalNetwork implements ModelFactory {
  private static final String CHANNELS = "16x32";
  private static final String BATCH = "batch";
  private static final String NONE = "none";

  /** The factory; called by the service loader. */
  public SmallConvolutionalNetwork() {}

  @Override
  public String name() {
    return "small-cnn";
  }

  @Override
  public String summary() {
    return "a small CNN: blocks of 3x3 convolution, rectifier, batch normalisation, max-pooling";
  }

  @Override
  public String citation() {
    return "LeCun, Bottou, Bengio, Haffner, Gradient-based learning applied to document"
        + " recognition, Proc. IEEE 1998; Ioffe, Szegedy, Batch normalization, ICML 2015";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter(
            "channels",
            LayerSizes.RANGE,
            CHANNELS,
            "channels of the blocks, each halves the image"),
        new Parameter("normalization", BATCH + ", " + NONE, BATCH, "what follows a rectifier"));
  }

  @Override
  public Model create(Arguments arguments, Shape input, int classes) {
    int[] channels = LayerSizes.parse(name(), "channels", arguments.text("channels", CHANNELS));
    int least = 1 << channels.length;
    if (Math.min(input.height(), input.width()) < least) {
      throw new UsageException(
          String.format(
              "%s: images must be at least %dx%d to be pooled %d times, got %s",
              name(), least, least, channels.length, input));
    }
    String normalization = arguments.text("normalization", BATCH);
    if (!normalization.equals(BATCH) && !normalization.equals(NONE)) {
      throw new UsageException(
          name() + ": normalization must be batch or none, got " + normalization);
    }
    NetworkBuilder builder = new NetworkBuilder(input);
    for (int count : channels) {
      builder.convolution(count, 3, 1, Activation.RELU);
      if (normalization.equals(BATCH)) {
        builder.batchNormalization();
      }
      builder.maxPooling(2);
    }
    return builder.build(classes);
  }
}
