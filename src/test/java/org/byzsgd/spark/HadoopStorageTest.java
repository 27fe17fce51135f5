package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.Refusal;
import org.byzsgd.data.Storage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two storages answer alike. */
class HadoopStorageTest {
  @TempDir Path directory;
  private final HadoopStorage hadoop = new HadoopStorage(new Configuration());
  private final List<Storage> storages = List.of(hadoop, new LocalStorage());
  private String file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(directory.resolve("b"), new byte[] {1, 2, 3, 4}).toString();
    Files.createDirectory(directory.resolve("a"));
  }

  @Test
  void namesAndLengths() throws IOException {
    for (Storage storage : storages) {
      assertEquals(4, storage.length(file));
      assertEquals(-1, storage.length(file + "x"));
      assertEquals(-1, storage.length(directory.toString()));
      assertEquals(List.of("a", "b"), storage.list(directory.toString()));
      assertEquals(List.of(), storage.list(directory + "/a"));
      assertEquals(List.of(), storage.list(file));
      assertEquals(List.of(), storage.list(file + "x"));
      assertEquals(4, storage.length(Storage.child(directory.toUri().toString(), "b")));
    }
  }

  @Test
  void filesOpenInTheMiddle() throws IOException {
    for (Storage storage : storages) {
      try (InputStream in = storage.open(file, 2)) {
        assertArrayEquals(new byte[] {3, 4}, in.readAllBytes());
      }
      assertThrows(IOException.class, () -> storage.open(file, 5));
      assertThrows(IOException.class, () -> storage.open(file + "x", 0));
    }
  }

  @Test
  void goesToExecutors() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(hadoop);
    }
    ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    assertEquals(4, ((Storage) in.readObject()).length(file));
  }

  @Test
  void whatIsNoPathIsRefused() {
    Refusal.expect(
        "not a path: 'x:y': java.net.URISyntaxException: Relative path in absolute URI: x:y",
        () -> hadoop.length("x:y"));
  }
}
