package org.byzsgd.ml;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/** This machine's files under {@code full:}, on a disk that takes so many more and then is full. */
public final class FullDisk extends RawLocalFileSystem {
  private static final AtomicInteger ROOM = new AtomicInteger();

  /** For Hadoop. */
  public FullDisk() {}

  static void register(Configuration configuration) {
    configuration.set("fs.full.impl", FullDisk.class.getName());
  }

  static void room(int files) {
    ROOM.set(files);
  }

  static int left() {
    return ROOM.get();
  }

  @Override
  public URI getUri() {
    return URI.create("full:///");
  }

  @Override
  public FSDataOutputStream create(
      Path file, boolean overwrite, int buffer, short copies, long block, Progressable progress)
      throws IOException {
    if (ROOM.getAndDecrement() <= 0) {
      throw new IOException("no space left on device");
    }
    return super.create(file, overwrite, buffer, copies, block, progress);
  }
}
