package org.byzsgd.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.byzsgd.training.ServerState;

/**
 * A run between two rounds: the server's state, and all that was observed so far, so that the
 * results of a run that goes on are made anew from their beginning.
 *
 * <p>The file: the magic number, the lengths of a header and of what was observed, the header
 * (JSON), what was observed (UTF-8), a CRC-32C of all so far, the arrays' floats in the header's
 * order (big-endian), and a CRC-32C of all: a torn file is known as such before anything is made of
 * it.
 *
 * @param hash of all that decides about the run that it belongs to
 * @param state the server's
 * @param observed what its observer keeps, in a form of its own
 */
public record Checkpoint(String hash, ServerState state, String observed) {
  private static final long MAGIC = 0x42595a5347444332L; // BYZSGDC2
  private static final int CHUNK = 1 << 16;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** All but the floats and what was observed. */
  private record Header(String hash, int done, Map<String, int[]> lengths, List<Double> numbers) {}

  /** Not a whole checkpoint. */
  public static final class TornException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Names what is wrong.
     *
     * @param message what the file is or has
     * @param cause null if there is none
     */
    public TornException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The same beginning, of another run.
   *
   * @param other the hash of that run
   * @return its checkpoint
   */
  public Checkpoint of(String other) {
    return new Checkpoint(other, state, observed);
  }

  /**
   * Writes the file.
   *
   * @param stream where to
   * @throws IOException if it cannot be written
   */
  public void write(OutputStream stream) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, CHUNK));
    SortedMap<String, int[]> lengths = new TreeMap<>();
    state
        .arrays()
        .forEach(
            (name, rows) ->
                lengths.put(name, Arrays.stream(rows).mapToInt(r -> r.length).toArray()));
    byte[] header =
        JSON.writeValueAsBytes(
            new Header(
                hash, state.rounds(), lengths, Arrays.stream(state.numbers()).boxed().toList()));
    byte[] text = observed.getBytes(StandardCharsets.UTF_8);
    out.writeLong(MAGIC);
    out.writeInt(header.length);
    out.writeInt(text.length);
    out.write(header);
    out.write(text);
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    for (float[][] rows : state.arrays().values()) {
      for (float[] row : rows) {
        write(row, out);
      }
    }
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads a checkpoint.
   *
   * @param stream from its first byte
   * @return the checkpoint
   * @throws TornException if it is not a whole one
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(InputStream stream) throws IOException {
    CheckedInputStream checked = new CheckedInputStream(stream, new CRC32C());
    DataInputStream in = new DataInputStream(checked);
    try {
      if (in.readLong() != MAGIC) {
        throw new TornException("is not a checkpoint of this version", null);
      }
      int headerLength = Math.max(0, in.readInt());
      int textLength = Math.max(0, in.readInt());
      byte[] start = in.readNBytes(headerLength);
      byte[] text = in.readNBytes(textLength);
      check(checked, in);
      Header header = JSON.readValue(start, Header.class);
      SortedMap<String, float[][]> arrays = new TreeMap<>();
      for (Map.Entry<String, int[]> lengths : new TreeMap<>(header.lengths).entrySet()) {
        List<float[]> rows = new ArrayList<>();
        for (int length : lengths.getValue()) {
          rows.add(readRow(length, in));
        }
        arrays.put(lengths.getKey(), rows.toArray(float[][]::new));
      }
      check(checked, in);
      return new Checkpoint(
          header.hash,
          new ServerState(
              header.done,
              arrays,
              header.numbers.stream().mapToDouble(Double::doubleValue).toArray()),
          new String(text, StandardCharsets.UTF_8));
    } catch (EOFException | com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new TornException("is torn: it ends too early", e);
    }
  }

  private static void check(CheckedInputStream checked, DataInputStream in) throws IOException {
    long sum = checked.getChecksum().getValue();
    if (in.readLong() != sum) {
      throw new TornException("is damaged: its checksum does not fit", null);
    }
  }

  private static void write(float[] row, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (int from = 0; from < row.length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, row.length - from);
      buffer.clear().asFloatBuffer().put(row, from, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }

  private static float[] readRow(int length, DataInputStream in) throws IOException {
    float[] row = new float[length];
    byte[] bytes = new byte[CHUNK];
    for (int from = 0; from < length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, length - from);
      in.readFully(bytes, 0, count * Float.BYTES);
      ByteBuffer.wrap(bytes).asFloatBuffer().get(row, from, count);
    }
    return row;
  }
}
