package org.byzsgd.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.byzsgd.registry.UsageException;

/**
 * CIFAR-10 in its binary version: files of records of 1 + 3072 bytes, a label 0..9 and 32x32 pixels
 * plane by plane (red, green, blue). Values are bytes / 255, without any other preprocessing.
 */
public final class Cifar10 implements PiecewiseFormat {
  private static final int CLASSES = 10;
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final int RECORD = 1 + CHANNELS * PLANE;
  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final String TEST = "test_batch.bin";

  /** The format. */
  public Cifar10() {}

  @Override
  public String name() {
    return "cifar10";
  }

  @Override
  public String syntax() {
    return "cifar10:DIR";
  }

  @Override
  public String summary() {
    return "32x32 colour images in 10 classes: data_batch_1.bin to 5 and test_batch.bin in DIR";
  }

  @Override
  public String citation() {
    return "A. Krizhevsky, Learning multiple layers of features from tiny images, 2009";
  }

  @Override
  public FileLayout layout(DataAddress address, Storage storage) throws IOException {
    String directory = address.path(syntax());
    List<Piece> training = new ArrayList<>();
    for (String name : TRAINING) {
      training.addAll(pieces(directory, name, storage));
    }
    return new FileLayout(
        new Shape(SIDE, SIDE, CHANNELS),
        CLASSES,
        1 / 255f,
        List.copyOf(training),
        pieces(directory, TEST, storage));
  }

  private static List<Piece> pieces(String directory, String name, Storage storage)
      throws IOException {
    String path = Storage.child(directory, name);
    long length = storage.length(path);
    if (length < 0) {
      throw new UsageException(
          String.format(
              "cifar10: no file %s in %s (%s); data_batch_1.bin to data_batch_5.bin and"
                  + " test_batch.bin are needed",
              name, directory, Listing.of(storage, directory)));
    }
    if (length == 0 || length % RECORD != 0 || length / RECORD > Integer.MAX_VALUE) {
      throw new UsageException(
          String.format(
              "%s: the length must be a positive multiple of %d bytes (a label and 32x32x3"
                  + " values), got %d",
              path, RECORD, length));
    }
    int records = (int) (length / RECORD);
    int most = FileLayout.samplesPerPiece(RECORD);
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0; from < records; from += most) {
      pieces.add(new Records(path, from, Math.min(most, records - from)));
    }
    return List.copyOf(pieces);
  }

  /**
   * Unpacks whole records.
   *
   * @param records the records' bytes
   * @param first the number of the first record in its file, for messages
   * @param file the file's name, for messages
   * @return the labels, then the images, channels last
   */
  static byte[] unpack(byte[] records, int first, String file) {
    int count = records.length / RECORD;
    byte[] out = new byte[records.length];
    for (int i = 0; i < count; i++) {
      int label = records[i * RECORD] & 0xFF;
      if (label >= CLASSES) {
        throw new UsageException(
            String.format(
                "%s: the label of record %d must be between 0 and 9, got %d",
                file, first + i, label));
      }
      out[i] = (byte) label;
      int from = i * RECORD + 1;
      int to = count + i * CHANNELS * PLANE;
      for (int channel = 0; channel < CHANNELS; channel++) {
        for (int pixel = 0; pixel < PLANE; pixel++) {
          out[to + pixel * CHANNELS + channel] = records[from + channel * PLANE + pixel];
        }
      }
    }
    return out;
  }

  private record Records(String path, int first, int count) implements Piece {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] read(Storage storage) throws IOException {
      try (InputStream in = storage.open(path, (long) first * RECORD)) {
        byte[] records = in.readNBytes(count * RECORD);
        if (records.length < count * RECORD) {
          throw new UsageException(
              String.format(
                  "%s: ends in record %d, must have at least %d records",
                  path, first + records.length / RECORD, first + count));
        }
        return unpack(records, first, path);
      }
    }
  }
}
