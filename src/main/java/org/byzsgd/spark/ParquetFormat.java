package org.byzsgd.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.byzsgd.data.DataAddress;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/**
 * Parquet files with the columns {@code features} (a vector of spark.ml, or an array of numbers)
 * and {@code label} (whole numbers; the K different ones become 0 .. K - 1 in their order). Where
 * PATH has directories train and test, those are the two sets; otherwise every fifth row, in the
 * order of the files' names, is for the test.
 */
public final class ParquetFormat implements SparkFormat {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int LEAST_LENGTH = 12;
  private static final int LOOKED_AT = 16;

  /** The format. */
  public ParquetFormat() {}

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public String syntax() {
    return "parquet:PATH";
  }

  @Override
  public String summary() {
    return "columns features and label; PATH/train and PATH/test, else every fifth row for the test";
  }

  @Override
  public String citation() {
    return "Apache Parquet, https://parquet.apache.org";
  }

  @Override
  public void check(DataAddress address, Storage storage) throws IOException {
    String path = address.path(syntax());
    for (String set : sets(path, storage)) {
      if (storage.length(set) >= 0) {
        checkFile(set, storage);
        continue;
      }
      List<String> names = storage.list(set);
      if (names.isEmpty()) {
        throw new UsageException(
            set + ": no such file, or an empty directory; " + syntax() + " needs one with files");
      }
      List<String> files = names.stream().filter(name -> !name.matches("[_.].*")).toList();
      for (String name : files.subList(0, Math.min(LOOKED_AT, files.size()))) {
        checkFile(Storage.child(set, name), storage);
      }
    }
  }

  /** {@return the paths of the training set and the test set, or of the one set to split} */
  private static List<String> sets(String path, Storage storage) throws IOException {
    List<String> names = storage.list(path);
    boolean training = names.contains("train");
    boolean test = names.contains("test");
    if (training != test) {
      throw new UsageException(
          String.format(
              "%s: must have both train and test, or none of them; has only %s",
              path, training ? "train" : "test"));
    }
    return training
        ? List.of(Storage.child(path, "train"), Storage.child(path, "test"))
        : List.of(path);
  }

  private static void checkFile(String path, Storage storage) throws IOException {
    long length = storage.length(path);
    if (length < 0) {
      return;
    }
    if (length < LEAST_LENGTH
        || !Arrays.equals(MAGIC, four(path, 0, storage))
        || !Arrays.equals(MAGIC, four(path, length - MAGIC.length, storage))) {
      throw new UsageException(
          String.format(
              "%s: must begin and end with PAR1, as whole Parquet files do; has %d bytes",
              path, length));
    }
  }

  private static byte[] four(String path, long from, Storage storage) throws IOException {
    try (InputStream in = storage.open(path, from)) {
      return in.readNBytes(MAGIC.length);
    }
  }

  @Override
  public Dataset load(DataAddress address, SparkSession session) throws IOException {
    HadoopStorage storage = new HadoopStorage(session.sparkContext().hadoopConfiguration());
    List<Table> tables =
        sets(address.path(syntax()), storage).stream().map(set -> table(session, set)).toList();
    return tables.size() == 1
        ? Table.split(address.toString(), tables.get(0))
        : Table.join(address.toString(), tables.get(0), tables.get(1));
  }

  private static Table table(SparkSession session, String path) {
    return TableFailure.told(
        path,
        "parquet",
        () -> {
          org.apache.spark.sql.Dataset<Row> frame = session.read().parquet(path);
          checkColumns(frame.schema(), path);
          return Table.collect(plain(frame), path);
        });
  }

  private static void checkColumns(StructType schema, String path) {
    List<String> names = List.of(schema.fieldNames());
    if (!names.contains("label") || !names.contains("features")) {
      throw new UsageException(
          String.format(
              "%s: must have the columns label and features, has %s",
              path, String.join(", ", names)));
    }
    DataType label = schema.apply("label").dataType();
    DataType features = schema.apply("features").dataType();
    if (!(label instanceof NumericType)) {
      throw new UsageException(
          path + ": the column label must be a whole number, is " + label.simpleString());
    }
    boolean numbers = features instanceof ArrayType a && a.elementType() instanceof NumericType;
    if (!numbers && !features.equals(SQLDataTypes.VectorType())) {
      throw new UsageException(
          String.format(
              "%s: the column features must be a vector or an array of numbers, is %s",
              path, features.simpleString()));
    }
  }

  private static org.apache.spark.sql.Dataset<Row> plain(org.apache.spark.sql.Dataset<Row> frame) {
    Column features = functions.col("features");
    boolean vector = frame.schema().apply("features").dataType().equals(SQLDataTypes.VectorType());
    return frame.select(
        functions.col("label").cast("double"),
        vector ? features : features.cast("array<float>").as("features"),
        functions.col("_metadata"));
  }
}
