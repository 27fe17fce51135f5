package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.byzsgd.data.Refusal;
import org.byzsgd.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetFormatTest {
  private static final DataType DOUBLES = DataTypes.createArrayType(DataTypes.DoubleType);

  @TempDir Path directory;

  private static Dataset<Row> frame(
      SparkSession session, DataType features, DataType label, List<Row> rows) {
    StructType schema = new StructType().add("features", features).add("label", label);
    return session.createDataFrame(rows, schema);
  }

  private static org.byzsgd.data.Dataset load(Path path) {
    return SparkData.load(SparkFixture.session(), "parquet:" + path);
  }

  private static float[] sample(Samples samples, int i) {
    float[] out = new float[samples.shape().size()];
    samples.copyTo(i, out, 0);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {SparkFixture.JAVA, SparkFixture.KRYO})
  void vectorsInSeveralFilesKeepTheirOrder(String serializer) {
    SparkSession session = SparkFixture.session(serializer);
    List<Row> rows =
        IntStream.range(0, 103)
            .mapToObj(
                i ->
                    RowFactory.create(
                        i % 2 == 0
                            ? Vectors.dense(i, -1, 0)
                            : Vectors.sparse(3, new int[] {0, 1}, new double[] {i, -1}),
                        i % 3))
            .toList();
    Path path = directory.resolve("vectors");
    frame(session, SQLDataTypes.VectorType(), DataTypes.IntegerType, rows)
        .repartitionByRange(3, org.apache.spark.sql.functions.spark_partition_id())
        .coalesce(1)
        .write()
        .option("maxRecordsPerFile", 40)
        .parquet(path.toString());
    SparkData.check(new Configuration(), "parquet:" + path);
    org.byzsgd.data.Dataset data = load(path);
    assertEquals(83, data.training().count());
    assertEquals(20, data.test().count());
    for (int i = 0; i < 83; i++) {
      int row = i / 4 * 5 + i % 4;
      assertArrayEquals(new float[] {row, -1, 0}, sample(data.training(), i));
      assertEquals(row % 3, data.training().label(i));
    }
    assertArrayEquals(new float[] {4, -1, 0}, sample(data.test(), 0));
  }

  @Test
  void directoriesTrainAndTestAreTheSets() {
    SparkSession session = SparkFixture.session();
    List<Row> training =
        List.of(
            RowFactory.create(new double[] {1, 2}, 5L), RowFactory.create(new double[] {3, 4}, 9L));
    frame(session, DOUBLES, DataTypes.LongType, training)
        .coalesce(1)
        .write()
        .parquet(directory.resolve("train").toString());
    Refusal.expect(
        directory + ": must have both train and test, or none of them; has only train",
        () -> load(directory));
    frame(session, DOUBLES, DataTypes.LongType, training.subList(1, 2))
        .write()
        .parquet(directory.resolve("test").toString());
    org.byzsgd.data.Dataset data = load(directory);
    assertEquals(2, data.training().count());
    assertEquals(2, data.training().classes());
    assertArrayEquals(new float[] {1, 2}, sample(data.training(), 0));
    assertArrayEquals(new float[] {3, 4}, sample(data.test(), 0));
    assertEquals(1, data.test().label(0));
  }

  private Path written(String name, DataType features, DataType label, List<Row> rows) {
    Path path = directory.resolve(name);
    frame(SparkFixture.session(), features, label, rows).coalesce(1).write().parquet(path + "");
    return path;
  }

  @Test
  void brokenTablesAreRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text.parquet"), "label,features\n1,2\n");
    Refusal.expect(
        text + ": must begin and end with PAR1, as whole Parquet files do; has 19 bytes",
        () -> SparkData.check(new Configuration(), "parquet:" + text));
    Refusal.expect(
        "/nowhere: no such file, or an empty directory; parquet:PATH needs one with files",
        () -> SparkData.check(new Configuration(), "parquet:/nowhere"));
    Path words =
        written("words", DOUBLES, DataTypes.StringType, List.of(RowFactory.create(null, "x")));
    Refusal.expect(
        words + ": the column label must be a whole number, is string", () -> load(words));
    Path scalar = written("scalar", DataTypes.FloatType, DataTypes.IntegerType, List.of());
    Refusal.expect(
        scalar + ": the column features must be a vector or an array of numbers, is float",
        () -> load(scalar));
    Path none = written("none", DOUBLES, DataTypes.IntegerType, List.of());
    Refusal.expect(
        none + ": must have between 1 and 2147483639 values, got 0 in 0 rows", () -> load(none));
    Path other = directory.resolve("other");
    SparkFixture.session().range(3).write().parquet(other.toString());
    Refusal.expect(other + ": must have the columns label and features, has id", () -> load(other));
  }

  @Test
  void brokenRowsAreRefused() throws IOException {
    Path ragged =
        written(
            "ragged",
            DOUBLES,
            DataTypes.IntegerType,
            List.of(
                RowFactory.create(new double[] {1, 2}, 0), RowFactory.create(new double[] {1}, 0)));
    Refusal.expect(
        file(ragged) + ": row 1 from byte 0: must have 2 features as the rows before, got 1",
        () -> load(ragged));
    Path missing =
        written(
            "missing",
            DOUBLES,
            DataTypes.IntegerType,
            List.of(RowFactory.create(new double[] {1, Double.NaN}, 0)));
    Refusal.expect(
        file(missing) + ": row 0 from byte 0: feature 1 must be finite in float32, got NaN",
        () -> load(missing));
    Path unlabelled =
        written(
            "unlabelled",
            DOUBLES,
            DataTypes.IntegerType,
            List.of(RowFactory.create(new double[] {1, 2}, null)));
    Refusal.expect(
        file(unlabelled) + ": row 0 from byte 0: the label must be a whole number, got null",
        () -> load(unlabelled));
  }

  /** The address of the one file that Spark wrote into a directory. */
  private static String file(Path written) throws IOException {
    try (var files = Files.list(written)) {
      return "file:"
          + files.filter(path -> path.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }
}
