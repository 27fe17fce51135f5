package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFormatTest {
  @TempDir Path directory;
  private final Storage storage = new LocalStorage();

  private void check() {
    DatasetFormat.check("idx:" + directory, storage);
  }

  private Dataset load() {
    return DatasetFormat.load("idx:" + directory, storage);
  }

  private Path write(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    ImageFiles.write(file, bytes);
    return file;
  }

  @ParameterizedTest
  @CsvSource({"-, ''", "., ''", "-, .gz", "., .gz"})
  void readsEveryNaming(String separator, String ending) throws IOException {
    ImageFiles.idx(directory, 23, 7, separator, ending);
    check();
    Dataset data = load();
    assertEquals(23, data.training().count());
    assertEquals(7, data.test().count());
    assertEquals(new Shape(28, 28, 1), data.training().shape());
    assertEquals(10, data.training().classes());
    assertEquals(1, data.training().label(21));
    float[] values = new float[784];
    data.training().copyTo(22, values, 0);
    assertEquals(((22 * 784 * 13 + 5) & 0xFF) * (1 / 255f), values[0]);
    assertEquals((((22 * 784 + 783) * 13 + 5) & 0xFF) * (1 / 255f), values[783]);
  }

  @Test
  void moreThanTenClassesAreCounted() throws IOException {
    ImageFiles.idx(directory, 2, 2, "-", "");
    write("train-labels-idx1-ubyte", ImageFiles.idxBytes(0x801, new byte[] {26, 1}, 2));
    assertEquals(27, load().training().classes());
    assertEquals(27, load().test().classes());
  }

  @Test
  void missingFiles() throws IOException {
    Files.write(directory.resolve("train-images-idx3-ubyte.zip"), new byte[1]);
    Refusal.expect(
        "idx: no file train-images-idx3-ubyte in "
            + directory
            + " (found train-images-idx3-ubyte.zip); it may also be named"
            + " train-images.idx3-ubyte, and either may end in .gz",
        this::check);
  }

  @Test
  void wrongMagicNumbers() throws IOException {
    ImageFiles.idx(directory, 3, 2, "-", "");
    Path labels = write("train-labels-idx1-ubyte", ImageFiles.idxBytes(0x803, new byte[3], 3));
    Refusal.expect(
        labels + ": the magic number must be 0x00000801 (labels), got 0x00000803", this::check);
    byte[] zipped = ImageFiles.gzip(ImageFiles.idxBytes(0x801, new byte[3], 3));
    Files.write(labels, zipped);
    Refusal.expect(
        labels
            + ": the magic number must be 0x00000801 (labels), got 0x1f8b0800"
            + " (gzip: its name must end in .gz)",
        this::check);
    Files.delete(labels);
    Path plain = directory.resolve("train-labels-idx1-ubyte.gz");
    Files.write(plain, ImageFiles.idxBytes(0x801, new byte[3], 3));
    Refusal.expect(plain + ": must be compressed with gzip, as its name tells", this::check);
    Files.write(plain, Arrays.copyOf(zipped, 5));
    Refusal.expect(plain + ": must be compressed with gzip, as its name tells", this::check);
  }

  @Test
  void truncatedAndOverlongFiles() throws IOException {
    ImageFiles.idx(directory, 3, 2, "-", "");
    for (int extra : new int[] {-1, 1}) {
      Path images =
          write(
              "t10k-images-idx3-ubyte",
              ImageFiles.idxBytes(0x803, new byte[2 * 784 + extra], 2, 28, 28));
      Refusal.expect(
          images
              + ": the length must be 1584 bytes, as its header tells [2, 28, 28], got "
              + (1584 + extra),
          this::check);
    }
    Path images = write("t10k-images-idx3-ubyte", new byte[] {0, 0, 8, 3, 0, 0});
    Refusal.expect(images + ": ends in its header", this::check);
  }

  @Test
  void truncatedAndOverlongCompressedFiles() throws IOException {
    ImageFiles.idx(directory, 3, 2, "-", ".gz");
    String name = "t10k-images-idx3-ubyte.gz";
    Path images = write(name, ImageFiles.idxBytes(0x803, new byte[2 * 784 + 1], 2, 28, 28));
    Refusal.expect(images + ": must hold 1584 bytes, holds more", this::load);
    write(name, ImageFiles.idxBytes(0x803, new byte[2 * 784 - 1], 2, 28, 28));
    Refusal.expect(images + ": must hold 1584 bytes, holds fewer", this::load);
    byte[] whole = ImageFiles.gzip(ImageFiles.idxBytes(0x803, new byte[2 * 784], 2, 28, 28));
    Files.write(images, Arrays.copyOf(whole, whole.length - 9));
    Refusal.expect(images + ": ends too early or is damaged; must hold 1584 bytes", this::load);
  }

  @Test
  void sizesThatDoNotFit() throws IOException {
    ImageFiles.idx(directory, 3, 2, "-", "");
    Path images = directory.resolve("train-images-idx3-ubyte");
    Path labels = write("train-labels-idx1-ubyte", ImageFiles.idxBytes(0x801, new byte[4], 4));
    Refusal.expect(
        labels + ": must have 3 labels, one an image of " + images + ", got 4", this::check);
    ImageFiles.idx(directory, 3, 2, "-", "");
    write("t10k-images-idx3-ubyte", ImageFiles.idxBytes(0x803, new byte[60], 2, 6, 5));
    Refusal.expect(
        directory.resolve("t10k-images-idx3-ubyte")
            + ": images must be 28x28 as in "
            + images
            + ", got 6x5",
        this::check);
    write("train-images-idx3-ubyte", ImageFiles.idxBytes(0x803, new byte[0], 1 << 20, 1 << 20, 28));
    Refusal.expect(
        images
            + ": the sizes must be at least 1 and their product at most 2147483639,"
            + " got [1048576, 1048576, 28]",
        this::check);
    write("train-images-idx3-ubyte", ImageFiles.idxBytes(0x803, new byte[0], -3, 28, 28));
    Refusal.expect(
        images
            + ": the sizes must be at least 1 and their product at most 2147483639,"
            + " got [-3, 0, 0]",
        this::check);
  }
}
