package org.byzsgd.aggregation;

import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Registry;

/** Makes a pre-aggregation of one kind; found by {@link java.util.ServiceLoader}. */
public interface PreAggregationFactory extends Component {
  /** {@return what it asks of m workers and f declared Byzantine ones, such as {@code 2f < m}} */
  String requirement();

  /**
   * Makes the pre-aggregation.
   *
   * @param arguments its parameters
   * @param declared f, how many workers the user declares to be Byzantine, at least 0
   * @return the pre-aggregation, not yet checked against m
   */
  PreAggregation create(Arguments arguments, int declared);

  /** {@return all pre-aggregations, built-in and of users' jars} */
  static Registry<PreAggregationFactory> registry() {
    return Registry.load("pre-aggregation", PreAggregationFactory.class);
  }

  /**
   * Makes a pre-aggregation from text.
   *
   * @param text {@code name} or {@code name:key=value,...}
   * @param declared f, at least 0
   * @return the pre-aggregation
   * @throws org.byzsgd.registry.UsageException if there is none of that name
   */
  static PreAggregation of(String text, int declared) {
    Descriptor descriptor = Descriptor.parse(text);
    PreAggregationFactory factory = registry().get(descriptor.name());
    return factory.create(Arguments.of(descriptor, factory), declared);
  }
}
