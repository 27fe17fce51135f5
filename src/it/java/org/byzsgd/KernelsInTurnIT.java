package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No kernel slows down those after it: in a JVM that has run other rules, kernels still keep their
 * vectors in registers. One that makes objects of them takes two to four times its time.
 */
class KernelsInTurnIT {
  private static final List<List<String>> ORDERS =
      List.of(
          List.of("mean", "krum", "trimmed-mean", "nnm+median", "median", "paper-cnn"),
          List.of("nnm+median", "bulyan", "meamed", "sign-majority", "small-cnn"));

  /** The size of the rows. A call keeps a half of it; objects take from 13 to 140 MB. */
  private static final long MOST_BYTES = 10_000_000;

  /** When a method is compiled is up to the JVM, and so in one of many runs are objects. */
  private static final int TRIES = 3;

  @TempDir Path directory;

  @Test
  void thoseThatComeLaterAllocateNoMore() throws IOException, InterruptedException {
    for (List<String> order : ORDERS) {
      List<String> excess = List.of("not run");
      for (int attempt = 0; attempt < TRIES && !excess.isEmpty(); attempt++) {
        excess = excess(order);
      }
      assertEquals(List.of(), excess);
    }
  }

  private List<String> excess(List<String> order) throws IOException, InterruptedException {
    JavaProcess process =
        new JavaProcess(
            directory,
            List.of(
                "-Xmx1g",
                "--add-modules=jdk.incubator.vector",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=0"),
            System.getProperty("java.class.path"));
    LocalSubmit.Ended ended = process.run(KernelsInTurn.class.getName(), order);
    assertEquals(0, ended.code(), ended.err());
    List<String> lines = ended.out().lines().toList();
    assertEquals(order.size(), lines.size(), ended.out());
    List<String> excess = new ArrayList<>();
    for (String line : lines) {
      long bytes = Long.parseLong(line.substring(line.indexOf(' ') + 1));
      assertTrue(bytes >= 0, line);
      if (bytes > MOST_BYTES) {
        excess.add(line + " bytes a call");
      }
    }
    return excess;
  }
}
