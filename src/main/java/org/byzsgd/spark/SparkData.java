package org.byzsgd.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.DataAddress;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.PiecewiseFormat;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/** Data sets by their text, read with a cluster's help. */
public final class SparkData {
  private SparkData() {}

  /**
   * Looks at names, lengths and headers before a session starts.
   *
   * @param configuration tells how to reach the files
   * @param text such as {@code digits} or {@code cifar10:hdfs:///data/cifar10}
   * @throws UsageException if there is no such format, or a file is missing or does not fit
   */
  public static void check(Configuration configuration, String text) {
    DatasetFormat.check(text, new HadoopStorage(configuration));
  }

  /**
   * Looks at names, lengths and headers before a session starts, with the Hadoop settings that
   * spark-submit was given.
   *
   * @param text such as {@code digits} or {@code cifar10:hdfs:///data/cifar10}
   * @throws UsageException if there is no such format, or a file is missing or does not fit
   */
  public static void check(String text) {
    DatasetFormat.check(text, storage());
  }

  /**
   * Files without a session.
   *
   * @return the storage of the Hadoop settings that spark-submit was given
   */
  public static Storage storage() {
    return new HadoopStorage(hadoop());
  }

  /**
   * How to reach file systems without a session.
   *
   * @return the Hadoop settings that spark-submit was given
   */
  public static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }

  /**
   * Loads a data set into this JVM; a session is started only for what Spark alone can read, and
   * ended with it.
   *
   * @param text such as {@code digits} or {@code libsvm:hdfs:///data/a9a}
   * @return the data set, the same as with a cluster's help
   * @throws UsageException if there is no such format, or a file is missing or does not fit
   */
  public static Dataset load(String text) {
    check(text);
    if (DatasetFormat.registry().get(DataAddress.parse(text).format()) instanceof SparkFormat) {
      SparkSession session = SparkClusterFactory.session("byzsgd data");
      try {
        return load(session, text);
      } finally {
        session.stop();
      }
    }
    return DatasetFormat.load(text, storage());
  }

  /**
   * Loads a data set: image files are read by tasks, a piece each; tables by Spark's data sources;
   * what needs no files is made here. The result is the same on every cluster.
   *
   * @param session where it is read
   * @param text such as {@code digits} or {@code cifar10:hdfs:///data/cifar10}
   * @return the data set
   * @throws UsageException if there is no such format, a file is missing or does not fit, or a task
   *     found one that does not
   */
  public static Dataset load(SparkSession session, String text) {
    DataAddress address = DataAddress.parse(text);
    DatasetFormat format = DatasetFormat.registry().get(address.format());
    HadoopStorage storage = new HadoopStorage(session.sparkContext().hadoopConfiguration());
    try {
      if (format instanceof PiecewiseFormat piecewise) {
        return PieceReading.load(session, address, piecewise.layout(address, storage), storage);
      }
      format.check(address, storage);
      if (format instanceof SparkFormat table) {
        return table.load(address, session);
      }
      return format.load(address, storage);
    } catch (IOException e) {
      throw DatasetFormat.unreadable(address, e);
    }
  }
}
