package org.byzsgd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A JVM of a cluster, such as a standalone worker; it ends, with all that it started, when closed.
 */
final class Daemon implements AutoCloseable {
  private final Process process;
  private final Path log;

  private Daemon(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A process that a daemon started, by the words of its command. */
  record Child(ProcessHandle handle, List<String> words) {
    /** The word behind an option; empty if there is none. */
    String option(String name) {
      int at = words.indexOf(name);
      return at < 0 || at + 1 == words.size() ? "" : words.get(at + 1);
    }

    boolean isExecutor() {
      return words.stream().anyMatch(word -> word.endsWith("CoarseGrainedExecutorBackend"));
    }
  }

  /**
   * Starts a JVM with the module options that Spark gives to all of its own.
   *
   * @param log where its words go
   * @param environment added to this JVM's
   * @param words options of java, the main class and its arguments
   */
  static Daemon start(Path log, Map<String, String> environment, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Daemon(builder.start(), log);
  }

  /** Waits for a line of its log; gives the first group of the pattern. */
  String await(String pattern) throws IOException, InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    for (int i = 0; i < 1200; i++) {
      Matcher matcher = wanted.matcher(Files.readString(log));
      if (matcher.find()) {
        return matcher.group(1);
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("no '" + pattern + "' in: " + Files.readString(log));
  }

  /** What it has started and still runs. */
  List<Child> children() {
    List<Child> children = new ArrayList<>();
    process.descendants().forEach(handle -> children.add(new Child(handle, words(handle.pid()))));
    return children;
  }

  /** The words of a process's command, without the limit of {@link ProcessHandle.Info}. */
  static List<String> words(long pid) {
    try {
      return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1));
    } catch (IOException e) {
      // It has ended.
      return List.of();
    }
  }

  @Override
  public void close() {
    try (Stream<ProcessHandle> descendants = process.descendants()) {
      List<ProcessHandle> all = descendants.toList();
      process.destroy();
      try {
        process.waitFor(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      process.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }
}
