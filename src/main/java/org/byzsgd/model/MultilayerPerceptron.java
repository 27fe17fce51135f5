package org.byzsgd.model;

import java.util.List;
import org.byzsgd.data.Shape;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/** Hidden dense layers with the rectifier, then the scores. */
public final class MultilayerPerceptron implements ModelFactory {
  private static final String HIDDEN = "32";

  /** The factory; called by the service loader. */
  public MultilayerPerceptron() {}

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String summary() {
    return "a multilayer perceptron with rectified hidden layers";
  }

  @Override
  public String citation() {
    return "Rumelhart, Hinton, Williams, Learning representations by back-propagating errors,"
        + " Nature 1986";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("hidden", LayerSizes.RANGE, HIDDEN, "units of the hidden layers, in order"));
  }

  @Override
  public Model create(Arguments arguments, Shape input, int classes) {
    NetworkBuilder builder = new NetworkBuilder(input);
    for (int units : LayerSizes.parse(name(), "hidden", arguments.text("hidden", HIDDEN))) {
      builder.dense(units, Activation.RELU);
    }
    return builder.build(classes);
  }
}
