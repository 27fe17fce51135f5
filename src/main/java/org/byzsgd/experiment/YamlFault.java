package org.byzsgd.experiment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.byzsgd.registry.UsageException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What is wrong with a YAML text, in a line for who wrote it: where it is, what may stand there,
 * and what does. Jackson's own words name Java classes, and lines at which it noticed.
 */
final class YamlFault {
  private final String source;
  private final String text;

  YamlFault(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** The value at a path, and the line where it starts. */
  private record Place(int line, String value) {}

  /** The line, as an exception. */
  UsageException of(JsonProcessingException e) {
    try {
      return e instanceof JsonMappingException mapping ? mapping(mapping) : syntax(e);
    } catch (JsonProcessingException broken) {
      // Noticed only now, because the value before it was no good either.
      return syntax(broken);
    } catch (IOException impossible) {
      throw new IllegalStateException("cannot read a text in memory", impossible);
    }
  }

  private UsageException syntax(JsonProcessingException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      String context = marked.getContext() == null ? "" : marked.getContext() + ", ";
      return fault(
          marked.getProblemMark().getLine() + 1, "not YAML: " + context + problem(marked), e);
    }
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
    return fault(line, firstLine(e).replace("Duplicate field", "twice the key"), e);
  }

  private static String problem(MarkedYAMLException marked) {
    String problem = marked.getProblem().strip();
    return problem.startsWith("expected <block end>")
        ? "a key of a mapping or an item of a list starts in another column than those before it"
        : problem;
  }

  private UsageException mapping(JsonMappingException e) throws IOException {
    Place place = find(e.getPath());
    if (place == null) {
      return fault(0, "is empty", e);
    }
    String path = path(e.getPath());
    if (e instanceof UnrecognizedPropertyException unknown) {
      return fault(
          place.line,
          String.format(
              "unknown key '%s'; known: %s",
              path,
              unknown.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", "))),
          e);
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof UsageException refusal) {
        return fault(path.isEmpty() ? 0 : place.line, refusal.getMessage(), e);
      }
    }
    String subject = path.isEmpty() ? "the file" : path;
    if (e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
      return fault(
          place.line,
          subject + " must be " + admissible(mismatch.getTargetType()) + ", got " + place.value,
          e);
    }
    return fault(place.line, subject + ": " + firstLine(e), e);
  }

  private UsageException fault(int line, String what, JsonProcessingException e) {
    return new UsageException(source + (line > 0 ? ", line " + line : "") + ": " + what, e);
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("not readable");
  }

  private static String admissible(Class<?> type) {
    if (type == String.class) {
      return "text";
    }
    if (type == Double.class) {
      return "a number";
    }
    if (type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> Yaml.MAPPER.valueToTree(constant).asText())
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (type.isRecord() && !type.equals(Axis.class)) {
      return Arrays.stream(type.getRecordComponents())
          .map(component -> Yaml.KEYS.translate(component.getName()))
          .collect(Collectors.joining(", ", "a mapping with keys of ", ""));
    }
    return "a mapping of keys to values";
  }

  /** Where in the tree: {@code scales.laptop.seed}. */
  private static String path(List<Reference> path) {
    return path.stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? Integer.toString(step.getIndex())
                    : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Null if nothing is there; reads to the end, so that what is no YAML at all comes out. */
  private Place find(List<Reference> path) throws IOException {
    try (JsonParser parser = Yaml.MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        return null;
      }
      for (Reference step : path) {
        descend(parser, step);
      }
      Place place = new Place(parser.currentTokenLocation().getLineNr(), value(parser));
      while (parser.nextToken() != null) {
        // Only to find out whether it is YAML.
      }
      return place;
    }
  }

  private static void descend(JsonParser parser, Reference step) throws IOException {
    JsonToken end =
        parser.currentToken() == JsonToken.START_ARRAY ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
    for (int index = 0; parser.nextToken() != end; index++) {
      boolean found = index == step.getIndex();
      if (parser.currentToken() == JsonToken.FIELD_NAME) {
        found = parser.currentName().equals(step.getFieldName());
        parser.nextToken();
      }
      if (found) {
        return;
      }
      parser.skipChildren();
    }
  }

  private static String value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_ARRAY, END_ARRAY -> "a list";
      case START_OBJECT, END_OBJECT -> "a mapping";
      default -> parser.getText();
    };
  }
}
