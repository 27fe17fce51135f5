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
      FileStatus status = file.getFileSystem(configuration.value()).getFileStatus(file);
      return status.isFile() ? status.getLen() : -1;
    } catch (FileNotFoundException e) {
      return -1;
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    try {
      Path parent = path(directory);
      FileStatus[] entries = parent.getFileSystem(configuration.value()).listStatus(parent);
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
    return path.getFileSystem(configuration.value()).makeQualified(path).equals(only.getPath());
  }

  private FSDataInputStream stream(String path) throws IOException {
    Path file = path(path);
    return file.getFileSystem(configuration.value()).open(file);
  }

  private static Path path(String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("not a path: '" + text + "': " + e.getMessage(), e);
    }
  }
}
