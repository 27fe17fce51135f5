package org.byzsgd.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.byzsgd.registry.UsageException;

/**
 * One axis of a grid of runs. It is written as the settings that vary along it, each with its
 * values; several settings go together, first with first and second with second:
 *
 * <pre>
 * - rule: [krum, median]
 * - attack.epsilon: {from: 0.1, to: 10, count: 5, spacing: log}
 * - workers: {from: 15, to: 25, step: 5}
 * - {byzantine: [3, 11], declared: [3, 11]}
 * </pre>
 *
 * <p>A range has a step, or a count of values that are evenly spaced, or evenly in the logarithm;
 * counted values are rounded to 6 digits.
 *
 * @param points the settings of each point
 */
public record Axis(List<ObjectNode> points) {
  private static final MathContext DIGITS = new MathContext(6);

  /** Most values of a range, and points of a grid. */
  private static final int MOST = 10_000;

  /** Settings whose values say what they are. */
  private static final Set<String> LABELLED_BY_VALUE =
      Set.of("rule", "attack", "model", "data", "partitioning");

  /** Settings that a file varies by keys of their own. */
  static final Map<String, String> ELSEWHERE =
      Map.of("seed", "seeds", "attack-from-epoch", "attack-from-epochs");

  /**
   * Keeps an unmodifiable copy.
   *
   * @param points the settings of each point
   */
  public Axis {
    points = List.copyOf(points);
  }

  /**
   * Reads an axis.
   *
   * @param node settings and their values
   * @return the axis
   * @throws UsageException if it has no values, or settings that go together differ in number
   */
  @JsonCreator
  public static Axis of(ObjectNode node) {
    List<ObjectNode> points = new ArrayList<>();
    for (Map.Entry<String, JsonNode> setting : node.properties()) {
      List<JsonNode> values = values(setting.getKey(), setting.getValue());
      if (points.isEmpty()) {
        values.forEach(value -> points.add(Yaml.MAPPER.createObjectNode()));
      }
      if (values.size() != points.size()) {
        throw new UsageException(
            String.format(
                "axis %s: settings that go together need equally many values, got %d and %d",
                setting.getKey(), points.size(), values.size()));
      }
      for (int i = 0; i < values.size(); i++) {
        points.get(i).set(setting.getKey(), values.get(i));
      }
    }
    if (points.isEmpty()) {
      throw new UsageException("an axis needs a setting and its values, got " + node);
    }
    return new Axis(points);
  }

  /** The settings that vary along it. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    points.get(0).fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** Every combination of the points of some axes, the last axis running fastest. */
  static List<ObjectNode> grid(List<Axis> axes) {
    List<ObjectNode> grid = List.of(Yaml.MAPPER.createObjectNode());
    for (Axis axis : axes) {
      if ((long) grid.size() * axis.points.size() > MOST) {
        throw new UsageException(
            String.format(
                "the axes' grid must have at most %d points, has %d up to axis %s",
                MOST, (long) grid.size() * axis.points.size(), String.join(", ", axis.keys())));
      }
      List<ObjectNode> finer = new ArrayList<>();
      for (ObjectNode coarse : grid) {
        for (ObjectNode point : axis.points) {
          finer.add(coarse.deepCopy().setAll(point));
        }
      }
      grid = finer;
    }
    return grid;
  }

  /** A point for people: rules and attacks by their names, the others as {@code key = value}. */
  static String label(ObjectNode point) {
    return point.properties().stream()
        .map(
            setting ->
                LABELLED_BY_VALUE.contains(setting.getKey())
                    ? setting.getValue().asText()
                    : setting.getKey() + " = " + setting.getValue().asText())
        .collect(Collectors.joining(", "));
  }

  private static List<JsonNode> values(String key, JsonNode node) {
    if (ELSEWHERE.containsKey(key)) {
      throw new UsageException("axis " + key + ": write " + ELSEWHERE.get(key) + " instead");
    }
    List<JsonNode> values = new ArrayList<>();
    if (node.isObject()) {
      range(key, (ObjectNode) node)
          .forEach(value -> values.add(Yaml.MAPPER.getNodeFactory().textNode(value)));
    } else if (node.isArray()) {
      node.forEach(values::add);
    }
    if (values.isEmpty()) {
      throw new UsageException(
          "axis "
              + key
              + ": needs a list of values, or a range {from, to, step|count}, got "
              + node);
    }
    return values;
  }

  private static List<String> range(String key, ObjectNode node) {
    Settings given = new Settings(node);
    if (!given.has("from") || !given.has("to") || given.has("step") == given.has("count")) {
      throw new UsageException(
          "axis " + key + ": a range needs from, to and either step or count, got " + node);
    }
    double from = given.real("from", 0);
    double to = given.real("to", 0);
    String spacing = given.choice("spacing", "linear", List.of("linear", "log"));
    boolean log = spacing.equals("log");
    if (!(Double.isFinite(from) && Double.isFinite(to) && from < to) || (log && from <= 0)) {
      throw new UsageException(
          "axis " + key + ": a range must rise" + (log ? " from above 0" : "") + ", got " + node);
    }
    if (given.has("step")) {
      return steps(key, node, from, to, given.real("step", 0));
    }
    int count = given.integer("count", 2, 2);
    if (count > MOST) {
      throw new UsageException(
          "axis " + key + ": count must be at most " + MOST + ", got " + count);
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double share = (double) i / (count - 1);
      double value = log ? from * StrictMath.pow(to / from, share) : from + share * (to - from);
      values.add(plain(new BigDecimal(i == count - 1 ? to : value).round(DIGITS)));
    }
    return values;
  }

  private static List<String> steps(
      String key, ObjectNode node, double from, double to, double by) {
    if (!(by > 0) || (to - from) / by > MOST) {
      throw new UsageException(
          "axis "
              + key
              + ": step must be above 0 and give at most "
              + MOST
              + " values, got "
              + node);
    }
    BigDecimal step = BigDecimal.valueOf(by);
    List<String> values = new ArrayList<>();
    for (BigDecimal value = BigDecimal.valueOf(from);
        value.compareTo(BigDecimal.valueOf(to)) <= 0;
        value = value.add(step)) {
      values.add(plain(value));
    }
    return values;
  }

  /** 5 and not 5.0 or 5E+1, so that whole numbers can be settings that count something. */
  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
