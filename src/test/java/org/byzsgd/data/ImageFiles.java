package org.byzsgd.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small image data sets of made-up pixels. */
public final class ImageFiles {
  private static final int CIFAR_RECORD = 3073;

  private ImageFiles() {}

  /** Six CIFAR-10 files of so many records; the pixels tell file, record and place. */
  public static void cifar10(Path directory, int records) throws IOException {
    Files.createDirectories(directory);
    for (int file = 1; file <= 6; file++) {
      byte[] bytes = new byte[records * CIFAR_RECORD];
      for (int i = 0; i < records; i++) {
        bytes[i * CIFAR_RECORD] = (byte) ((file + i) % 10);
        for (int j = 1; j < CIFAR_RECORD; j++) {
          bytes[i * CIFAR_RECORD + j] = (byte) (file * 31 + i * 7 + j);
        }
      }
      String name = file == 6 ? "test_batch.bin" : "data_batch_" + file + ".bin";
      Files.write(directory.resolve(name), bytes);
    }
  }

  /** The four files of MNIST's kin, 28x28, labels i % 10; names end in {@code ending}. */
  public static void idx(Path directory, int training, int test, String separator, String ending)
      throws IOException {
    Files.createDirectories(directory);
    idxSet(directory, "train", training, separator, ending);
    idxSet(directory, "t10k", test, separator, ending);
  }

  private static void idxSet(Path directory, String set, int count, String separator, String ending)
      throws IOException {
    byte[] pixels = new byte[count * 28 * 28];
    byte[] labels = new byte[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) (i % 10);
    }
    for (int j = 0; j < pixels.length; j++) {
      pixels[j] = (byte) (j * 13 + set.length());
    }
    write(
        directory.resolve(set + "-images" + separator + "idx3-ubyte" + ending),
        idxBytes(0x803, pixels, count, 28, 28));
    write(
        directory.resolve(set + "-labels" + separator + "idx1-ubyte" + ending),
        idxBytes(0x801, labels, count));
  }

  /** An IDX file's bytes with any magic number and sizes. */
  public static byte[] idxBytes(int magic, byte[] items, int... sizes) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + items.length).putInt(magic);
    for (int size : sizes) {
      out.putInt(size);
    }
    return out.put(items).array();
  }

  /** Writes bytes, compressed if the name says so. */
  public static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
  }

  /** The bytes compressed. */
  public static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
