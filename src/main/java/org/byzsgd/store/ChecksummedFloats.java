package org.byzsgd.store;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * A file of floats that tells whether it is whole: a magic number of its kind and version, the
 * length of a header, the header (JSON), a CRC-32C of all so far, the floats (big-endian), and a
 * CRC-32C of all. The reader knows from the header how many floats there are.
 */
public final class ChecksummedFloats {
  private static final int CHUNK = 1 << 16;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final CheckedInputStream checked;
  private final DataInputStream in;
  private final String kind;
  private final byte[] header;

  /** Not a whole file of the kind; the message goes on after the file's name. */
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

  private ChecksummedFloats(InputStream stream, long magic, String kind) throws IOException {
    this.checked = new CheckedInputStream(stream, new CRC32C());
    this.in = new DataInputStream(checked);
    this.kind = kind;
    try {
      if (in.readLong() != magic) {
        throw foreign(null);
      }
      this.header = in.readNBytes(Math.max(0, in.readInt()));
    } catch (EOFException e) {
      throw tooShort(e);
    }
    check();
  }

  /**
   * Writes a file.
   *
   * @param stream where to; the caller closes it
   * @param magic of the kind
   * @param header what Jackson makes JSON of; tells how long each row is
   * @param rows the floats
   * @throws IOException if it cannot be written
   */
  public static void write(OutputStream stream, long magic, Object header, Iterable<float[]> rows)
      throws IOException {
    byte[] text = JSON.writeValueAsBytes(header);
    CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32C());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(checked, CHUNK));
    out.writeLong(magic);
    out.writeInt(text.length);
    out.write(text);
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    for (float[] row : rows) {
      write(row, out);
    }
    out.flush();
    out.writeLong(checked.getChecksum().getValue());
    out.flush();
  }

  /**
   * Reads a file's header.
   *
   * @param stream from its first byte
   * @param magic of the kind
   * @param kind with its article, for messages
   * @return what goes on to read the rows
   * @throws TornException if it is another file, or the header is not whole
   * @throws IOException if it cannot be read
   */
  public static ChecksummedFloats open(InputStream stream, long magic, String kind)
      throws IOException {
    return new ChecksummedFloats(stream, magic, kind);
  }

  /**
   * The header as an object.
   *
   * @param type that Jackson knows to make
   * @param <T> the type
   * @return the header
   * @throws TornException if it is that of another version
   * @throws IOException if it cannot be read
   */
  public <T> T header(Class<T> type) throws IOException {
    try {
      return JSON.readValue(header, type);
    } catch (JsonProcessingException e) {
      throw foreign(e);
    }
  }

  /**
   * The next floats.
   *
   * @param length how many
   * @return the row
   * @throws TornException if the file ends before them
   * @throws IOException if it cannot be read
   */
  public float[] row(int length) throws IOException {
    float[] row = new float[length];
    byte[] bytes = new byte[CHUNK];
    try {
      for (int from = 0; from < length; from += CHUNK / Float.BYTES) {
        int count = Math.min(CHUNK / Float.BYTES, length - from);
        in.readFully(bytes, 0, count * Float.BYTES);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(row, from, count);
      }
      return row;
    } catch (EOFException e) {
      throw tooShort(e);
    }
  }

  /**
   * Compares the checksum that stands here.
   *
   * @throws TornException if it does not fit
   * @throws IOException if it cannot be read
   */
  public void check() throws IOException {
    long sum = checked.getChecksum().getValue();
    try {
      if (in.readLong() != sum) {
        throw new TornException("is damaged: its checksum does not fit", null);
      }
    } catch (EOFException e) {
      throw tooShort(e);
    }
  }

  private TornException foreign(IOException cause) {
    return new TornException("is not " + kind + " of this version", cause);
  }

  private static TornException tooShort(EOFException e) {
    return new TornException("is torn: it ends too early", e);
  }

  private static void write(float[] row, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    for (int from = 0; from < row.length; from += CHUNK / Float.BYTES) {
      int count = Math.min(CHUNK / Float.BYTES, row.length - from);
      buffer.clear().asFloatBuffer().put(row, from, count);
      out.write(buffer.array(), 0, count * Float.BYTES);
    }
  }
}
