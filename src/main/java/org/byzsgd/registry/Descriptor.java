package org.byzsgd.registry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A component and its parameters as written: {@code name:key=value,key=value}.
 *
 * @param name the component's name
 * @param parameters the given parameters in the order written
 */
public record Descriptor(String name, Map<String, String> parameters) {
  /**
   * Keeps an unmodifiable copy in the order written.
   *
   * @param name the component's name
   * @param parameters the given parameters
   */
  public Descriptor {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Reads {@code name} or {@code name:key=value,key=value}.
   *
   * @param text the text
   * @return the descriptor
   * @throws UsageException if the text has no name, a parameter has no {@code =}, or one is twice
   *     there
   */
  public static Descriptor parse(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip();
    if (name.isEmpty()) {
      throw new UsageException("expected name or name:key=value,key=value, got '" + text + "'");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : text.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
          throw new UsageException(
              name + ": expected key=value, got '" + pair.strip() + "' in '" + text + "'");
        }
        String key = pair.substring(0, equals).strip();
        if (parameters.put(key, pair.substring(equals + 1).strip()) != null) {
          throw new UsageException(
              name + ": parameter '" + key + "' is given twice in '" + text + "'");
        }
      }
    }
    return new Descriptor(name, parameters);
  }

  /** {@return the text that {@link #parse} reads back} */
  @Override
  public String toString() {
    return parameters.isEmpty()
        ? name
        : parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .collect(Collectors.joining(",", name + ":", ""));
  }
}
