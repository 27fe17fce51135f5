package org.byzsgd.ml;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.byzsgd.model.TrainedModel;

/**
 * Saves a model as Spark saves its own: metadata with all parameters' values as JSON, and {@code
 * data}, one row of Parquet. Floats are written as their four bytes, the highest first.
 */
final class ModelWriter extends MLWriter {
  /** The version of what is in {@code data}. */
  static final int FORMAT = 1;

  private static final StructType SCHEMA =
      new StructType()
          .add("format", DataTypes.IntegerType, false)
          .add("network", DataTypes.StringType, false)
          .add("height", DataTypes.IntegerType, false)
          .add("width", DataTypes.IntegerType, false)
          .add("channels", DataTypes.IntegerType, false)
          .add("classes", DataTypes.IntegerType, false)
          .add("parameters", DataTypes.BinaryType, false)
          .add("statistics", DataTypes.BinaryType, false);

  private final ByzantineRobustClassificationModel model;

  ModelWriter(ByzantineRobustClassificationModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter metadata = new DefaultParamsWriter(model);
    metadata.session(sparkSession());
    metadata.saveImpl(path);
    TrainedModel network = model.trained();
    Row row =
        RowFactory.create(
            FORMAT,
            network.text(),
            network.shape().height(),
            network.shape().width(),
            network.shape().channels(),
            network.classes(),
            bytes(network.parameters()),
            bytes(network.statistics()));
    sparkSession()
        .createDataFrame(List.of(row), SCHEMA)
        .coalesce(1)
        .write()
        .parquet(new Path(path, "data").toString());
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(Math.multiplyExact(4, values.length));
    out.asFloatBuffer().put(values);
    return out.array();
  }

  /** The floats of what {@link #bytes} wrote. */
  static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }
}
