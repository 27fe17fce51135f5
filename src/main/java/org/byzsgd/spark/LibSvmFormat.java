package org.byzsgd.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.DataAddress;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/**
 * Text files of lines {@code label index:value index:value ...}, read by Spark's libsvm source and
 * made dense. Labels are whole numbers; the K different ones become 0 .. K - 1 in their order. The
 * test set is {@code PATH.t} where there is such a file, every fifth row otherwise. Where one of
 * the two knows fewer features, the missing ones are zeros, as the format means it.
 */
public final class LibSvmFormat implements SparkFormat {
  private static final Pattern LINE =
      Pattern.compile("\\s*[-+]?[0-9.]+([eE][-+]?[0-9]+)?(\\s+([0-9]+:.*)?|\\s*)");
  private static final Pattern COMPRESSED = Pattern.compile(".*\\.(gz|bz2|zst|lz4|snappy|deflate)");
  private static final int LOOKED_AT = 4096;

  /** The format. */
  public LibSvmFormat() {}

  @Override
  public String name() {
    return "libsvm";
  }

  @Override
  public String syntax() {
    return "libsvm:PATH";
  }

  @Override
  public String summary() {
    return "lines of label index:value ...; PATH.t is the test set, else every fifth line";
  }

  @Override
  public String citation() {
    return "C.-C. Chang, C.-J. Lin, LIBSVM: a library for support vector machines, ACM TIST, 2011";
  }

  @Override
  public void check(DataAddress address, Storage storage) throws IOException {
    String path = address.path(syntax());
    if (storage.length(path) < 0 && storage.list(path).isEmpty()) {
      throw new UsageException(path + ": no such file; " + syntax() + " needs one");
    }
    checkFile(path, storage);
    checkFile(path + ".t", storage);
  }

  private static void checkFile(String path, Storage storage) throws IOException {
    long length = storage.length(path);
    if (length == 0) {
      throw new UsageException(path + ": must have at least one line, is empty");
    }
    if (length < 0 || COMPRESSED.matcher(path).matches()) {
      return;
    }
    String start;
    try (InputStream in = storage.open(path)) {
      start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
    }
    String line =
        start
            .lines()
            .filter(some -> !some.isBlank() && !some.startsWith("#"))
            .findFirst()
            .orElse("0");
    if (!LINE.matcher(line).matches()) {
      throw new UsageException(
          String.format(
              "%s: lines must read 'label index:value index:value ...', got '%s'",
              path, line.substring(0, Math.min(40, line.length()))));
    }
  }

  @Override
  public Dataset load(DataAddress address, SparkSession session) throws IOException {
    String path = address.path(syntax());
    HadoopStorage storage = new HadoopStorage(session.sparkContext().hadoopConfiguration());
    Table all = table(session, path);
    String testPath = path + ".t";
    if (storage.length(testPath) < 0) {
      return Table.split(address.toString(), all);
    }
    Table test = table(session, testPath);
    int features = Math.max(all.features(), test.features());
    return Table.join(
        address.toString(), all.widened(features, path), test.widened(features, testPath));
  }

  private static Table table(SparkSession session, String path) {
    return TableFailure.told(
        path,
        "libsvm",
        () -> {
          org.apache.spark.sql.Dataset<Row> frame = session.read().format("libsvm").load(path);
          return Table.collect(frame, path);
        });
  }
}
