package org.byzsgd.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.byzsgd.training.ServerState;

/**
 * A run between two rounds: the server's state, and all that was observed so far, so that the
 * results of a run that goes on are made anew from their beginning.
 *
 * <p>The file is one of {@link ChecksummedFloats} with the state's arrays in the order of their
 * names: a torn file is known as such before anything is made of it.
 *
 * @param hash of all that decides about the run that it belongs to
 * @param state the server's
 * @param observed what its observer keeps, in a form of its own
 */
public record Checkpoint(String hash, ServerState state, String observed) {
  private static final long MAGIC = 0x42595a5347444333L; // BYZSGDC3

  /** All but the floats. */
  private record Header(
      String hash, int done, Map<String, int[]> lengths, List<Double> numbers, String observed) {}

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
    SortedMap<String, int[]> lengths = new TreeMap<>();
    state
        .arrays()
        .forEach(
            (name, rows) ->
                lengths.put(name, Arrays.stream(rows).mapToInt(r -> r.length).toArray()));
    List<Double> numbers = Arrays.stream(state.numbers()).boxed().toList();
    Header header = new Header(hash, state.rounds(), lengths, numbers, observed);
    List<float[]> rows = state.arrays().values().stream().flatMap(Arrays::stream).toList();
    ChecksummedFloats.write(stream, MAGIC, header, rows);
  }

  /**
   * Reads a checkpoint.
   *
   * @param stream from its first byte
   * @return the checkpoint
   * @throws ChecksummedFloats.TornException if it is not a whole one
   * @throws IOException if it cannot be read
   */
  public static Checkpoint read(InputStream stream) throws IOException {
    ChecksummedFloats file = ChecksummedFloats.open(stream, MAGIC, "a checkpoint");
    Header header = file.header(Header.class);
    SortedMap<String, float[][]> arrays = new TreeMap<>();
    for (Map.Entry<String, int[]> lengths : new TreeMap<>(header.lengths).entrySet()) {
      List<float[]> rows = new ArrayList<>();
      for (int length : lengths.getValue()) {
        rows.add(file.row(length));
      }
      arrays.put(lengths.getKey(), rows.toArray(float[][]::new));
    }
    file.check();
    double[] numbers = header.numbers.stream().mapToDouble(Double::doubleValue).toArray();
    return new Checkpoint(
        header.hash, new ServerState(header.done, arrays, numbers), header.observed);
  }
}
