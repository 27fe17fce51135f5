package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Registry;

/** Makes a model of one kind; found by {@link java.util.ServiceLoader}. */
public interface ModelFactory extends Component {
  /**
   * Makes the model.
   *
   * @param arguments its parameters
   * @param input the shape of a sample
   * @param classes how many classes, at least 2
   * @return the model
   * @throws org.byzsgd.registry.UsageException if an argument is out of range or the shape does not
   *     fit
   */
  Model create(Arguments arguments, Shape input, int classes);

  /** {@return all models, built-in and of users' jars} */
  static Registry<ModelFactory> registry() {
    return Registry.load("model", ModelFactory.class);
  }

  /**
   * Makes a model from text.
   *
   * @param text {@code name} or {@code name:key=value,...}
   * @param input the shape of a sample
   * @param classes how many classes, at least 2
   * @return the model
   * @throws org.byzsgd.registry.UsageException if there is no such model or an argument does not
   *     fit
   */
  static Model of(String text, Shape input, int classes) {
    Descriptor descriptor = Descriptor.parse(text);
    ModelFactory factory = registry().get(descriptor.name());
    return factory.create(Arguments.of(descriptor, factory), input, classes);
  }
}
