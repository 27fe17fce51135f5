package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong in executors of a standalone cluster changes no byte of a run, or ends it with
 * one line and a checkpoint to go on from. A model and an attack of a jar of this test's own let it
 * go wrong in a known round. The executors' hosts have two names, since a speculative copy of a
 * task runs on another host.
 */
class FaultsIT {
  private static final List<String> TRAIN =
      List.of(
          ("train --model=unsteady-mlp:hidden=1000 --attack=unsteady-ipm --workers=7 --byzantine=2"
                  + " --batch=20 --attack-from-epoch=0 --rounds=8 --evaluate-every=1")
              .split(" ", -1));

  /** Many short JVMs: those that do not optimize start in half the time. */
  private static final Map<String, String> QUICK =
      Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

  @TempDir private static Path directory;

  private static Path jar;
  private static Path reference;
  private static StandaloneCluster cluster;
  private static final List<SmallDisk> DISKS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    jar = directory.resolve("faults.jar");
    buildTheJar();
    here("", words("reference"));
    reference = run("reference");
    cluster = StandaloneCluster.start(directory);
    for (String host : List.of("localhost", "127.0.0.1")) {
      SmallDisk disk = SmallDisk.mount(directory.resolve("small-disk-" + host));
      DISKS.add(disk);
      Map<String, String> environment = new HashMap<>(QUICK);
      environment.put("SPARK_LOCAL_DIRS", disk.place().toString());
      cluster.worker(host, "1g", environment);
    }
    cluster.awaitWorkers();
  }

  private static void buildTheJar() throws IOException {
    Path classes = Path.of("target/test-classes").toAbsolutePath();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream all = new JarOutputStream(out)) {
      for (Path file : SourceTree.files(classes.resolve("org/byzsgd/faults"))) {
        all.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, all);
      }
      service(all, "org.byzsgd.model.ModelFactory", "org.byzsgd.faults.UnsteadyModel");
      service(all, "org.byzsgd.attack.AttackFactory", "org.byzsgd.faults.UnsteadyAttack");
    }
  }

  private static void service(JarOutputStream all, String service, String provider)
      throws IOException {
    all.putNextEntry(new JarEntry("META-INF/services/" + service));
    all.write(provider.getBytes(StandardCharsets.UTF_8));
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
    for (SmallDisk disk : DISKS) {
      disk.unmount();
    }
  }

  private static List<String> words(String name, String... more) {
    List<String> words = new ArrayList<>(TRAIN);
    words.addAll(List.of(more));
    words.add("--out=" + directory.resolve(name).resolve("runs"));
    return words;
  }

  /** Runs on this machine, without the cluster. */
  private static void here(String faults, List<String> words)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>(QUICK);
    environment.put("MASTER", "local[2]");
    environment.put("SPARK_SUBMIT_OPTIONS", "--jars " + jar);
    environment.put("BYZSGD_FAULTS", faults);
    LocalSubmit.Ended ended = LocalSubmit.run(directory, environment, words);
    assertEquals(0, ended.code(), ended.err());
  }

  private static LocalSubmit.Ended submit(
      String name, String faults, String options, String... more)
      throws IOException, InterruptedException {
    Path notes = Files.createDirectories(directory.resolve(name).resolve("notes"));
    Map<String, String> environment = new HashMap<>(QUICK);
    environment.putAll(cluster.environment());
    environment.put(
        "SPARK_SUBMIT_OPTIONS",
        ClusterRun.options(events(name))
            + (" --jars " + jar)
            + (" --conf spark.executorEnv.BYZSGD_FAULTS=" + faults)
            + (" --conf spark.executorEnv.BYZSGD_FAULT_NOTES=" + notes)
            + " --conf spark.ui.enabled=false"
            + (" --conf spark.scheduler.minRegisteredResourcesRatio=1 " + options));
    return LocalSubmit.start("standalone", directory, environment, words(name, more)).ended();
  }

  private static Path events(String name) {
    return directory.resolve(name).resolve("events");
  }

  private static Path run(String name) throws IOException {
    List<Path> found =
        SourceTree.files(directory.resolve(name).resolve("runs")).stream()
            .filter(file -> file.endsWith("evaluations.csv"))
            .toList();
    assertEquals(1, found.size(), "runs of " + name);
    return found.get(0).getParent();
  }

  private static void assertSameBytes(String name) throws IOException {
    assertSameBytes(reference, name);
  }

  private static void assertSameBytes(Path expected, String name) throws IOException {
    for (String file : List.of("evaluations.csv", "rounds.parquet", "summary.json")) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(run(name).resolve(file)),
          file);
    }
  }

  private static List<JsonNode> ends(String name) throws IOException {
    return EventLog.read(events(name), "SparkListenerTaskEnd");
  }

  private static long failures(List<JsonNode> ends, String reason, String text) {
    return ends.stream()
        .map(end -> end.path("Task End Reason"))
        .filter(end -> end.path("Reason").asText().equals(reason))
        .filter(end -> end.toString().contains(text))
        .count();
  }

  @Test
  void aTaskThatThrowsOnceAndAStragglerChangeNothing() throws Exception {
    LocalSubmit.Ended ended =
        submit(
            "unsteady",
            "THROW_ONCE:2:3,STRAGGLE:4",
            "--conf spark.speculation=true --conf spark.speculation.quantile=0.5"
                + " --conf spark.speculation.minTaskRuntime=200ms");
    assertEquals(0, ended.code(), ended.err());
    assertSameBytes("unsteady");
    List<JsonNode> ends = ends("unsteady");
    assertEquals(1, failures(ends, "ExceptionFailure", "round 2: worker 3 failed"));
    // Ten minutes it would take by itself: its copy was the one that counted.
    assertTrue(failures(ends, "TaskKilled", "") > 0, "no straggler was killed");
    assertTrue(
        ends.stream()
            .filter(end -> end.at("/Task Info/Speculative").asBoolean())
            .anyMatch(end -> end.at("/Task End Reason/Reason").asText().equals("Success")));
  }

  @Test
  void aTaskThatThrowsForGoodEndsTheRunWithOneLineAndACheckpoint() throws Exception {
    LocalSubmit.Ended failed = submit("failed", "THROW:5:3", "");
    assertEquals(1, failed.code(), failed.err());
    assertOneLine(
        failed, "round 5: worker 3 failed: java.lang.IllegalStateException: thrown on purpose; ");
    assertEquals(8, failures(ends("failed"), "ExceptionFailure", "round 5: worker 3 failed"));
    resume("failed");
  }

  /** On slices the map tasks compute the gradients. */
  @Test
  void aMapTaskThatThrowsForGoodEndsTheRunWithOneLineAndACheckpoint() throws Exception {
    LocalSubmit.Ended failed =
        submit(
            "failed-on-slices",
            "THROW:5:3",
            "--conf spark.task.maxFailures=1",
            "--aggregation=sliced");
    assertEquals(1, failed.code(), failed.err());
    assertOneLine(
        failed, "round 5: worker 3 failed: java.lang.IllegalStateException: thrown on purpose; ");
  }

  private static void assertOneLine(LocalSubmit.Ended failed, String why) {
    List<String> lines =
        failed.err().lines().filter(line -> line.startsWith("byzsgd train: failed: ")).toList();
    assertEquals(1, lines.size(), failed.err());
    assertTrue(lines.get(0).contains(why), lines.get(0));
    assertTrue(
        lines
            .get(0)
            .matches(
                ".*; a checkpoint after [5-7] rounds is kept, and --resume goes on from there"),
        lines.get(0));
  }

  private static void resume(String name) throws Exception {
    here("", words(name, "--resume"));
    assertSameBytes(name);
  }

  @Test
  void anExecutorThatDiesAndLostBlocksChangeNothingOnSlices() throws Exception {
    LocalSubmit.Ended ended =
        submit(
            "slices",
            "DIE:2,LOSE_SHUFFLE:5",
            "--conf spark.default.parallelism=5",
            "--aggregation=sliced");
    assertEquals(0, ended.code(), ended.err());
    assertSameBytes("slices");
    List<JsonNode> ends = ends("slices");
    assertTrue(failures(ends, "ExecutorLostFailure", "") > 0, "no executor died");
    assertTrue(failures(ends, "FetchFailed", "") > 0, "no shuffled block was missed");
  }

  @Test
  void aFullDiskOfAnExecutorChangesNothingOrEndsTheRunWithOneLineAndACheckpoint() throws Exception {
    assumeTrue(DISKS.stream().allMatch(SmallDisk::isSmall), "not root: no disk can be mounted");
    LocalSubmit.Ended failed = submit("full", "FILL_DISK:5", "", "--aggregation=sliced");
    assertTrue(failures(ends("full"), "ExceptionFailure", "No space left on device") > 0);
    if (failed.code() == 0) {
      // The other executor was free to take over.
      assertSameBytes("full");
    } else {
      assertOneLine(failed, "No space left on device");
      resume("full");
    }
  }

  /**
   * Spark tries once in this JVM's place, and eight times on the cluster: the same rounds miss it.
   */
  @Test
  void withinAQuorumTheRoundGoesOnWithoutTheWorker() throws Exception {
    here("THROW:5:3", words("local", "--quorum=6", "--declared=1"));
    LocalSubmit.Ended ended =
        submit(
            "quorum", "THROW:5:3", "--conf spark.task.maxFailures=2", "--quorum=6", "--declared=1");
    assertEquals(0, ended.code(), ended.err());
    assertTrue(ended.out().contains(", workers missing in 1 rounds"), ended.out());
    assertTrue(
        ended
            .err()
            .contains(
                "round 5: workers [3] are missing, the rule sees 6 rows of 7: worker 3 failed:"
                    + " java.lang.IllegalStateException: thrown on purpose"),
        ended.err());
    assertSameBytes(run("local"), "quorum");
  }
}
