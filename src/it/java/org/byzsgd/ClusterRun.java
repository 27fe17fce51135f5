package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One small run, on submit/local or a cluster, and who computed it. The model has more than 65,536
 * parameters, so that points travel by broadcasts.
 *
 * @param tasks the executors that ended tasks, by Spark's own log of events
 * @param executors the processes of executors that were seen, by executor
 * @param words all words of all commands of the cluster's processes that were seen
 * @param err what the script said
 */
record ClusterRun(Set<String> tasks, Map<String, Long> executors, Set<String> words, String err) {
  private static final List<String> TRAIN =
      List.of(
          "train",
          "--epochs=2",
          "--attack-from-epoch=1",
          "--evaluate-every=1",
          "--batch=20",
          "--model=mlp:hidden=1000");

  /** What a run needs to say on any cluster, so that it can be watched and stays small. */
  static String options(Path events) throws IOException {
    Files.createDirectories(events);
    return " --conf spark.executor.instances=2 --conf spark.executor.memory=512m"
        + " --conf spark.executor.cores=1"
        + " --conf spark.eventLog.enabled=true --conf spark.eventLog.rolling.enabled=false"
        + (" --conf spark.eventLog.compress=false --conf spark.eventLog.dir=" + events.toUri());
  }

  /** The evaluations of the run on this machine. */
  static byte[] reference(Path directory) throws IOException, InterruptedException {
    Path out = directory.resolve("reference");
    LocalSubmit.Ended ended =
        LocalSubmit.run(directory, Map.of("MASTER", "local[2]"), words(out.toString()));
    assertEquals(0, ended.code(), ended.err());
    return evaluations(out);
  }

  private static List<String> words(String out) {
    List<String> words = new ArrayList<>(TRAIN);
    words.add("--out=" + out);
    return words;
  }

  /** The only run below a directory of this machine. */
  static byte[] evaluations(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> found = files.filter(file -> file.endsWith("evaluations.csv")).toList();
      assertEquals(1, found.size(), "runs in " + out);
      return Files.readAllBytes(found.get(0));
    }
  }

  /**
   * Does the run and watches.
   *
   * @param script of submit/
   * @param environment of the script, with SPARK_SUBMIT_OPTIONS that have {@link #options}
   * @param events where these let the log of events be written
   * @param children the cluster's processes
   */
  static ClusterRun on(
      String script,
      Map<String, String> environment,
      Path events,
      String out,
      Supplier<List<Daemon.Child>> children)
      throws IOException, InterruptedException {
    LocalSubmit.Started started =
        LocalSubmit.start(script, events.getParent(), environment, words(out));
    Map<String, Long> executors = new TreeMap<>();
    Set<String> words = new TreeSet<>();
    while (started.process().isAlive()) {
      List<Daemon.Child> now = new ArrayList<>(children.get());
      now.add(new Daemon.Child(started.process().toHandle(), List.of()));
      started
          .process()
          .descendants()
          .forEach(handle -> now.add(new Daemon.Child(handle, Daemon.words(handle.pid()))));
      for (Daemon.Child child : now) {
        words.addAll(child.words());
        if (child.isExecutor()) {
          executors.put(child.option("--executor-id"), child.handle().pid());
        }
      }
      Thread.sleep(200);
    }
    LocalSubmit.Ended ended = started.ended();
    assertEquals(0, ended.code(), ended.err());
    return new ClusterRun(tasks(events), executors, words, ended.err());
  }

  private static Set<String> tasks(Path events) throws IOException {
    return EventLog.read(events, "SparkListenerTaskEnd").stream()
        .map(end -> end.at("/Task Info/Executor ID").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
