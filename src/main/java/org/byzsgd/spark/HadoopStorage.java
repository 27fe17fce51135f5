package org.byzsgd.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.byzsgd.data.Storage;
import org.byzsgd.registry.UsageException;

/** Files of any Hadoop file system; goes to executors inside closures. */
public final class HadoopStorage implements Storage, Serializable {
  private static final long serialVersionUID = 1L;

  private final SerializableConfiguration configuration;

  /**
   * A storage.
   *
   * @param configuration tells the default file system and how to reach the others
   */
  public HadoopStorage(Configuration configuration) {
    this.configuration = new SerializableConfiguration(configuration);
  }

  @Override
  public InputStream open(String path) throws IOException {
    return stream(path);
  }

  @Override
  public InputStream open(String path, long from) throws IOException {
    FSDataInputStream in = stream(path);
    try {
      in.seek(from);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  @Override
  public long length(String path) throws IOException {
    try {
      Path file = path(path);
      FileStatus status = files(file).getFileStatus(file);
      return status.isFile() ? status.getLen() : -1;
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try {
      Path parent = path(directory);
      FileStatus[] entries = files(parent).listStatus(parent);
      boolean isFile = entries.length == 1 && entries[0].isFile() && isItself(parent, entries[0]);
      return isFile
          ? List.of()
          : Arrays.stream(entries).map(entry -> entry.getPath().getName()).sorted().toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Hadoop lists a file as a directory that has just itself in it. */
  private boolean isItself(Path path, FileStatus only) throws IOException {
    return files(path).makeQualified(path).equals(only.getPath());
  }

  private FSDataInputStream stream(String path) throws IOException {
    Path file = path(path);
    return files(file).open(file);
  }

  private FileSystem files(Path path) throws IOException {
    try {
      return path.getFileSystem(configuration.value());
    } catch (RuntimeException e) {
      // So Hadoop tells of a host without an address, and of a connector that is in no jar.
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
    }
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("not a path: '" + text + "': " + e.getMessage(), e);
    }
  }
}
