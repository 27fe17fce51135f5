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
   * Opens a file in the middle.
   *
   * @param path the file
   * @param from how many bytes to leave out, at least 0
   * @return the bytes from there on; the caller closes it
   * @throws IOException if it cannot be opened, or is shorter than that
   */
  default InputStream open(String path, long from) throws IOException {
    InputStream in = open(path);
    try {
      in.skipNBytes(from);
      return in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /**
   * The length of a file.
   *
   * @param path the file
   * @return bytes, or -1 if there is no such file
   * @throws IOException if the storage does not answer
   */
  long length(String path) throws IOException;

  /**
   * The files and directories directly in a directory.
   *
   * @param directory the directory
   * @return their names, sorted; empty if there is no such directory
   * @throws IOException if the storage does not answer
   */
  List<String> list(String directory) throws IOException;

  /**
   * The path of a file in a directory.
   *
   * @param directory the directory, with or without a slash at its end
   * @param name the file's name
   * @return the file's path
   */
  static String child(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }
}
