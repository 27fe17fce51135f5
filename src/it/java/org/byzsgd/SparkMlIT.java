package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classifier in processes of its own: what one saves another loads; Spark's Scala shell. */
class SparkMlIT {
  private static final Path HOME = Path.of("").toAbsolutePath();

  @TempDir private Path directory;

  private String java(String master, String main, List<String> arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("-Xmx1g");
    words.add("-Dspark.master=" + master);
    words.add("-Dspark.ui.enabled=false");
    words.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .putAll(Map.of("SPARK_LOCAL_IP", "127.0.0.1", "SPARK_LOCAL_HOSTNAME", "localhost"));
    Process process = builder.start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running: " + Files.readString(err));
    assertEquals(0, process.exitValue(), Files.readString(err) + Files.readString(out));
    return Files.readString(out);
  }

  @Test
  void aSavedPipelinePredictsTheSameBitsInANewProcess() throws Exception {
    String main = "org.byzsgd.SavedPipeline";
    String saved = java("local[3]", main, List.of("save", directory.resolve("model").toString()));
    String loaded = java("local[2]", main, List.of("load", directory.resolve("model").toString()));
    assertEquals(200, saved.lines().count(), saved);
    assertEquals(saved, loaded);
  }

  @Test
  @Tag("spark-3")
  void theScalaExampleRunsInSparksShell() throws Exception {
    String page = Files.readString(HOME.resolve("docs/spark-ml.md"));
    int from = page.indexOf("```scala\n") + 9;
    Path script = directory.resolve("example.scala");
    Files.writeString(
        script,
        page.substring(from, page.indexOf("\n```", from))
            + "\nprintln(\"right: \" + right)\nSystem.exit(if (right > 250) 0 else 1)\n");
    String out =
        java(
            "local[2]",
            "org.apache.spark.deploy.SparkSubmit",
            List.of(
                "--class",
                "org.apache.spark.repl.Main",
                "spark-shell",
                "-usejavacp",
                "-i",
                script.toString()));
    assertTrue(out.contains("right: "), out);
    assertTrue(out.contains("|hospital-"), out);
  }
}
