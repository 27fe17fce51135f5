package org.byzsgd.spark;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.EveryFifth;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.registry.UsageException;

/**
 * Rows of a label and features, in the order of the files' names and of the rows in them, whatever
 * the number of tasks that read them.
 */
final class Table {
  private final double[] labels;
  private final float[] values;

  private Table(double[] labels, float[] values) {
    this.labels = labels;
    this.values = values;
  }

  /** Collects a frame with the columns label (double) and features (vector or array of float). */
  static Table collect(org.apache.spark.sql.Dataset<Row> frame, String path) {
    List<RowChunk> chunks =
        frame
            .select(
                functions.col("label"),
                functions.col("features"),
                functions.col("_metadata.file_path"),
                functions.col("_metadata.file_block_start"))
            .toJavaRDD()
            .mapPartitions(new RowPacking())
            .collect()
            .stream()
            .map(RowChunk::decode)
            .sorted(
                Comparator.comparing(RowChunk::file)
                    .thenComparing(RowChunk::start)
                    .thenComparing(RowChunk::first))
            .toList();
    int rows = chunks.stream().mapToInt(chunk -> chunk.labels().length).sum();
    long size = chunks.stream().mapToLong(chunk -> chunk.values().length).sum();
    if (rows == 0 || size > Integer.MAX_VALUE - 8) {
      throw new UsageException(
          String.format(
              "%s: must have between 1 and %d values, got %d in %d rows",
              path, Integer.MAX_VALUE - 8, size, rows));
    }
    double[] labels = new double[rows];
    float[] values = new float[(int) size];
    int row = 0;
    int value = 0;
    for (RowChunk chunk : chunks) {
      int width = chunk.values().length / chunk.labels().length;
      if (width == 0 || width != size / rows) {
        throw new UsageException(
            String.format(
                "%s: all rows must have equally many features, at least 1; some of %s have %d",
                path, chunk.file(), width));
      }
      System.arraycopy(chunk.labels(), 0, labels, row, chunk.labels().length);
      System.arraycopy(chunk.values(), 0, values, value, chunk.values().length);
      row += chunk.labels().length;
      value += chunk.values().length;
    }
    return new Table(labels, values);
  }

  /** {@return the number of features} */
  int features() {
    return values.length / labels.length;
  }

  /** {@return this table with zeros behind each row, up to so many features} */
  Table widened(int features, String path) {
    int width = features();
    if (width == features) {
      return this;
    }
    if ((long) features * labels.length > Integer.MAX_VALUE - 8) {
      throw new UsageException(
          String.format("%s: %d rows of %d features are too many", path, labels.length, features));
    }
    float[] wider = new float[labels.length * features];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(values, i * width, wider, i * features, width);
    }
    return new Table(labels, wider);
  }

  /** {@return a data set of which every fifth row is the test set} */
  static Dataset split(String name, Table all) {
    double[] known = distinct(all.labels);
    return EveryFifth.split(name, all.samples(known));
  }

  /** {@return a data set of two tables} */
  static Dataset join(String name, Table training, Table test) {
    if (training.features() != test.features()) {
      throw new UsageException(
          String.format(
              "%s: the test set must have %d features as the training set, got %d",
              name, training.features(), test.features()));
    }
    double[] known =
        distinct(
            DoubleStream.concat(Arrays.stream(training.labels), Arrays.stream(test.labels))
                .toArray());
    return new Dataset(name, training.samples(known), test.samples(known));
  }

  private static double[] distinct(double[] labels) {
    // Adding zero turns -0.0 into 0.0, which sorting and searching would tell apart.
    return Arrays.stream(labels).map(label -> label + 0.0).sorted().distinct().toArray();
  }

  private Samples samples(double[] known) {
    int[] mapped = new int[labels.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = Arrays.binarySearch(known, labels[i] + 0.0);
    }
    return Samples.ofFloats(Shape.vector(features()), known.length, values, mapped);
  }
}
