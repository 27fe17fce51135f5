package org.byzsgd.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.byzsgd.registry.UsageException;

/**
 * What a task does with its rows (label, features, file, start of the file's block): packs them
 * into byte arrays that tell where they belong, so that the driver can restore the files' order. A
 * row that does not fit ends the task with an array that holds the error's text.
 */
final class RowPacking implements FlatMapFunction<Iterator<Row>, byte[]> {
  private static final long serialVersionUID = 1L;
  private static final int CHUNK_VALUES = 1 << 20;

  /** Beyond this, doubles no longer tell whole numbers apart. */
  private static final double LARGEST_LABEL = 1L << 53;

  @Override
  public Iterator<byte[]> call(Iterator<Row> rows) {
    List<byte[]> chunks = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    List<Double> labels = new ArrayList<>();
    String file = null;
    long start = -1;
    int first = 0;
    try {
      while (rows.hasNext()) {
        Row row = rows.next();
        boolean sameBlock = row.getString(2).equals(file) && row.getLong(3) == start;
        boolean full =
            !features.isEmpty() && features.size() * features.get(0).length > CHUNK_VALUES;
        if (!sameBlock || full) {
          if (file != null) {
            chunks.add(RowChunk.encode(file, start, first, labels, features));
          }
          first = sameBlock ? first + features.size() : 0;
          file = row.getString(2);
          start = row.getLong(3);
          features.clear();
          labels.clear();
        }
        String place = file + ": row " + (first + features.size()) + " from byte " + start;
        labels.add(label(row, place));
        features.add(features(row, place));
        if (features.get(0).length != features.get(features.size() - 1).length) {
          throw new UsageException(
              String.format(
                  "%s: must have %d features as the rows before, got %d",
                  place, features.get(0).length, features.get(features.size() - 1).length));
        }
      }
    } catch (UsageException e) {
      return List.of(RowChunk.refusal(e.getMessage())).iterator();
    }
    if (file != null) {
      chunks.add(RowChunk.encode(file, start, first, labels, features));
    }
    return chunks.iterator();
  }

  private static double label(Row row, String place) {
    if (row.isNullAt(0)) {
      throw new UsageException(place + ": the label must be a whole number, got null");
    }
    double label = row.getDouble(0);
    if (label != Math.rint(label) || Math.abs(label) > LARGEST_LABEL) {
      throw new UsageException(place + ": the label must be a whole number, got " + label);
    }
    return label;
  }

  private static float[] features(Row row, String place) {
    if (row.isNullAt(1)) {
      throw new UsageException(place + ": the features must be finite numbers, got null");
    }
    float[] values;
    if (row.get(1) instanceof Vector vector) {
      double[] dense = vector.toArray();
      values = new float[dense.length];
      for (int j = 0; j < dense.length; j++) {
        values[j] = (float) dense[j];
      }
    } else {
      List<Float> list = row.getList(1);
      values = new float[list.size()];
      int j = 0;
      for (Float value : list) {
        values[j++] = value == null ? Float.NaN : value;
      }
    }
    for (int j = 0; j < values.length; j++) {
      if (!Float.isFinite(values[j])) {
        throw new UsageException(
            String.format("%s: feature %d must be finite in float32, got %s", place, j, values[j]));
      }
    }
    return values;
  }
}
