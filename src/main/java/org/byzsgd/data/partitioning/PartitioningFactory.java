package org.byzsgd.data.partitioning;

import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Registry;

/** Makes a partitioning of one kind; found by {@link java.util.ServiceLoader}. */
public interface PartitioningFactory extends Component {
  /**
   * Makes the partitioning.
   *
   * @param arguments its parameters
   * @return the partitioning
   * @throws org.byzsgd.registry.UsageException if an argument is out of range
   */
  Partitioning create(Arguments arguments);

  /** {@return all partitionings, built-in and of users' jars} */
  static Registry<PartitioningFactory> registry() {
    return Registry.load("partitioning", PartitioningFactory.class);
  }

  /**
   * Makes a partitioning from text.
   *
   * @param text {@code name} or {@code name:key=value,...}
   * @return the partitioning
   * @throws org.byzsgd.registry.UsageException if there is no such partitioning or an argument does
   *     not fit
   */
  static Partitioning of(String text) {
    Descriptor descriptor = Descriptor.parse(text);
    PartitioningFactory factory = registry().get(descriptor.name());
    return factory.create(Arguments.of(descriptor, factory));
  }
}
