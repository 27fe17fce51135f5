package org.byzsgd.spark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.Assembly;
import org.byzsgd.data.DataAddress;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.FileLayout;
import org.byzsgd.data.Piece;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/**
 * Reads the pieces of a data set by tasks, one each. A task's result is a byte array: one byte that
 * tells whether it went well, then the piece's contents or the error's text. A bad file so ends the
 * job at once, where an exception would be tried four times and come back wrapped.
 */
final class PieceReading {
  private static final byte GOOD = 0;
  private static final byte BAD = 1;

  private PieceReading() {}

  static Dataset load(
      SparkSession session, DataAddress address, FileLayout layout, HadoopStorage storage) {
    List<Piece> pieces = layout.pieces();
    Assembly assembly = new Assembly(address.toString(), layout);
    List<Integer> indices = IntStream.range(0, pieces.size()).boxed().toList();
    JavaRDD<byte[]> results =
        JavaSparkContext.fromSparkContext(session.sparkContext())
            .parallelize(indices, pieces.size())
            .map(index -> attempt(pieces.get(index), storage, address));
    // A few pieces at a time: the packed set is in memory once, not twice.
    int window = Math.max(1, session.sparkContext().defaultParallelism());
    for (int from = 0; from < pieces.size(); from += window) {
      int[] some = IntStream.range(from, Math.min(from + window, pieces.size())).toArray();
      List<byte[]>[] collected = results.collectPartitions(some);
      for (int i = 0; i < some.length; i++) {
        Iterator<byte[]> only = collected[i].iterator();
        assembly.put(some[i], contents(only.next()));
      }
    }
    return assembly.dataset();
  }

  private static byte[] attempt(Piece piece, Storage storage, DataAddress address) {
    try {
      return tagged(GOOD, piece.read(storage));
    } catch (UsageException e) {
      return tagged(BAD, e.getMessage().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      String message = DatasetFormat.unreadable(address, e).getMessage();
      return tagged(BAD, message.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] tagged(byte tag, byte[] contents) {
    byte[] out = new byte[contents.length + 1];
    out[0] = tag;
    System.arraycopy(contents, 0, out, 1, contents.length);
    return out;
  }

  private static byte[] contents(byte[] result) {
    byte[] contents = Arrays.copyOfRange(result, 1, result.length);
    if (result[0] == BAD) {
      throw new UsageException(new String(contents, StandardCharsets.UTF_8));
    }
    return contents;
  }
}
