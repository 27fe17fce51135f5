package org.byzsgd.spark;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.byzsgd.registry.UsageException;

/** Consecutive rows of a file and where they belong: what a task sends, as one byte array. */
final class RowChunk {
  private final String file;
  private final long start;
  private final int first;
  private final double[] labels;
  private final float[] values;

  private RowChunk(String file, long start, int first, double[] labels, float[] values) {
    this.file = file;
    this.start = start;
    this.first = first;
    this.labels = labels;
    this.values = values;
  }

  /** {@return at least one row as bytes} */
  static byte[] encode(
      String file, long start, int first, List<Double> labels, List<float[]> features) {
    byte[] name = file.getBytes(StandardCharsets.UTF_8);
    int rows = labels.size();
    int width = features.get(0).length;
    ByteBuffer out =
        ByteBuffer.allocate(4 + name.length + 8 + 4 + 4 + 4 + 8 * rows + 4 * rows * width);
    out.putInt(name.length).put(name).putLong(start).putInt(first).putInt(rows).putInt(width);
    labels.forEach(out::putDouble);
    for (float[] row : features) {
      out.asFloatBuffer().put(row);
      out.position(out.position() + 4 * width);
    }
    return out.array();
  }

  /** {@return an error's text, to be sent in a chunk's place} */
  static byte[] refusal(String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + text.length).putInt(-1).put(text).array();
  }

  /**
   * {@return the rows}
   *
   * @throws UsageException if the bytes are a refusal
   */
  static RowChunk decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int name = in.getInt();
    if (name < 0) {
      throw new UsageException(new String(bytes, 4, bytes.length - 4, StandardCharsets.UTF_8));
    }
    String file = new String(bytes, 4, name, StandardCharsets.UTF_8);
    in.position(4 + name);
    long start = in.getLong();
    int first = in.getInt();
    double[] labels = new double[in.getInt()];
    float[] values = new float[labels.length * in.getInt()];
    in.asDoubleBuffer().get(labels);
    in.position(in.position() + 8 * labels.length);
    in.asFloatBuffer().get(values);
    return new RowChunk(file, start, first, labels, values);
  }

  /** {@return the file's address} */
  String file() {
    return file;
  }

  /** {@return the first byte of the block that a task read} */
  long start() {
    return start;
  }

  /** {@return the number of the first row in that block} */
  int first() {
    return first;
  }

  /** {@return one a row} */
  double[] labels() {
    return labels;
  }

  /** {@return row after row} */
  float[] values() {
    return values;
  }
}
