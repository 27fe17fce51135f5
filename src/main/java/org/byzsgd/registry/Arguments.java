package org.byzsgd.registry;

import java.util.List;
import java.util.Map;

/**
 * The parameters given to a component, read with their types and ranges. Unknown keys were refused
 * before, so a factory only asks for what it declares.
 */
public final class Arguments {
  private final String component;
  private final Map<String, String> given;

  private Arguments(String component, Map<String, String> given) {
    this.component = component;
    this.given = given;
  }

  /**
   * Checks a descriptor's keys against a component's parameters.
   *
   * @param descriptor what the user wrote
   * @param component the component it names
   * @return the arguments
   * @throws UsageException if a key is unknown; the message lists the known ones
   */
  public static Arguments of(Descriptor descriptor, Component component) {
    List<String> known = component.parameters().stream().map(Parameter::name).toList();
    for (String key : descriptor.parameters().keySet()) {
      if (!known.contains(key)) {
        throw new UsageException(
            descriptor.name()
                + ": unknown parameter '"
                + key
                + (known.isEmpty() ? "'; it takes none" : "'; known: " + String.join(", ", known)));
      }
    }
    return new Arguments(descriptor.name(), descriptor.parameters());
  }

  /**
   * A real number.
   *
   * @param key the parameter
   * @param otherwise its value when it is not given
   * @return the finite value
   * @throws UsageException if the text is not a finite number
   */
  public double real(String key, double otherwise) {
    String text = given.get(key);
    if (text == null) {
      return otherwise;
    }
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(refusal(key, "a finite number", text), e);
    }
    throw new UsageException(refusal(key, "a finite number", text));
  }

  /**
   * A real number of a closed interval.
   *
   * @param key the parameter
   * @param otherwise its value when it is not given
   * @param least the smallest admissible value
   * @param most the largest admissible value
   * @return the value
   * @throws UsageException if the text is not a number of [least, most]
   */
  public double real(String key, double otherwise, double least, double most) {
    double value = real(key, otherwise);
    if (value < least || value > most) {
      throw new UsageException(refusal(key, "between " + least + " and " + most, given.get(key)));
    }
    return value;
  }

  /**
   * A whole number of a closed interval.
   *
   * @param key the parameter
   * @param otherwise its value when it is not given
   * @param least the smallest admissible value
   * @param most the largest admissible value
   * @return the value
   * @throws UsageException if the text is not a whole number of [least, most]
   */
  public int integer(String key, int otherwise, int least, int most) {
    String text = given.get(key);
    if (text == null) {
      return otherwise;
    }
    String range = "a whole number between " + least + " and " + most;
    try {
      int value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(refusal(key, range, text), e);
    }
    throw new UsageException(refusal(key, range, text));
  }

  /**
   * A text.
   *
   * @param key the parameter
   * @param otherwise its value when it is not given
   * @return the text
   */
  public String text(String key, String otherwise) {
    return given.getOrDefault(key, otherwise);
  }

  private String refusal(String key, String range, String value) {
    return component + ": " + key + " must be " + range + ", got " + value;
  }
}
