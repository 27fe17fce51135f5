package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  @TempDir Path directory;
  private final Storage storage = new LocalStorage();

  @BeforeEach
  void write() throws IOException {
    ImageFiles.cifar10(directory, 3);
  }

  private Dataset load() {
    return DatasetFormat.load("cifar10:" + directory, storage);
  }

  @Test
  void planesBecomePixelsWithChannelsLast() {
    byte[] record = new byte[3073];
    record[0] = 7;
    record[1 + 5 * 32 + 9] = 11; // red of row 5, column 9
    record[1 + 1024 + 5 * 32 + 9] = 22; // green
    record[1 + 2048 + 5 * 32 + 9] = (byte) 233; // blue
    byte[] unpacked = Cifar10.unpack(record, 0, "file");
    byte[] expected = new byte[3073];
    expected[0] = 7;
    int pixel = 1 + (5 * 32 + 9) * 3;
    expected[pixel] = 11;
    expected[pixel + 1] = 22;
    expected[pixel + 2] = (byte) 233;
    assertArrayEquals(expected, unpacked);
  }

  @Test
  void fiveFilesAreTheTrainingSetInOrder() {
    Dataset data = load();
    assertEquals("cifar10:" + directory, data.name());
    assertEquals(new Shape(32, 32, 3), data.training().shape());
    assertEquals(10, data.training().classes());
    assertEquals(15, data.training().count());
    assertEquals(3, data.test().count());
    int[] labels = new int[15];
    Arrays.setAll(labels, i -> data.training().label(i));
    assertArrayEquals(new int[] {1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6, 5, 6, 7}, labels);
    float[] values = new float[3072];
    data.training().copyTo(4, values, 0); // file 2, record 1
    assertEquals(((2 * 31 + 7 + 1) & 0xFF) * (1 / 255f), values[0]);
    assertEquals(((2 * 31 + 7 + 1 + 1024) & 0xFF) * (1 / 255f), values[1]);
  }

  @Test
  void aMissingFileIsNamedWithWhatIsThere() throws IOException {
    Files.delete(directory.resolve("data_batch_3.bin"));
    Refusal.expect(
        "cifar10: no file data_batch_3.bin in "
            + directory
            + " (found data_batch_1.bin, data_batch_2.bin, data_batch_4.bin, data_batch_5.bin,"
            + " test_batch.bin); data_batch_1.bin to data_batch_5.bin and test_batch.bin are needed",
        this::load);
    Refusal.expect(
        "cifar10: no file data_batch_1.bin in /nowhere (no such directory, or an empty one);"
            + " data_batch_1.bin to data_batch_5.bin and test_batch.bin are needed",
        () -> DatasetFormat.check("cifar10:/nowhere", storage));
    Refusal.expect(
        "cifar10: expected cifar10:DIR, got 'cifar10'",
        () -> DatasetFormat.check("cifar10", storage));
  }

  @Test
  void aLengthThatIsNoMultipleIsRefusedBeforeReading() throws IOException {
    Path file = directory.resolve("data_batch_2.bin");
    for (int length : new int[] {3 * 3073 - 1, 3 * 3073 + 1, 0}) {
      Files.write(file, new byte[length]);
      Refusal.expect(
          file
              + ": the length must be a positive multiple of 3073 bytes (a label and 32x32x3"
              + " values), got "
              + length,
          () -> DatasetFormat.check("cifar10:" + directory, storage));
    }
  }

  @Test
  void aLabelOutOfRangeIsNamedWithItsRecord() throws IOException {
    Path file = directory.resolve("test_batch.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[2 * 3073] = (byte) 200;
    Files.write(file, bytes);
    Refusal.expect(file + ": the label of record 2 must be between 0 and 9, got 200", this::load);
  }

  @Test
  void aFileThatShrinksAfterTheCheckIsRefused() throws IOException {
    Path file = directory.resolve("test_batch.bin");
    DataAddress address = DataAddress.parse("cifar10:" + directory);
    Piece piece = new Cifar10().layout(address, storage).test().get(0);
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 4000));
    Refusal.expect(
        file + ": ends in record 1, must have at least 3 records", () -> piece.read(storage));
  }

  @Test
  void largeFilesAreReadInPiecesOfWholeRecords() throws IOException {
    Path file = directory.resolve("data_batch_1.bin");
    byte[] bytes = new byte[6000 * 3073];
    bytes[2728 * 3073] = 1;
    bytes[2729 * 3073] = 2;
    bytes[5999 * 3073] = 9;
    Files.write(file, bytes);
    Dataset data = load();
    assertEquals(6012, data.training().count());
    assertEquals(1, data.training().label(2728));
    assertEquals(2, data.training().label(2729));
    assertEquals(9, data.training().label(5999));
    FileLayout layout = new Cifar10().layout(DataAddress.parse("cifar10:" + directory), storage);
    assertEquals(3 + 4, layout.training().size());
  }
}
