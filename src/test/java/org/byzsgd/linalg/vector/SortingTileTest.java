package org.byzsgd.linalg.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortingTileTest {
  static IntStream sizes() {
    return IntStream.rangeClosed(SortingTileGenerator.SMALLEST, SortingTileGenerator.LARGEST);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theSourceIsWhatTheGeneratorWrites(int rows) throws IOException {
    assertEquals(
        words(SortingTileGenerator.sortingTile(rows)),
        words(Files.readString(SortingTileGenerator.path("SortingTile" + rows))));
  }

  static IntStream halves() {
    return IntStream.rangeClosed(SortingTileGenerator.SMALLEST_HALF, SortingTileGenerator.LARGEST);
  }

  @ParameterizedTest
  @MethodSource("halves")
  void theMediansSourceIsWhatTheGeneratorWrites(int rows) throws IOException {
    assertEquals(
        words(SortingTileGenerator.medianTile(rows)),
        words(Files.readString(SortingTileGenerator.path("MedianTile" + rows))));
  }

  /** The formatter breaks lines, also of comments. */
  static String words(String source) {
    return source.replaceAll("[\\s*]+", "");
  }
}
