package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.Spelling;
import org.byzsgd.registry.UsageException;

/**
 * Settings read by type and range. Values may be of the YAML type or text, as options of the
 * command line are. Remembers which keys were asked for; the others are unknown.
 */
final class Settings {
  private final ObjectNode node;
  private final Set<String> known = new LinkedHashSet<>();

  Settings(ObjectNode node) {
    this.node = node;
  }

  boolean has(String key) {
    known.add(key);
    return node.hasNonNull(key);
  }

  String text(String key, String otherwise) {
    return has(key) ? node.get(key).asText() : otherwise;
  }

  /**
   * The text of a component, {@code name:key=value,...}; settings such as {@code attack.epsilon}
   * set a parameter of it. Of a rule behind pre-aggregations they set the rule's.
   */
  String component(String key, String otherwise) {
    String text = text(key, otherwise);
    int start = text.lastIndexOf('+') + 1;
    for (Map.Entry<String, JsonNode> setting : node.properties()) {
      if (setting.getKey().startsWith(key + ".")) {
        known.add(setting.getKey());
        Descriptor part = Descriptor.parse(text.substring(start));
        Map<String, String> parameters = new LinkedHashMap<>(part.parameters());
        parameters.put(setting.getKey().substring(key.length() + 1), setting.getValue().asText());
        text = text.substring(0, start) + new Descriptor(part.name(), parameters);
      }
    }
    return text;
  }

  String choice(String key, String otherwise, List<String> choices) {
    String value = text(key, otherwise);
    if (!choices.contains(value)) {
      throw new UsageException(
          key + " must be one of " + String.join(", ", choices) + ", got " + value);
    }
    return value;
  }

  int integer(String key, int otherwise, int least) {
    long value = whole(key, otherwise);
    if (value < least || value > Integer.MAX_VALUE) {
      throw new UsageException(
          key + " must be between " + least + " and " + Integer.MAX_VALUE + ", got " + value);
    }
    return (int) value;
  }

  long whole(String key, long otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    return whole(key, node.get(key));
  }

  private static long whole(String key, JsonNode value) {
    try {
      return Long.parseLong(value.asText());
    } catch (NumberFormatException e) {
      throw new UsageException(key + " must be a whole number, got " + value, e);
    }
  }

  double real(String key, double otherwise) {
    if (!has(key)) {
      return otherwise;
    }
    try {
      return Double.parseDouble(node.get(key).asText());
    } catch (NumberFormatException e) {
      throw new UsageException(key + " must be a number, got " + node.get(key), e);
    }
  }

  List<Integer> integers(String key) {
    if (!has(key)) {
      return List.of();
    }
    JsonNode list = node.get(key);
    if (!list.isArray()) {
      throw new UsageException(key + " must be a list, such as [0, 1], got " + list);
    }
    List<Integer> values = new ArrayList<>();
    list.forEach(value -> values.add(Math.toIntExact(whole(key, value))));
    return values;
  }

  void refuseUnknown() {
    known.addAll(
        List.of(
            "attack-from-epoch",
            "attack-until-epoch",
            "attack-on",
            "attack-off",
            "byzantine-ids",
            "epochs"));
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new UsageException(Spelling.unknown("key", key, known));
              }
            });
  }
}
