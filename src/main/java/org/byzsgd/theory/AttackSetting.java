package org.byzsgd.theory;

import java.io.Serializable;
import java.util.List;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Parameter;

/**
 * An attack of a study, and its factor if it has one.
 *
 * @param name what the tables call it
 * @param text {@code name} or {@code name:key=value,...}, with the factor
 * @param epsilon the factor; NaN for an attack without one
 */
public record AttackSetting(String name, String text, double epsilon) implements Serializable {
  private static final String FACTOR = "epsilon";

  /**
   * An attack with each of some factors; once, if it has no parameter {@code epsilon} or the text
   * sets it already.
   *
   * @param text {@code name} or {@code name:key=value,...}
   * @param factors the factors
   * @return the settings in the order of the factors
   * @throws org.byzsgd.registry.UsageException if there is no such attack or an argument does not
   *     fit
   */
  public static List<AttackSetting> of(String text, List<Double> factors) {
    // Whatever is wrong with the text is said by the attack itself.
    AttackFactory.of(text);
    if (text.contains("|")) {
      return List.of(new AttackSetting(text, text, Double.NaN));
    }
    Descriptor descriptor = Descriptor.parse(text);
    boolean factor =
        AttackFactory.registry().get(descriptor.name()).parameters().stream()
            .map(Parameter::name)
            .anyMatch(FACTOR::equals);
    if (!factor || descriptor.parameters().containsKey(FACTOR)) {
      double epsilon =
          factor ? Double.parseDouble(descriptor.parameters().get(FACTOR)) : Double.NaN;
      return List.of(new AttackSetting(text, text, epsilon));
    }
    String joint = text.contains(":") ? "," : ":";
    return factors.stream()
        .map(value -> new AttackSetting(text, text + joint + FACTOR + "=" + value, value))
        .toList();
  }
}
