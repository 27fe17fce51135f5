package org.byzsgd.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.storage.StorageLevel;
import org.byzsgd.data.Shape;
import org.byzsgd.registry.UsageException;
import org.byzsgd.training.Cluster;
import scala.Tuple2;

/**
 * A frame's rows as packed shards, one a worker, on the executors: they never come to the driver.
 * The shards depend on the rows, the columns and the seed alone, not on how the frame is
 * partitioned or ordered: rows stand in the order of a hash of what they hold. Either a column
 * tells a row's worker, or rows are dealt in that random order, so that the sizes of any two
 * workers differ by at most 1.
 */
public final class ShardedFrame implements AutoCloseable {
  /** More values than this in a column are hardly workers. */
  public static final int MOST_WORKERS = 10_000;

  private final JavaSparkContext spark;
  private final RowColumns columns;
  private final List<String> workers;
  private final long seed;
  private final JavaPairRDD<RowKey, byte[]> rows;
  private final FrameCounts counts;

  private ShardedFrame(
      JavaSparkContext spark,
      RowColumns columns,
      List<String> workers,
      long seed,
      JavaPairRDD<RowKey, byte[]> rows,
      FrameCounts counts) {
    this.spark = spark;
    this.columns = columns;
    this.workers = List.copyOf(workers);
    this.seed = seed;
    this.rows = rows;
    this.counts = counts;
  }

  /**
   * Reads a frame, and looks at all rows once.
   *
   * @param frame the rows
   * @param columns its columns
   * @param dealt how many workers to deal the rows to; not in use if a column tells the workers
   * @param seed of the run
   * @return the rows in the executors' memory and on their disks; the caller closes it
   * @throws UsageException if there are fewer rows than workers, or a column holds what it must not
   */
  public static ShardedFrame of(Dataset<Row> frame, RowColumns columns, int dealt, long seed) {
    List<String> named = columns.worker().map(column -> distinct(frame, column)).orElse(List.of());
    List<String> workers =
        columns.worker().isPresent()
            ? named
            : IntStream.range(0, dealt).mapToObj(Integer::toString).toList();
    JavaPairRDD<RowKey, byte[]> rows =
        select(frame, columns)
            .toJavaRDD()
            .mapToPair(new RowEncoding(columns, named, seed))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      FrameCounts counts = TableFailure.refused(() -> FrameCounts.of(rows.values()));
      counts.check(columns, workers.size());
      return new ShardedFrame(
          JavaSparkContext.fromSparkContext(frame.sparkSession().sparkContext()),
          columns,
          workers,
          seed,
          rows,
          counts);
    } catch (RuntimeException e) {
      rows.unpersist(false);
      throw e;
    }
  }

  private static Dataset<Row> select(Dataset<Row> frame, RowColumns columns) {
    List<Column> chosen = new ArrayList<>();
    chosen.add(frame.col(columns.label()).cast(DataTypes.DoubleType));
    chosen.add(frame.col(columns.features()));
    chosen.add(optional(frame, columns.weight()).cast(DataTypes.DoubleType));
    chosen.add(optional(frame, columns.worker()).cast(DataTypes.StringType));
    return frame.select(chosen.toArray(Column[]::new));
  }

  private static Column optional(Dataset<Row> frame, Optional<String> name) {
    return name.map(frame::col).orElse(functions.lit(null));
  }

  /** The column's values in their order: numbers by value, all others by their text. */
  private static List<String> distinct(Dataset<Row> frame, String column) {
    Column value = frame.col(column);
    boolean number = frame.schema().apply(column).dataType() instanceof NumericType;
    Dataset<Row> values =
        frame
            .select((number ? value : value.cast(DataTypes.StringType)).as("worker"))
            .distinct()
            .limit(MOST_WORKERS + 1);
    // The limit comes first, so that a column of another kind does not fill the driver.
    List<Row> found =
        values
            .orderBy(functions.col("worker"))
            .select(functions.col("worker").cast(DataTypes.StringType))
            .collectAsList();
    if (found.size() > MOST_WORKERS) {
      throw new UsageException(
          String.format(
              "column '%s': each value is a worker, and there may be at most %d, got more",
              column, MOST_WORKERS));
    }
    if (found.stream().anyMatch(row -> row.isNullAt(0))) {
      throw new UsageException("column '" + column + "': must tell each row's worker, got null");
    }
    return found.stream().map(row -> row.getString(0)).toList();
  }

  /** {@return the workers in the order of their ids: the column's values, or 0, 1, ... if dealt} */
  public List<String> workers() {
    return workers;
  }

  /** {@return how many rows all workers have together} */
  public long rows() {
    return counts.rows();
  }

  /** {@return how many values a row has} */
  public int features() {
    return counts.features();
  }

  /** {@return the largest label} */
  public int largestLabel() {
    return counts.largestLabel();
  }

  /**
   * Packs the shards and opens a cluster on them.
   *
   * @param run the run's name, for job descriptions
   * @param model the model as the user wrote it
   * @param shape of a row, of {@link #features} values
   * @param classes how many classes, more than the largest label
   * @param batch n, the most rows of a worker in a round
   * @return the cluster and the sizes of its shards; the caller closes it
   * @throws UsageException if all rows of a worker weigh nothing, or a worker has too many values
   */
  public ShardedCluster open(String run, String model, Shape shape, int classes, int batch) {
    JavaRDD<Shard> shards =
        dealt()
            .repartitionAndSortWithinPartitions(new RowKey.ByWorker(workers.size()))
            .mapPartitionsWithIndex(
                new ShardPacking(shape, classes, columns.weight().isPresent()), true)
            .setName(run + ": workers")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return cluster(run, new ShardContext(model, shape, classes, batch, seed), shards);
    } catch (RuntimeException e) {
      shards.unpersist(false);
      throw e;
    }
  }

  private ShardedCluster cluster(String run, ShardContext context, JavaRDD<Shard> shards) {
    List<double[]> sizes =
        TableFailure.refused(
            () ->
                shards
                    .map(
                        s ->
                            new double[] {
                              s.samples().count(),
                              s.samples().totalWeight(),
                              s.samples().fingerprint()
                            })
                    .collect());
    int[] counts = sizes.stream().mapToInt(size -> (int) size[0]).toArray();
    double[] weights = sizes.stream().mapToDouble(size -> size[1]).toArray();
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] > 0)) {
        throw new UsageException(
            String.format(
                "column '%s': the rows of worker %s must not all weigh 0",
                columns.weight().orElse(""), workers.get(i)));
      }
    }
    Cluster cluster =
        new SparkCluster(spark, run, context, shards, counts, Arrays.stream(weights).sum());
    int[] fingerprints = sizes.stream().mapToInt(size -> (int) size[2]).toArray();
    return new ShardedCluster(cluster, workers, counts, Arrays.hashCode(fingerprints));
  }

  private JavaPairRDD<RowKey, byte[]> dealt() {
    if (columns.worker().isPresent()) {
      return rows;
    }
    int count = workers.size();
    return rows.sortByKey()
        .zipWithIndex()
        .mapToPair(
            row ->
                new Tuple2<>(
                    new RowKey((int) (row._2() % count), row._1()._1().hash()), row._1()._2()));
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}
