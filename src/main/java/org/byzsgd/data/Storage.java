package org.byzsgd.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where files come from: the local disk, or any Hadoop file system. Paths are whole. */
public interface Storage {
  /**
   * Opens a file.
   *
   * @param path the file
   * @return its bytes; the caller closes it
   * @throws IOException if it cannot be opened
   */
  InputStream open(String path) throws IOException;

  /**
   * The length of a file.
   *
   * @param path the file
   * @return bytes, or -1 if there is no such file
   * @throws IOException if the storage does not answer
   */
  long length(String path) throws IOException;

  /**
   * The files directly in a directory.
   *
   * @param directory the directory
   * @return their names, sorted; empty if there is no such directory
   * @throws IOException if the storage does not answer
   */
  List<String> list(String directory) throws IOException;
}
