package org.byzsgd.experiment;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.RoundTrace;

/**
 * Writes {@code rounds.parquet}: a row a round, lists of ids as Parquet lists, diagnostics last,
 * those that some rounds lack as null there. The missing workers are a column of runs with a
 * quorum.
 */
final class RoundsFile implements Closeable {
  private static final MessageType COMMON =
      MessageTypeParser.parseMessageType(
          """
          message round {
            required int32 round;
            required int32 epoch;
            required double loss;
            required double correct_norm;
            required double aggregate_norm;
            required double inner_product;
            required double cosine;
            required group byzantine (LIST) { repeated group list { required int32 element; } }
            required group selected (LIST) { repeated group list { required int32 element; } }
            required boolean selected_byzantine;
          }
          """);

  private static final String MISSING = "missing";

  private static final MessageType WITH_QUORUM =
      MessageTypeParser.parseMessageType(
          "message round { required group missing (LIST)"
              + " { repeated group list { required int32 element; } } }");

  private static final int TAIL = Integer.BYTES + 4;

  private final MessageType schema;
  private final Inspection inspection;
  private final ResultStore store;
  private final Path file;
  private final ParquetWriter<Group> writer;
  private boolean closed;

  RoundsFile(ResultStore store, Path file, RunSpec spec) throws IOException {
    this.inspection = spec.inspection();
    List<Type> columns = new ArrayList<>(COMMON.getFields());
    if (spec.mayMissWorkers()) {
      columns.addAll(WITH_QUORUM.getFields());
    }
    inspection
        .columns()
        .forEach(name -> columns.add(Types.required(PrimitiveTypeName.DOUBLE).named(name)));
    inspection
        .sparseColumns()
        .forEach(name -> columns.add(Types.optional(PrimitiveTypeName.DOUBLE).named(name)));
    this.schema = new MessageType(COMMON.getName(), columns);
    this.store = store;
    this.file = file;
    this.writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, store.configuration()))
            .withType(schema)
            .withConf(store.configuration())
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build();
  }

  void write(RoundTrace trace) throws IOException {
    Group row = new SimpleGroup(schema);
    row.add("round", trace.round());
    row.add("epoch", trace.epoch());
    row.add("loss", trace.loss());
    row.add("correct_norm", trace.correctNorm());
    row.add("aggregate_norm", trace.aggregateNorm());
    row.add("inner_product", trace.innerProduct());
    row.add("cosine", trace.cosine());
    add(row, "byzantine", trace.byzantine());
    add(row, "selected", trace.selected());
    row.add("selected_byzantine", trace.selectedByzantine());
    if (schema.containsField(MISSING)) {
      add(row, MISSING, trace.missing());
    }
    Map<String, Double> seen = trace.diagnostics();
    inspection.columns().forEach(name -> row.add(name, seen.getOrDefault(name, Double.NaN)));
    inspection.sparseColumns().stream()
        .filter(seen::containsKey)
        .forEach(name -> row.add(name, seen.get(name)));
    writer.write(row);
  }

  private static void add(Group row, String column, List<Integer> ids) {
    Group list = row.addGroup(column);
    ids.forEach(id -> list.addGroup("list").add("element", (int) id));
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    writer.close();
    store.write(file, withOrderedFooter(store.readBytes(file)));
  }

  /**
   * The file with its footer's lists of encodings in order. Parquet's writer lists them as they
   * come out of a hash set, in another order in each JVM; equal runs are to leave equal bytes.
   */
  private static byte[] withOrderedFooter(byte[] bytes) throws IOException {
    int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - TAIL);
    int start = bytes.length - TAIL - length;
    FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, start, length));
    for (RowGroup group : footer.getRow_groups()) {
      for (ColumnChunk column : group.getColumns()) {
        Collections.sort(column.getMeta_data().getEncodings());
      }
    }
    ByteArrayOutputStream ordered = new ByteArrayOutputStream(bytes.length);
    ordered.write(bytes, 0, start);
    Util.writeFileMetaData(footer, ordered);
    ByteBuffer tail = ByteBuffer.allocate(TAIL).order(ByteOrder.LITTLE_ENDIAN);
    tail.putInt(ordered.size() - start).put(bytes, bytes.length - 4, 4);
    ordered.write(tail.array());
    return ordered.toByteArray();
  }
}
