package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetFormatTest {
  private final Storage storage = new LocalStorage();

  @Test
  void allFormatsAreListedAndDescribed() {
    List<String> names = DatasetFormat.registry().all().stream().map(f -> f.name()).toList();
    assertEquals(List.of("cifar10", "digits", "idx", "libsvm", "parquet", "synthetic"), names);
    for (DatasetFormat format : DatasetFormat.registry().all()) {
      assertTrue(format.syntax().startsWith(format.name()));
      assertFalse(format.summary().isBlank());
      assertFalse(format.citation().isBlank());
    }
  }

  @Test
  void unknownNamesGetTheKnownOnes() {
    Refusal.expect(
        "unknown data set 'mnist'; known: cifar10, digits, idx, libsvm, parquet, synthetic",
        () -> DatasetFormat.load("mnist:/data", storage));
    Refusal.expect(
        "expected a data set such as digits or cifar10:DIR, got ''",
        () -> DatasetFormat.load("", storage));
  }

  @Test
  void tablesNeedSpark() {
    Refusal.expect(
        "libsvm:a9a: libsvm needs a Spark session; this run has none",
        () -> DatasetFormat.load("libsvm:a9a", storage));
  }

  @Test
  void colonsInPathsStay() {
    DataAddress address = DataAddress.parse("idx:hdfs://host:9000/data");
    assertEquals("idx", address.format());
    assertEquals("hdfs://host:9000/data", address.argument());
    assertEquals("idx:hdfs://host:9000/data", address.toString());
  }

  @Test
  void aStorageThatFailsGivesOneLine() {
    Storage broken =
        new Storage() {
          @Override
          public InputStream open(String path) throws IOException {
            throw new IOException("no route to host");
          }

          @Override
          public long length(String path) throws IOException {
            throw new IOException("no route to host");
          }

          @Override
          public List<String> list(String directory) throws IOException {
            throw new IOException("no route to host");
          }
        };
    Refusal.expect(
        "cifar10:/x: cannot be read: IOException: no route to host",
        () -> DatasetFormat.check("cifar10:/x", broken));
  }

  @Test
  void localPathsMayBeAddresses(@org.junit.jupiter.api.io.TempDir Path directory)
      throws IOException {
    ImageFiles.cifar10(directory, 1);
    DatasetFormat.check("cifar10:" + directory.toUri(), storage);
    assertEquals(-1, storage.length(directory.toString()));
    assertEquals(List.of(), storage.list(directory.resolve("test_batch.bin").toString()));
  }
}
