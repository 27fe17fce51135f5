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
 * No rule slows down those after it: in a JVM that has run other rules, kernels still keep their
 * vectors in registers. One that makes objects of them allocates 5 bytes and more for each number
 * of the rows, and takes two to four times its time.
 */
class RulesInTurnIT {
  private static final List<List<String>> ORDERS =
      List.of(
          List.of("mean", "krum", "nnm+median", "median"),
          List.of("nnm+median", "bulyan", "meamed", "sign-majority"));

  /** The rows are 4 bytes a number; what rules keep beside them is less. */
  private static final double MOST_BYTES = 4;

  /** When a method is compiled is up to the JVM, and so in one of many runs are objects. */
  private static final int TRIES = 3;

  @TempDir Path directory;

  @Test
  void rulesThatComeLaterAllocateNoMore() throws IOException, InterruptedException {
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
    LocalSubmit.Ended ended = process.run(RulesInTurn.class.getName(), order);
    assertEquals(0, ended.code(), ended.err());
    List<String> lines = ended.out().lines().toList();
    assertEquals(order.size(), lines.size(), ended.out());
    List<String> excess = new ArrayList<>();
    for (String line : lines) {
      double bytes = Double.parseDouble(line.substring(line.indexOf(' ') + 1));
      assertTrue(bytes > 0, line);
      if (bytes > MOST_BYTES) {
        excess.add(line + " bytes a number");
      }
    }
    return excess;
  }
}
