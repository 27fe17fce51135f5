package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Java sources that are compiled by a test, against what only that test has. */
record SourceTree(Path root) {
  /**
   * Compiles all.
   *
   * @param classes where to
   * @param classPath what they use
   * @param more options of javac
   */
  void compile(Path classes, String classPath, String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("--release", "17", "-cp", classPath));
    words.addAll(List.of("-proc:none", "-d", classes.toString()));
    words.addAll(List.of(more));
    files(root).forEach(file -> words.add(file.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
    assertEquals(0, code, root + " does not compile");
  }

  /** The files below a directory, in order. */
  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
