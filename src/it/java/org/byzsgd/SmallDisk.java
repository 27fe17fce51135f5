package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory with a small file system of its own, in memory, where this process may mount one.
 *
 * @param place the directory
 * @param isSmall whether it was mounted
 */
record SmallDisk(Path place, boolean isSmall) {
  /** Room for the jars of an executor and some blocks. */
  private static final String SIZE = "size=96m";

  static SmallDisk mount(Path place) throws IOException, InterruptedException {
    Files.createDirectories(place);
    return new SmallDisk(
        place, call("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", place.toString()) == 0);
  }

  private static int call(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).inheritIO().start().waitFor();
  }

  void unmount() throws IOException, InterruptedException {
    if (isSmall) {
      assertEquals(0, call("umount", place.toString()));
    }
  }
}
