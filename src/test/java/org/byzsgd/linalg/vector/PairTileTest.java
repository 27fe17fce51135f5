package org.byzsgd.linalg.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairTileTest {
  static IntStream sizes() {
    return IntStream.of(PairTileGenerator.SIZES);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void theSourceIsWhatTheGeneratorWrites(int size) throws IOException {
    assertEquals(
        SortingTileTest.words(PairTileGenerator.source(size)),
        SortingTileTest.words(Files.readString(PairTileGenerator.path(size))));
  }
}
