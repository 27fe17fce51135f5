package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.byzsgd.experiment.RoundsReader;
import org.byzsgd.experiment.RunReader;
import org.byzsgd.experiment.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus reads a run's gauges from the driver while it is under way. */
class MetricsIT {
  /** Spark's way to write a gauge for Prometheus. */
  private static final Pattern GAUGE =
      Pattern.compile(
          "metrics_.*_driver_byzsgd_([0-9a-f]{12})_(\\w+)_Value\\{type=\"gauges\"} (\\S+)");

  @TempDir private Path directory;

  private final HttpClient http = HttpClient.newHttpClient();

  /** The values of all gauges at one moment; none while nobody answers. */
  private Map<String, Double> scrape(int port) throws InterruptedException {
    Map<String, Double> values = new HashMap<>();
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:" + port + "/metrics/prometheus/"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      for (String line : answer.body().split("\n", -1)) {
        Matcher gauge = GAUGE.matcher(line);
        if (gauge.matches()) {
          values.put("run", (double) Long.parseLong(gauge.group(1), 16));
          values.put(gauge.group(2), Double.parseDouble(gauge.group(3)));
        }
      }
    } catch (IOException e) {
      // Not up yet, or down again.
    }
    return values;
  }

  private static Set<Double> column(StoredRun run, String name) throws IOException {
    Set<Double> values = new HashSet<>();
    Arrays.stream(RoundsReader.read(run).get(name)).forEach(values::add);
    return values;
  }

  @Test
  void gaugesShowTheRunWhileItRuns() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> environment =
        Map.of("MASTER", "local[2]", "SPARK_SUBMIT_OPTIONS", "--conf spark.ui.port=" + port);
    String words =
        "train --metrics --epochs 80 --batch 10 --attack-from-epoch 1 --evaluate-every 1 --out "
            + directory.resolve("runs");
    LocalSubmit.Started started =
        LocalSubmit.start(directory, environment, List.of(words.split(" ", -1)));
    TreeMap<Double, Map<String, Double>> seen = new TreeMap<>();
    while (started.process().isAlive()) {
      Map<String, Double> values = scrape(port);
      if (values.getOrDefault("round", 0.0) > 0) {
        seen.put(values.get("round"), values);
      }
      Thread.sleep(50);
    }
    assertEquals(0, started.process().exitValue(), started.err());
    assertTrue(seen.size() >= 3, "seen after rounds " + seen.keySet());

    StoredRun run = RunReader.find(List.of(directory.resolve("runs"))).runs().get(0);
    Set<Double> accuracies = new HashSet<>(Set.of(Double.NaN));
    run.evaluations().forEach(row -> accuracies.add(row.testAccuracy()));
    Set<Double> losses = column(run, "loss");
    Set<Double> etas = column(run, "eta");
    Set<Double> shares = column(run, "byzantine_weight");
    shares.add(Double.NaN);
    for (Map<String, Double> values : seen.values()) {
      assertTrue(run.name().endsWith(String.format("%012x", values.get("run").longValue())));
      assertTrue(values.get("round") <= run.rounds());
      assertTrue(losses.contains(values.get("loss")), values.toString());
      assertTrue(etas.contains(values.get("eta")), values.toString());
      assertTrue(shares.contains(values.get("byzantineShare")), values.toString());
      assertTrue(accuracies.contains(values.get("accuracy")), values.toString());
    }
  }
}
