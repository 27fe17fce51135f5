package org.byzsgd.spark;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.DataAddress;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/** A format that Spark's own data sources read. */
public interface SparkFormat extends DatasetFormat {
  /**
   * Loads the data set through Spark.
   *
   * @param address the data set
   * @param session where it is read
   * @return the data set, its samples in an order that depends on the files alone
   * @throws UsageException if the data do not fit
   * @throws IOException if the storage does not answer
   */
  Dataset load(DataAddress address, SparkSession session) throws IOException;

  @Override
  default Dataset load(DataAddress address, Storage storage) {
    throw new UsageException(
        address + ": " + address.format() + " needs a Spark session; this run has none");
  }
}
