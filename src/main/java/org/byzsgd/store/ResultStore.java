package org.byzsgd.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.byzsgd.registry.UsageException;

/** A directory of any Hadoop file system, local or not, in which results are kept. */
public final class ResultStore {
  /** What Hadoop takes for a time that stays as it is. */
  private static final long KEPT_TIME = -1;

  private final Configuration configuration;
  private final FileSystem files;
  private final Path root;

  private ResultStore(Configuration configuration, FileSystem files, Path root) {
    this.configuration = configuration;
    this.files = files;
    this.root = root;
  }

  /**
   * Opens a directory, which need not be there.
   *
   * @param directory a path or an address, such as {@code runs} or {@code hdfs:///user/me/runs}; a
   *     path without a scheme is local
   * @param configuration how to reach file systems
   * @return the store
   * @throws UsageException if there is no such file system
   */
  public static ResultStore at(String directory, Configuration configuration) {
    Configuration own = new Configuration(configuration);
    // The raw file system leaves no checksum files beside ours.
    own.set("fs.file.impl", RawLocalFileSystem.class.getName());
    own.setBoolean("fs.file.impl.disable.cache", true);
    try {
      Path root = new Path(directory);
      if (root.toUri().getScheme() == null) {
        own.set(FileSystem.FS_DEFAULT_NAME_KEY, FileSystem.DEFAULT_FS);
      }
      return new ResultStore(own, root.getFileSystem(own), root);
    } catch (IOException | RuntimeException e) {
      // Hadoop wraps a host without an address, and a connector that is in no jar.
      throw new UsageException("cannot reach '" + directory + "': " + e.getMessage(), e);
    }
  }

  /**
   * Opens a directory of this machine.
   *
   * @param directory which need not be there
   * @return the store
   */
  public static ResultStore local(java.nio.file.Path directory) {
    return at(directory.toString(), new Configuration(false));
  }

  /** {@return how to reach this file system} */
  public Configuration configuration() {
    return configuration;
  }

  /** {@return the directory} */
  public Path root() {
    return root;
  }

  /**
   * Whether an address can be looked at before a session of Spark is there: others may need what
   * only that knows.
   *
   * @param directory a path or an address
   * @return whether it is of this machine
   */
  public static boolean isLocal(String directory) {
    String scheme = new Path(directory).toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  /** {@return whether the directory is on this machine's disks} */
  public boolean isLocal() {
    return files instanceof RawLocalFileSystem;
  }

  /**
   * Copies all that is kept onto this machine's disk.
   *
   * @param prefix of the name of a new temporary directory
   * @return the directory
   * @throws IOException if something cannot be copied
   */
  public java.nio.file.Path fetch(String prefix) throws IOException {
    java.nio.file.Path local = Files.createTempDirectory(prefix);
    for (String name : list(root)) {
      if (name.startsWith(Owners.PREFIX)) {
        // May be gone the next moment.
        continue;
      }
      files.copyToLocalFile(false, child(name), new Path(local.toUri()), true);
    }
    return local;
  }

  /**
   * Copies a local file to the same place in the store.
   *
   * @param local the local copy of the store
   * @param file a file in it
   * @return where the copy is
   * @throws IOException if it cannot be copied
   */
  public Path add(java.nio.file.Path local, java.nio.file.Path file) throws IOException {
    Path copy = child(local.relativize(file).toString());
    write(copy, Files.readAllBytes(file));
    return copy;
  }

  /**
   * A place in the store.
   *
   * @param name of a file or directory
   * @return its path
   */
  public Path child(String name) {
    return new Path(root, name);
  }

  /**
   * Looks for a file or directory.
   *
   * @param path of it
   * @return whether it is there
   * @throws IOException if that cannot be told
   */
  public boolean exists(Path path) throws IOException {
    return files.exists(path);
  }

  /**
   * Looks for a directory.
   *
   * @param path which need not be there
   * @return whether it is a directory
   * @throws IOException if the file system does not answer
   */
  public boolean isDirectory(Path path) throws IOException {
    return files.exists(path) && files.getFileStatus(path).isDirectory();
  }

  /**
   * The names in a directory.
   *
   * @param directory which need not be there
   * @return the names, sorted; none if there is no such directory
   * @throws IOException if it cannot be read
   */
  public List<String> list(Path directory) throws IOException {
    return files.exists(directory)
        ? Arrays.stream(files.listStatus(directory))
            .map(FileStatus::getPath)
            .map(Path::getName)
            .sorted()
            .toList()
        : List.of();
  }

  /**
   * Reads a text.
   *
   * @param file the file
   * @return what is in it, as UTF-8
   * @throws IOException if it cannot be read
   */
  public String read(Path file) throws IOException {
    return new String(readBytes(file), StandardCharsets.UTF_8);
  }

  /**
   * Reads a file whole.
   *
   * @param file the file
   * @return what is in it
   * @throws IOException if it cannot be read
   */
  public byte[] readBytes(Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @return its bytes; the caller closes it
   * @throws IOException if it cannot be read
   */
  public FSDataInputStream open(Path file) throws IOException {
    return files.open(file);
  }

  /**
   * Writes a text.
   *
   * @param file the file
   * @param text what is in it, as UTF-8
   * @throws IOException if it cannot be written
   */
  public void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file whole.
   *
   * @param file the file
   * @param bytes what is in it
   * @throws IOException if it cannot be written
   */
  public void write(Path file, byte[] bytes) throws IOException {
    try (OutputStream out = create(file)) {
      out.write(bytes);
    }
  }

  /**
   * Refuses a directory of this machine that cannot be written; it is made if it is not there.
   * Addresses of other file systems are not looked at.
   *
   * @param directory a path or an address
   * @param what is to be written into it, for the message: {@code run directories}
   * @throws UsageException if it cannot be made, or written
   */
  public static void checkWritable(String directory, String what) {
    if (directory.isEmpty()) {
      throw new UsageException("cannot write " + what + " into '': no name");
    }
    if (!isLocal(directory)) {
      return;
    }
    Path root = new Path(directory);
    String refusal = "cannot write " + what + " into " + root + ": ";
    java.nio.file.Path local = java.nio.file.Path.of(root.toUri().getPath());
    try {
      if (!Files.isDirectory(local)) {
        Files.createDirectories(local);
      }
    } catch (FileSystemException e) {
      String why = Objects.requireNonNullElse(e.getReason(), "cannot be made");
      throw new UsageException(refusal + e.getFile() + ": " + why, e);
    } catch (IOException e) {
      throw new UsageException(refusal + e, e);
    }
    if (!Files.isWritable(local)) {
      throw new UsageException(refusal + "not permitted");
    }
  }

  /** What goes into a file. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it.
     *
     * @param out which is closed by the caller
     * @throws IOException if it cannot be written
     */
    void write(OutputStream out) throws IOException;
  }

  /**
   * Refuses a store whose own place is taken, or is in a directory of this machine that cannot be
   * written.
   *
   * @throws UsageException if it is
   * @throws IOException if the file system does not answer
   */
  public void checkNew() throws IOException {
    if (files.exists(root)) {
      throw new UsageException(root + ": is there already, and nothing is overwritten");
    }
    if (isLocal()) {
      Path parent = root.getParent();
      boolean here = parent == null || parent.toString().isEmpty();
      checkWritable(here ? Path.CUR_DIR : parent.toString(), root.getName());
    }
  }

  /**
   * Makes a file of the store's own place: under another name first, until it is whole.
   *
   * @param content what goes into it
   * @throws UsageException if the place is taken
   * @throws IOException if it cannot be written
   */
  public void writeNew(Content content) throws IOException {
    checkNew();
    Path partial = root.suffix(".partial");
    try (OutputStream out = create(partial)) {
      content.write(out);
    }
    move(partial, root);
  }

  /**
   * Opens a new file, in place of one that is there.
   *
   * @param file the file
   * @return where its bytes go; the caller closes it
   * @throws IOException if it cannot be written
   */
  public OutputStream create(Path file) throws IOException {
    return files.create(file, true);
  }

  /**
   * Makes a directory, and those above it, if they are not there.
   *
   * @param directory the directory
   * @throws IOException if it cannot be made
   */
  public void makeDirectory(Path directory) throws IOException {
    if (!files.mkdirs(directory)) {
      throw new IOException("cannot make the directory " + directory);
    }
  }

  /**
   * When a file was last written or touched.
   *
   * @param file the file
   * @return milliseconds by the clock of whoever keeps the store, or of who touched it
   * @throws java.io.FileNotFoundException if it is not there
   * @throws IOException if the file system does not answer
   */
  long modified(Path file) throws IOException {
    return files.getFileStatus(file).getModificationTime();
  }

  /**
   * Gives a file another time of modification.
   *
   * @param file the file
   * @throws java.io.FileNotFoundException if it is not there
   * @throws IOException if it cannot be written
   */
  void touch(Path file) throws IOException {
    long before = modified(file);
    files.setTimes(file, Math.max(System.currentTimeMillis(), before + 1), KEPT_TIME);
    if (modified(file) == before) {
      // Object stores take no times; a file that is written anew has another one.
      write(file, readBytes(file));
    }
  }

  /**
   * Moves a file or directory to a place where nothing is.
   *
   * @param from where it is
   * @param to where it is to be
   * @throws IOException if it cannot be moved, or something is there
   */
  public void move(Path from, Path to) throws IOException {
    if (files.exists(to) || !files.rename(from, to)) {
      throw new IOException("cannot move " + from + " to " + to);
    }
  }

  /**
   * Deletes a file, or a directory with all in it.
   *
   * @param path of it, which need not be there
   * @throws IOException if it cannot be deleted
   */
  public void delete(Path path) throws IOException {
    if (files.exists(path) && !files.delete(path, true)) {
      throw new IOException("cannot delete " + path);
    }
  }
}
