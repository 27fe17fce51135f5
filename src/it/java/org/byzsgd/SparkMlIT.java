package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classifier in processes of its own: what one saves another loads; Spark's Scala shell. */
class SparkMlIT {
  private static final Path HOME = Path.of("").toAbsolutePath();

  @TempDir private Path directory;

  private String java(String master, String main, List<String> arguments)
      throws IOException, InterruptedException {
    LocalSubmit.Ended ended =
        new JavaProcess(
                directory,
                List.of("-Xmx1g", "-Dspark.master=" + master),
                System.getProperty("java.class.path"))
            .run(main, arguments);
    assertEquals(0, ended.code(), ended.err() + ended.out());
    return ended.out();
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
