package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsReaderTest {
  private static final Path OLD =
      Path.of("src/test/resources/org/byzsgd/runs-0.1.0/figure-1-9fcab8dec304");

  @TempDir private Path directory;

  private StoredRun run(Path place) {
    return new StoredRun(
        place, "try", Map.of(), Map.of(), StoredRun.State.FINISHED, 2, 0, List.of());
  }

  /** Epochs of 5 rounds; from epoch 2 on, that is round 10, eleven of 25 lie and Krum follows. */
  @Test
  void anOldFileIsRead() throws IOException {
    Map<String, double[]> columns = RoundsReader.read(run(OLD));
    assertEquals(
        List.of(
            "round",
            "epoch",
            "loss",
            "correct_norm",
            "aggregate_norm",
            "inner_product",
            "cosine",
            "byzantine",
            "selected",
            "selected_byzantine"),
        List.copyOf(columns.keySet()));
    for (int round = 0; round < 30; round++) {
      assertEquals(round, columns.get("round")[round]);
      assertEquals(Math.floor(round / 5.0), columns.get("epoch")[round]);
      assertEquals(round < 10 ? 0 : 11, columns.get("byzantine")[round]);
      assertEquals(1, columns.get("selected")[round]);
      assertEquals(round < 10 ? 0 : 1, columns.get("selected_byzantine")[round]);
      double norms = columns.get("correct_norm")[round] * columns.get("aggregate_norm")[round];
      assertEquals(columns.get("cosine")[round], columns.get("inner_product")[round] / norms, 1e-9);
    }
    assertTrue(Arrays.stream(columns.get("loss")).allMatch(loss -> loss > 0));
  }

  @Test
  void columnsOfOtherVersionsAreReadByName() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message round {
              required int32 round;
              optional double eta;
              required float breaking_epsilon;
              required int64 bytes;
              required binary note (STRING);
            }
            """);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(directory.resolve("rounds.parquet").toUri()),
                    new Configuration(false)))
            .withType(schema)
            .build()) {
      for (int round = 0; round < 2; round++) {
        Group row = new SimpleGroup(schema);
        row.add("round", round);
        if (round == 1) {
          row.add("eta", 0.25);
        }
        row.add("breaking_epsilon", 1.5f);
        row.add("bytes", 1L << 40);
        row.add("note", "new");
        writer.write(row);
      }
    }
    Map<String, double[]> columns = RoundsReader.read(run(directory));
    assertEquals(
        List.of("round", "eta", "breaking_epsilon", "bytes"), List.copyOf(columns.keySet()));
    assertArrayEquals(new double[] {Double.NaN, 0.25}, columns.get("eta"));
    assertArrayEquals(new double[] {1.5, 1.5}, columns.get("breaking_epsilon"));
    assertArrayEquals(new double[] {0x1p40, 0x1p40}, columns.get("bytes"));
  }

  @Test
  void aFileThatWasCutOffIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(OLD.resolve("rounds.parquet"));
    Path file = directory.resolve("rounds.parquet");
    for (int length : new int[] {0, 4, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      IOException e = assertThrows(IOException.class, () -> RoundsReader.read(run(directory)));
      assertTrue(e.getMessage().contains("rounds.parquet"), e.getMessage());
    }
    Files.delete(file);
    IOException e = assertThrows(IOException.class, () -> RoundsReader.read(run(directory)));
    assertTrue(e.getMessage().contains("rounds.parquet"), e.getMessage());
  }
}
