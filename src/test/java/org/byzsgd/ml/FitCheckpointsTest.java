package org.byzsgd.ml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fit of 6 epochs keeps its state after 5 of them; here its disk is full after 3. */
class FitCheckpointsTest {
  private static Dataset<Row> frame;
  private static ByzantineRobustClassificationModel whole;

  @TempDir private Path directory;

  /** Momentum of the workers, and a rule with a memory. */
  private static ByzantineRobustClassifier classifier() {
    return new ByzantineRobustClassifier()
        .setNumWorkers(5)
        .setEpochs(6)
        .setBatchSize(16)
        .setDeclaredByzantine(1)
        .setRule("centered-clipping")
        .setMomentum(0.9)
        .setSchedule("cosine");
  }

  @BeforeAll
  static void fitWithoutInterruption() {
    FullDisk.register(Frames.session().sparkContext().hadoopConfiguration());
    frame = Frames.frame(600, 1);
    whole = classifier().fit(frame);
  }

  private ByzantineRobustClassifier keeping() {
    return classifier().setCheckpointDir("full://" + directory);
  }

  @BeforeEach
  void interrupt() throws IOException {
    FullDisk.room(3);
    UncheckedIOException full =
        assertThrows(UncheckedIOException.class, () -> keeping().fit(frame));
    assertEquals("no space left on device", full.getCause().getMessage());
    assertEquals(List.of("round-000000014.checkpoint", "round-000000021.checkpoint"), files());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".checkpoint"))
          .sorted()
          .toList();
    }
  }

  private static void assertSame(ByzantineRobustClassificationModel model) {
    assertArrayEquals(whole.parameters(), model.parameters());
    ByzantineRobustTrainingSummary expected = whole.summary();
    assertArrayEquals(expected.objectiveHistory(), model.summary().objectiveHistory());
    assertEquals(expected.workerReports(), model.summary().workerReports());
    assertEquals(
        expected.epochs().collectAsList().toString(),
        model.summary().epochs().collectAsList().toString());
  }

  @Test
  void goesOnToTheSameBitsAndLeavesNothing() throws IOException {
    FullDisk.room(100);
    assertSame(keeping().fit(frame.repartition(3)));
    assertEquals(2, 100 - FullDisk.left(), "states after epochs 4 and 5");
    assertEquals(List.of(), files());
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void goesOnFromTheStateBeforeATornOne() throws IOException {
    FullDisk.room(100);
    try (Stream<Path> files = Files.walk(directory)) {
      Path newest =
          files.filter(file -> file.toString().endsWith("21.checkpoint")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(newest);
      Files.write(newest, Arrays.copyOf(bytes, bytes.length - 5));
    }
    assertSame(keeping().fit(frame));
    assertEquals(3, 100 - FullDisk.left(), "states after epochs 3, 4 and 5");
  }

  @Test
  void otherRowsOrParametersAreAnotherFit() throws IOException {
    FullDisk.room(100);
    keeping().setSeed(2).fit(frame);
    assertEquals(5, 100 - FullDisk.left());
    keeping().fit(frame.limit(599));
    assertEquals(10, 100 - FullDisk.left());
    keeping().setCheckpointInterval(2).setStepSize(0.05).fit(frame);
    assertEquals(12, 100 - FullDisk.left(), "states after epochs 2 and 4");
    assertEquals(2, files().size());
  }
}
