package org.byzsgd.attack;

import java.util.Arrays;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Registry;

/** Makes an attack of one kind; found by {@link java.util.ServiceLoader}. */
public interface AttackFactory extends Component {
  /**
   * Makes the attack.
   *
   * @param arguments its parameters
   * @return the attack
   * @throws org.byzsgd.registry.UsageException if an argument is out of range
   */
  Attack create(Arguments arguments);

  /** {@return all attacks, built-in and of users' jars} */
  static Registry<AttackFactory> registry() {
    return Registry.load("attack", AttackFactory.class);
  }

  /**
   * Makes an attack from text.
   *
   * @param text {@code name} or {@code name:key=value,...}; several, joined by {@code |}, make a
   *     {@link RandomChoice}
   * @return the attack
   * @throws org.byzsgd.registry.UsageException if there is no such attack or an argument does not
   *     fit
   */
  static Attack of(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length > 1) {
      return new RandomChoice(Arrays.stream(parts).map(AttackFactory::of).toList());
    }
    Descriptor descriptor = Descriptor.parse(text);
    AttackFactory factory = registry().get(descriptor.name());
    return factory.create(Arguments.of(descriptor, factory));
  }
}
