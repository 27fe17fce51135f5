package org.byzsgd.ml;

import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Row;
import org.byzsgd.data.Shape;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.registry.UsageException;
import scala.Option;

/** Reads what {@link ModelWriter} saved. */
final class ModelReader extends MLReader<ByzantineRobustClassificationModel> {
  @Override
  public ByzantineRobustClassificationModel load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader.parseMetadata(
            sparkSession().read().textFile(new Path(path, "metadata").toString()).first(),
            ByzantineRobustClassificationModel.class.getName());
    Row row = sparkSession().read().parquet(new Path(path, "data").toString()).head();
    int format = row.getAs("format");
    if (format != ModelWriter.FORMAT) {
      throw new UsageException(
          String.format(
              "%s: this version reads models of format %d, got %d",
              path, ModelWriter.FORMAT, format));
    }
    TrainedModel trained =
        new TrainedModel(
            row.getAs("network"),
            new Shape(row.getAs("height"), row.getAs("width"), row.getAs("channels")),
            row.getAs("classes"),
            ModelWriter.floats(row.getAs("parameters")),
            ModelWriter.floats(row.getAs("statistics")));
    ByzantineRobustClassificationModel model =
        new ByzantineRobustClassificationModel(metadata.uid(), new TrainedNetwork(trained), null);
    metadata.getAndSetParams(model, Option.empty());
    return model;
  }
}
