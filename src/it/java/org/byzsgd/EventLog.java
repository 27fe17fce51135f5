package org.byzsgd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spark's own log of what happened in an application. */
final class EventLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventLog() {}

  /** The events of a kind, in order. */
  static List<JsonNode> read(Path directory, String kind) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.getFileName().toString().endsWith(".crc")) {
          for (String line : Files.readAllLines(file)) {
            JsonNode event = JSON.readTree(line);
            if (event.path("Event").asText().equals(kind)) {
              events.add(event);
            }
          }
        }
      }
    }
    return events;
  }
}
