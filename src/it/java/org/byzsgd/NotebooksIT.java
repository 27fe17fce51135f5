package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notes of notebooks/, run paragraph by paragraph by Zeppelin's own Spark interpreter in a JVM
 * with its jars, of which the project has none; and notes that are broken, to know that this would
 * be seen.
 */
@Tag("spark-3")
class NotebooksIT {
  private static final Path ZEPPELIN = LocalSubmit.HOME.resolve("target/zeppelin");

  @TempDir private static Path directory;

  private static List<Path> notes;
  private static LocalSubmit.Ended ended;

  @BeforeAll
  static void runAllNotes() throws Exception {
    notes =
        SourceTree.files(LocalSubmit.HOME.resolve("notebooks")).stream()
            .filter(file -> file.toString().endsWith(".zpln"))
            .toList();
    // Zeppelin's jars have other versions of what Spark brings, so Spark's come first.
    String classPath =
        System.getProperty("java.class.path")
            + SourceTree.files(ZEPPELIN).stream()
                .map(jar -> File.pathSeparator + jar)
                .collect(Collectors.joining());
    Path classes = directory.resolve("classes");
    new SourceTree(LocalSubmit.HOME.resolve("src/zeppelin/java"))
        .compile(classes, classPath, "-Xlint:all,-processing,-classfile,-path", "-Werror");
    List<String> files = new ArrayList<>(notes.stream().map(Path::toString).toList());
    broken().forEach(note -> files.add(note.toString()));
    ended =
        new JavaProcess(
                directory,
                List.of(
                    "-Xmx2g",
                    "-Djava.awt.headless=true",
                    "-Dscala.color=false",
                    "-Dspark.master=local[4]",
                    "-Dspark.driver.maxResultSize=0",
                    "-Dspark.task.maxDirectResultSize=120m",
                    "-Dlog4j2.configurationFile="
                        + LocalSubmit.HOME.resolve("conf/log4j2.properties").toUri(),
                    "--add-modules=jdk.incubator.vector"),
                classes + File.pathSeparator + classPath)
            .run("org.byzsgd.notebooks.RunNotes", files);
    System.out.print(ended.out());
  }

  /** Notes that must fail: by a paragraph, and by a chart of a column that is not there. */
  private static List<Path> broken() throws IOException {
    return List.of(
        Files.writeString(
            directory.resolve("broken.zpln"),
            """
            {"id": "broken", "name": "broken", "paragraphs": [
              {"id": "1", "title": "sound", "text": "%spark\\nval one = 1\\nprintln(one)"},
              {"id": "2", "title": "wrong", "text": "%spark\\nassert(one == 2)\\nprintln(one)"},
              {"id": "3", "title": "behind", "text": "%spark.sql\\nselect 1"}]}
            """),
        Files.writeString(
            directory.resolve("chart.zpln"),
            """
            {"id": "chart", "name": "chart", "paragraphs": [
              {"id": "1", "title": "chart", "text": "%spark.sql\\nselect 1 as one", "config":
                {"results": {"0": {"graph": {"keys": [{"name": "two", "index": 0}]}}}}}]}
            """));
  }

  private static List<String> lines(String name) {
    return ended.out().lines().filter(line -> line.startsWith(name + " | ")).toList();
  }

  @Test
  void everyParagraphOfEveryNoteSucceeds() throws Exception {
    assertTrue(notes.size() >= 3, "notes: " + notes);
    for (Path file : notes) {
      JsonNode note = new ObjectMapper().readTree(file.toFile());
      String name = note.get("name").asText();
      assertEquals(name + "_" + note.get("id").asText() + ".zpln", file.getFileName().toString());
      List<String> lines = lines(name);
      int at = 0;
      for (JsonNode paragraph : note.get("paragraphs")) {
        if (paragraph.get("text").asText().startsWith("%md\n")) {
          continue;
        }
        String expected = name + " | " + paragraph.get("title").asText() + " | SUCCESS";
        assertTrue(at < lines.size() && lines.get(at).startsWith(expected), ended.out());
        at++;
      }
      assertEquals(at, lines.size(), ended.out() + ended.err());
      assertTrue(at > 0 && at < note.get("paragraphs").size(), name + ": text beside the code");
    }
  }

  @Test
  void brokenNotesAreSeen() {
    List<String> lines = lines("broken");
    assertEquals(3, lines.size(), ended.out() + ended.err());
    assertTrue(lines.get(0).startsWith("broken | sound | SUCCESS"), lines.get(0));
    assertTrue(lines.get(1).startsWith("broken | wrong | ERROR"), lines.get(1));
    assertTrue(lines.get(2).startsWith("broken | behind | SKIPPED"), lines.get(2));
    assertTrue(ended.out().contains("java.lang.AssertionError"), ended.out());
    assertEquals(1, lines("chart").size(), ended.out() + ended.err());
    assertTrue(lines("chart").get(0).startsWith("chart | chart | NO COLUMN two"), ended.out());
    assertEquals(1, ended.code());
  }
}
