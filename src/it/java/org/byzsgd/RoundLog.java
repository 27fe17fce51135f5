package org.byzsgd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rounds of a run under way, by the log of events that Spark writes meanwhile. */
final class RoundLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path events;
  private final Map<Integer, Long> started = new HashMap<>();
  private final TreeMap<Long, Long> durations = new TreeMap<>();
  private long position;

  RoundLog(Path events) {
    this.events = events;
  }

  /** Reads what has been added. */
  void read() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(events)) {
      files = all.filter(file -> !file.getFileName().toString().endsWith(".crc")).toList();
    }
    if (files.isEmpty()) {
      return;
    }
    try (RandomAccessFile file = new RandomAccessFile(files.get(0).toFile(), "r")) {
      file.seek(position);
      byte[] bytes = new byte[(int) (file.length() - position)];
      file.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      position += end;
      String lines = new String(bytes, 0, end, StandardCharsets.UTF_8);
      for (String line : lines.lines().filter(line -> line.contains("SparkListenerJob")).toList()) {
        note(JSON.readTree(line));
      }
    }
  }

  private void note(JsonNode event) {
    int job = event.path("Job ID").asInt();
    String description = event.path("Properties").path("spark.job.description").asText();
    if (description.contains(": round ")) {
      started.put(job, event.path("Submission Time").asLong());
    } else if (event.has("Completion Time") && started.containsKey(job)) {
      long end = event.path("Completion Time").asLong();
      durations.put(end, end - started.get(job));
    }
  }

  /** How many rounds have ended. */
  int ended() {
    return durations.size();
  }

  /** When the first round ended after a moment, ms. */
  long firstEndAfter(long moment) {
    Long end = durations.higherKey(moment);
    return end == null ? moment : end;
  }

  /** How long the rounds took, ms. */
  long[] durations() {
    return durations.values().stream().mapToLong(Long::longValue).toArray();
  }
}
