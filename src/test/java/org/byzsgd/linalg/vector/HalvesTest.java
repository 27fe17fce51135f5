package org.byzsgd.linalg.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Half vectors become whole ones as soon as they are loaded, and conversions are named. One kernel
 * that forgets it slows down all others of its JVM, and no result shows it: {@link
 * VectorKernels#HALVES} says why.
 */
class HalvesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/byzsgd/linalg/vector");
  private static final Pattern HALF = Pattern.compile("\\((HALVES|HALF_INTEGERS)[,)]");
  private static final Pattern WHOLE =
      Pattern.compile(
          "fromArray\\((HALVES|HALF_INTEGERS),[^()]*\\)\\.reinterpretShape\\((SPECIES|INTEGERS),0\\)");

  @Test
  void allAreReinterpretedFirst() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SOURCES)) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    long halves = 0;
    for (Path file : files) {
      String source = Files.readString(file).replaceAll("\\s+", "");
      assertFalse(source.contains(".castShape("), file + " looks a conversion up");
      long inFile = HALF.matcher(source).results().count();
      assertEquals(inFile, WHOLE.matcher(source).results().count(), file.toString());
      halves += inFile;
    }
    assertTrue(halves > 0, files.stream().map(Path::toString).collect(Collectors.joining(" ")));
  }
}
