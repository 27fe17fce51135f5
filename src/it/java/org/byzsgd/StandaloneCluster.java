package org.byzsgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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
        start("master", "master.Master", List.of("--port", "0"))
            .await("Starting Spark master at (spark://\\S+)");
  }

  /** Starts a master and workers of one core and the given memory each. */
  static StandaloneCluster start(Path directory, int workers, String memory)
      throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(directory);
    for (int i = 0; i < workers; i++) {
      cluster.worker("worker-" + i, memory, directory.resolve("worker-" + i));
    }
    for (Daemon worker : cluster.workers()) {
      worker.await("(Successfully registered) with master");
    }
    return cluster;
  }

  private void worker(String name, String memory, Path work) throws IOException {
    start(
        name,
        "worker.Worker",
        List.of("--cores", "1", "--memory", memory, "--work-dir", work.toString(), master));
  }

  private Daemon start(String name, String main, List<String> more) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("@" + secretFile, "-Xmx256m", "-cp", SPARK.resolve("jars") + "/*"));
    words.add("org.apache.spark.deploy." + main);
    words.addAll(List.of("--host", "localhost", "--webui-port", "0", "--properties-file"));
    words.add(LocalSubmit.HOME.resolve("conf/channels.conf").toString());
    words.addAll(more);
    Daemon daemon =
        Daemon.start(
            directory.resolve(name + ".log"),
            Map.of("SPARK_HOME", SPARK.toString(), "SPARK_SCALA_VERSION", LocalSubmit.SCALA),
            words);
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
