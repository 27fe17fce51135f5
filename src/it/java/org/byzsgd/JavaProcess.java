package org.byzsgd;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A main class in a JVM of its own, with the options that Spark's launcher gives.
 *
 * @param directory where it runs and its words are kept
 * @param options more options of the JVM
 * @param classPath its class path
 */
record JavaProcess(Path directory, List<String> options, String classPath) {
  LocalSubmit.Ended run(String main, List<String> arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    words.add("-Dspark.ui.enabled=false");
    words.addAll(options);
    words.addAll(List.of("-cp", absolute(), main));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_LOCAL_HOSTNAME", "localhost"));
    return new LocalSubmit.Started(builder.start(), out, err).ended();
  }

  /** The class path as it is seen from any directory. */
  private String absolute() {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
