package org.byzsgd.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.byzsgd.registry.UsageException;

/**
 * One IDX file of unsigned bytes, plain or compressed with gzip: a magic number 0x0800 + rank, one
 * size a dimension, all 32-bit big-endian, then the items' bytes row-major.
 *
 * @param path the file; compressed if its name ends in {@code .gz}
 * @param rank the number of dimensions: 3 for images, 1 for labels
 * @param count how many items
 * @param height rows of an item, 1 for labels
 * @param width columns of an item, 1 for labels
 */
record IdxFile(String path, int rank, int count, int height, int width) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int GZIP = 0x1f8b;

  /** Reads a file's header and, where the file is plain, compares its length. */
  static IdxFile inspect(String path, int rank, Storage storage) throws IOException {
    int[] sizes;
    try (InputStream in = contents(path, storage.open(path))) {
      sizes = header(in, path, rank);
    }
    IdxFile file =
        new IdxFile(path, rank, sizes[0], rank == 3 ? sizes[1] : 1, rank == 3 ? sizes[2] : 1);
    long length = storage.length(path);
    if (!file.compressed() && length != file.bytes()) {
      throw new UsageException(
          String.format(
              "%s: the length must be %d bytes, as its header tells %s, got %d",
              path, file.bytes(), Arrays.toString(sizes), length));
    }
    return file;
  }

  /** Reads magic number and sizes. */
  static int[] header(InputStream in, String path, int rank) throws IOException {
    int magic = number(in, path);
    if (magic != UNSIGNED_BYTES + rank) {
      String hint = magic >>> 16 == GZIP ? " (gzip: its name must end in .gz)" : "";
      throw new UsageException(
          String.format(
              "%s: the magic number must be 0x%08x (%s), got 0x%08x%s",
              path, UNSIGNED_BYTES + rank, rank == 3 ? "images" : "labels", magic, hint));
    }
    int[] sizes = new int[rank];
    long size = 1;
    for (int i = 0; i < rank; i++) {
      sizes[i] = number(in, path);
      size = sizes[i] < 1 || size > Integer.MAX_VALUE ? -1 : size * sizes[i];
      if (size < 1) {
        break;
      }
    }
    if (size < 1 || size > Integer.MAX_VALUE - 8) {
      throw new UsageException(
          String.format(
              "%s: the sizes must be at least 1 and their product at most %d, got %s",
              path, Integer.MAX_VALUE - 8, Arrays.toString(sizes)));
    }
    return sizes;
  }

  private static int number(InputStream in, String path) throws IOException {
    byte[] four = new byte[4];
    int read;
    try {
      read = in.readNBytes(four, 0, 4);
    } catch (EOFException e) {
      throw new UsageException(path + ": ends in its header", e);
    }
    if (read < 4) {
      throw new UsageException(path + ": ends in its header");
    }
    return (four[0] & 0xFF) << 24
        | (four[1] & 0xFF) << 16
        | (four[2] & 0xFF) << 8
        | (four[3] & 0xFF);
  }

  private static InputStream contents(String path, InputStream raw) throws IOException {
    if (!path.endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (ZipException | EOFException e) {
      raw.close();
      throw new UsageException(path + ": must be compressed with gzip, as its name tells", e);
    }
  }

  /** {@return whether the file can only be read from its start} */
  boolean compressed() {
    return path.endsWith(".gz");
  }

  /** {@return the number of bytes of an item} */
  int itemBytes() {
    return height * width;
  }

  private long bytes() {
    return 4 + 4L * rank + (long) count * itemBytes();
  }

  /** Reads some items into an array; of a compressed file, all of them. */
  void read(Storage storage, int first, byte[] out, int offset, int items) throws IOException {
    int wanted = items * itemBytes();
    long skipped = 4 + 4L * rank + (long) first * itemBytes();
    int got;
    int more;
    try (InputStream in =
        compressed() ? contents(path, storage.open(path)) : storage.open(path, skipped)) {
      if (compressed()) {
        in.skipNBytes(skipped);
      }
      got = in.readNBytes(out, offset, wanted);
      more = compressed() ? in.read() : -1;
    } catch (EOFException | ZipException e) {
      throw new UsageException(
          String.format("%s: ends too early or is damaged; must hold %d bytes", path, bytes()), e);
    }
    if (got < wanted || more >= 0) {
      throw new UsageException(
          String.format(
              "%s: must hold %d bytes, holds %s", path, bytes(), got < wanted ? "fewer" : "more"));
    }
  }
}
