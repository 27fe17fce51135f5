package org.byzsgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A standalone Spark cluster with channels as submit/standalone wants them: a JVM a master or
 * worker.
 */
final class StandaloneCluster implements AutoCloseable {
  /** Nobody must see it on a command line. */
  static final String SECRET = "0f3c5a9e-not-for-the-command-line";

  private static final Path SPARK = LocalSubmit.BUILD.resolve("spark");

  private final Path directory;
  private final Path secretFile;
  private final List<Daemon> daemons = new ArrayList<>();
  private final String master;

  private StandaloneCluster(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    this.secretFile =
        Files.createFile(
            directory.resolve("secret"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secretFile, "-Dspark.authenticate.secret=" + SECRET + "\n");
    this.master =
        start("master", "master.Master", Map.of(), List.of("--host", "localhost", "--port", "0"))
            .await("Starting Spark master at (spark://\\S+)");
  }

  /** Starts a master and workers of one core and the given memory each. */
  static StandaloneCluster start(Path directory, int workers, String memory)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(directory);
    for (int i = 0; i < workers; i++) {
      cluster.worker("localhost", memory, Map.of());
    }
    cluster.awaitWorkers();
    return cluster;
  }

  /** Starts a master without workers. */
  static StandaloneCluster start(Path directory) throws IOException, InterruptedException {
    return new StandaloneCluster(directory);
  }

  /**
   * Starts a worker of one core.
   *
   * @param host by which name the others know its host
   * @param memory for executors
   * @param environment added to that of all workers
   */
  void worker(String host, String memory, Map<String, String> environment) throws IOException {
    String name = "worker-" + workers().size();
    Path work = directory.resolve(name);
    start(
        name,
        "worker.Worker",
        environment,
        List.of(
            "--host",
            host,
            "--cores",
            "1",
            "--memory",
            memory,
            "--work-dir",
            work.toString(),
            master));
  }

  /** Returns when the master knows all workers. */
  void awaitWorkers() throws IOException, InterruptedException {
    for (Daemon worker : workers()) {
      worker.await("(Successfully registered) with master");
    }
  }

  private Daemon start(String name, String main, Map<String, String> more, List<String> options)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("@" + secretFile, "-Xmx256m", "-cp", SPARK.resolve("jars") + "/*"));
    words.add("org.apache.spark.deploy." + main);
    words.addAll(List.of("--webui-port", "0", "--properties-file"));
    words.add(LocalSubmit.HOME.resolve("conf/channels.conf").toString());
    words.addAll(options);
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SPARK_HOME", SPARK.toString());
    environment.put("SPARK_SCALA_VERSION", LocalSubmit.SCALA);
    Daemon daemon = Daemon.start(directory.resolve(name + ".log"), environment, words);
    daemons.add(daemon);
    return daemon;
  }

  private List<Daemon> workers() {
    return daemons.subList(1, daemons.size());
  }

  /** What submit/standalone has to know of it. */
  Map<String, String> environment() {
    return Map.of("MASTER", master, "SECRET_FILE", secretFile.toString(), "DRIVER_MEMORY", "512m");
  }

  /** What the workers have started and still runs: executors, and drivers in cluster mode. */
  List<Daemon.Child> children() {
    return workers().stream().flatMap(worker -> worker.children().stream()).toList();
  }

  @Override
  public void close() {
    daemons.forEach(Daemon::close);
  }
}
