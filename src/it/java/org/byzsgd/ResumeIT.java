package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed, and one that is asked to end, leave runs that go on; while it lives, a
 * second one is refused.
 */
class ResumeIT {
  private static final List<String> TRAIN =
      List.of(
          "train",
          "--epochs",
          "40",
          "--attack-from-epoch",
          "5",
          "--model",
          "mlp:hidden=400",
          "--checkpoint-seconds",
          "0");
  private static final Map<String, String> MASTER = Map.of("MASTER", "local[2]");

  @TempDir private Path directory;

  private List<String> words(String out, String... more) {
    List<String> words = new ArrayList<>(TRAIN);
    words.addAll(List.of("--out", directory.resolve(out).toString()));
    words.addAll(List.of(more));
    return words;
  }

  private Path finished(String out, String... more) throws IOException, InterruptedException {
    LocalSubmit.Ended ended = LocalSubmit.run(directory, MASTER, words(out, more));
    assertEquals(0, ended.code(), ended.err());
    String[] lines = ended.out().strip().split("\n", -1);
    return Path.of(lines[lines.length - 1]);
  }

  /** Starts a run that is in the middle of its rounds when this returns. */
  private LocalSubmit.Started checkpointed(String out) throws IOException, InterruptedException {
    LocalSubmit.Started started = LocalSubmit.start(directory, MASTER, words(out));
    for (int i = 0; i < 2400 && checkpoints(out) == 0; i++) {
      assertTrue(started.process().isAlive(), started.err());
      Thread.sleep(50);
    }
    assertTrue(checkpoints(out) > 0, "no checkpoint within two minutes: " + started.err());
    return started;
  }

  private long checkpoints(String out) throws IOException {
    Path runs = directory.resolve(out);
    if (!Files.isDirectory(runs)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(runs)) {
      return files
          .filter(file -> file.toString().contains(".partial/checkpoints/"))
          .filter(file -> file.toString().endsWith(".checkpoint"))
          .count();
    } catch (java.io.UncheckedIOException e) {
      // A file went away while the directory was read: the run is at work.
      return 0;
    }
  }

  private static void assertSameFiles(Path whole, Path other) throws IOException {
    for (String file : List.of("evaluations.csv", "rounds.parquet")) {
      assertArrayEquals(
          Files.readAllBytes(whole.resolve(file)), Files.readAllBytes(other.resolve(file)), file);
    }
  }

  @Test
  void runsThatWereKilledOrAskedToEndGoOnToTheSameBytes() throws Exception {
    Path whole = finished("whole");

    LocalSubmit.Started killed = checkpointed("killed");
    LocalSubmit.Ended second = LocalSubmit.run(directory, MASTER, words("killed", "--resume"));
    assertEquals(2, second.code(), second.err());
    assertTrue(
        second.err().contains(": being written by process " + killed.process().pid() + " on "),
        second.err());
    assertEquals(1, second.err().lines().filter(line -> line.startsWith("byzsgd")).count());
    killed.process().descendants().forEach(ProcessHandle::destroyForcibly);
    killed.process().destroyForcibly();
    assertTrue(killed.process().waitFor(1, TimeUnit.MINUTES));
    assertFalse(Files.exists(directory.resolve("killed").resolve(whole.getFileName())));
    assertSameFiles(whole, finished("killed", "--resume"));

    LocalSubmit.Started asked = checkpointed("asked");
    // SIGTERM, which a cluster manager sends too.
    asked.process().destroy();
    assertTrue(asked.process().waitFor(2, TimeUnit.MINUTES), asked.err());
    assertTrue(
        asked.err().contains(" rounds; --resume goes on from there"), "ends with: " + asked.err());
    assertTrue(checkpoints("asked") > 0);
    assertSameFiles(whole, finished("asked", "--resume"));
    for (String out : List.of("whole", "killed", "asked")) {
      try (Stream<Path> names = Files.list(directory.resolve(out))) {
        assertEquals(List.of(whole.getFileName()), names.map(Path::getFileName).toList());
      }
    }
  }
}
