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
 * Half vectors become whole ones before they are widened, and conversions are named. One kernel
 * that forgets it slows down all others of its JVM, and no result shows it: {@link
 * VectorKernels#HALVES} says why.
 */
class HalvesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/byzsgd/linalg/vector");
  private static final Pattern WIDENED = Pattern.compile("convertShape\\(F2D, DOUBLES, 0\\)");
  private static final Pattern WHOLE =
      Pattern.compile("\\.reinterpretShape\\(SPECIES, 0\\)\\.convertShape\\(F2D, DOUBLES, 0\\)");

  @Test
  void allAreReinterpretedFirst() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SOURCES)) {
      files = all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    long widened = 0;
    for (Path file : files) {
      String source = Files.readString(file).replaceAll("\\s+(?=\\.)", "");
      assertFalse(source.contains(".castShape("), file + " looks a conversion up");
      long inFile = WIDENED.matcher(source).results().count();
      assertEquals(inFile, WHOLE.matcher(source).results().count(), file.toString());
      widened += inFile;
    }
    assertTrue(widened > 0, files.stream().map(Path::toString).collect(Collectors.joining(" ")));
  }
}
