package org.byzsgd.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of this machine; paths may also be written as {@code file:} addresses. */
public final class LocalStorage implements Storage {
  /** The local disk. */
  public LocalStorage() {}

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(local(path));
  }

  @Override
  public long length(String path) throws IOException {
    Path file = local(path);
    return Files.isRegularFile(file) ? Files.size(file) : -1;
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path local = local(directory);
    if (!Files.isDirectory(local)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(local)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static Path local(String path) {
    return path.startsWith("file:") ? Path.of(URI.create(path).getPath()) : Path.of(path);
  }
}
