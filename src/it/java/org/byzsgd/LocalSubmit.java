package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code submit/local}, or another script beside it, as users do. */
final class LocalSubmit {
  /** The project's directory. */
  static final Path HOME = Path.of("").toAbsolutePath();

  /**
   * The line of Spark that this JVM's tests run on, 3 or 4: submit/local is told to run on the
   * same.
   */
  static final String SPARK = org.apache.spark.package$.MODULE$.SPARK_VERSION().substring(0, 1);

  /** Its Scala. */
  static final String SCALA = SPARK.equals("4") ? "2.13" : "2.12";

  /** Where that line is built. */
  static final Path BUILD = HOME.resolve(SPARK.equals("4") ? "target/spark-4" : "target");

  /** The packaged jar. */
  static final Path JAR = BUILD.resolve(SPARK.equals("4") ? "byzsgd-spark4.jar" : "byzsgd.jar");

  private LocalSubmit() {}

  /** How a process ended. */
  record Ended(int code, String out, String err) {}

  /** A process that runs, and where its words go. */
  record Started(Process process, Path outFile, Path errFile) {
    String err() throws IOException {
      return Files.readString(errFile);
    }

    Ended ended() throws IOException, InterruptedException {
      assertTrue(process.waitFor(10, TimeUnit.MINUTES), "still running: " + err());
      return new Ended(process.exitValue(), Files.readString(outFile), err());
    }
  }

  static Ended run(Path directory, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    return start(directory, environment, words).ended();
  }

  static Started start(Path directory, Map<String, String> environment, List<String> words)
      throws IOException {
    return start("local", directory, environment, words);
  }

  /** Starts the script of submit/ that has the name. */
  static Started start(
      String script, Path directory, Map<String, String> environment, List<String> words)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("submit/" + script).toString()));
    command.addAll(words);
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("SPARK_HOME");
    builder.environment().put("SPARK", SPARK);
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }
}
