package org.byzsgd.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.byzsgd.registry.UsageException;

/**
 * 1,797 handwritten digits of 8x8 values 0..16, embedded in the library: the data set for first
 * tries and tests. Values are read as v / 16. Every fifth image is in the test set.
 */
public final class Digits implements DatasetFormat {
  private static final String RESOURCE = "digits.csv.gz";
  private static final int SIDE = 8;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CLASSES = 10;
  private static final int MOST = 16;

  /** The format. */
  public Digits() {}

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public String syntax() {
    return "digits";
  }

  @Override
  public String summary() {
    return "1,797 handwritten digits of 8x8 grey values, embedded; every fifth is for the test";
  }

  @Override
  public String citation() {
    return "E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI, 1998, CC BY 4.0";
  }

  @Override
  public void check(DataAddress address, Storage storage) {
    if (!address.argument().isEmpty()) {
      throw new UsageException("digits: takes no argument, got '" + address.argument() + "'");
    }
  }

  @Override
  public Dataset load(DataAddress address, Storage storage) throws IOException {
    check(address, storage);
    Samples all;
    try (InputStream in = Digits.class.getResourceAsStream(RESOURCE)) {
      all = parse(new GZIPInputStream(in), RESOURCE);
    }
    return EveryFifth.split(address.toString(), all);
  }

  /**
   * Reads lines of 64 values and a label.
   *
   * @param in the lines
   * @param file the file's name, for messages
   * @return the images
   */
  static Samples parse(InputStream in, String file) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
    List<String> lines = reader.lines().toList();
    byte[] values = new byte[lines.size() * PIXELS];
    int[] labels = new int[lines.size()];
    for (int i = 0; i < labels.length; i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != PIXELS + 1) {
        throw new UsageException(
            String.format(
                "%s: line %d must have 65 values (64 and a label), got %d",
                file, i + 1, cells.length));
      }
      for (int j = 0; j < PIXELS; j++) {
        values[i * PIXELS + j] = (byte) number(cells[j], MOST, file, i + 1);
      }
      labels[i] = number(cells[PIXELS], CLASSES - 1, file, i + 1);
    }
    return Samples.ofBytes(new Shape(SIDE, SIDE, 1), CLASSES, values, 1f / MOST, labels);
  }

  private static int number(String cell, int most, String file, int line) {
    return IntStream.rangeClosed(0, most)
        .filter(value -> cell.equals(Integer.toString(value)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    String.format(
                        "%s: line %d must have whole numbers between 0 and %d, got '%s'",
                        file, line, most, cell)));
  }
}
