package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A driver that is killed with {@code kill -9} again and again, at random moments of its start and
 * of its rounds, and resumed each time, ends with the files of one that nobody disturbed. Takes
 * minutes, so only when asked for: {@code mvn verify -Dit.test=KilledDriverIT -Dbyzsgd.kills=20}.
 */
@EnabledIfSystemProperty(named = "byzsgd.kills", matches = "[1-9][0-9]*")
class KilledDriverIT {
  private static final int KILLS = Integer.getInteger("byzsgd.kills", 20);
  private static final long SEED = Long.getLong("byzsgd.kills.seed", 1);

  /** A rule with a memory and workers with momentum: there is much to remember. */
  private static final List<String> TRAIN =
      List.of(
          ("train --rule centered-clipping --momentum 0.9 --attack alie --model mlp:hidden=32"
                  + " --batch 10 --epochs 1000 --attack-from-epoch 100 --evaluate-every 20"
                  + " --checkpoint-seconds 1 --resume")
              .split(" ", -1));

  private static final Map<String, String> MASTER =
      Map.of("MASTER", "local[2]", "SPARK_SUBMIT_OPTIONS", "--conf spark.ui.enabled=false");

  private static final int ROUNDS = 5000;

  /** Moments in the rounds are up to this long after a checkpoint. */
  private static final double SECONDS_OF_ROUNDS = 1;

  /** Others are up to this long after the start: a driver needs longer to come to its rounds. */
  private static final double SECONDS_OF_START = 4;

  @TempDir private Path directory;

  private LocalSubmit.Started started(String out) throws IOException {
    List<String> words = new ArrayList<>(TRAIN);
    words.addAll(List.of("--out", directory.resolve(out).toString()));
    return LocalSubmit.start(directory, MASTER, words);
  }

  private Path finished(LocalSubmit.Started started) throws IOException, InterruptedException {
    assertTrue(started.process().waitFor(30, TimeUnit.MINUTES), started.err());
    assertEquals(0, started.process().exitValue(), started.err());
    String[] lines = Files.readString(started.outFile()).strip().split("\n", -1);
    return Path.of(lines[lines.length - 1]);
  }

  /** The round of the newest checkpoint; 0 before the first. */
  private int kept(String out) throws IOException {
    if (!Files.isDirectory(directory.resolve(out))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory.resolve(out))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("round-\\d+\\.checkpoint"))
          .mapToInt(name -> Integer.parseInt(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    } catch (java.io.UncheckedIOException e) {
      // A file went away while the directory was read: the run is at work.
      return kept(out);
    }
  }

  private void awaitCheckpointAfter(int round, String out, LocalSubmit.Started run)
      throws IOException, InterruptedException {
    while (kept(out) <= round) {
      assertTrue(run.process().isAlive(), run.err());
      Thread.sleep(20);
    }
  }

  private static double seconds(long from) {
    return (System.nanoTime() - from) / 1e9;
  }

  /** All files; of the provenance all but the application's id, which each start has anew. */
  private static Map<String, byte[]> contents(Path run) throws IOException {
    Map<String, byte[]> contents = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(run.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    contents.computeIfPresent(
        "spec.yaml",
        (name, bytes) ->
            new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("  application:"))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));
    return contents;
  }

  @Test
  void aDriverThatIsKilledAtRandomMomentsEndsWithTheSameFiles() throws Exception {
    long start = System.nanoTime();
    LocalSubmit.Started undisturbed = started("whole");
    Path whole = finished(undisturbed);
    System.out.printf("undisturbed: %.1f s%n", seconds(start));

    Random moments = new Random(SEED);
    // Spread over the run, with time left for the last life.
    int[] targets = moments.ints(KILLS, 0, ROUNDS * 2 / 3).sorted().toArray();
    start = System.nanoTime();
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = kept("killed");
      LocalSubmit.Started victim = started("killed");
      // One moment in four is in the start of the process, the others are in its rounds.
      boolean early = moments.nextInt(4) == 0;
      if (!early) {
        awaitCheckpointAfter(Math.max(before, targets[kill - 1]), "killed", victim);
      }
      double delay = moments.nextDouble() * (early ? SECONDS_OF_START : SECONDS_OF_ROUNDS);
      assertFalse(
          victim.process().waitFor(Math.round(1e3 * delay), TimeUnit.MILLISECONDS),
          "ended before kill " + kill + ": " + victim.err());
      victim.process().descendants().forEach(ProcessHandle::destroyForcibly);
      victim.process().destroyForcibly();
      assertTrue(victim.process().waitFor(1, TimeUnit.MINUTES));
      System.out.printf(
          "kill %d: %.2f s after %s, at the checkpoint of round %d%n",
          kill, delay, early ? "the start" : "a checkpoint", kept("killed"));
    }
    Path killed = finished(started("killed"));
    System.out.printf("killed %d times: %.1f s%n", KILLS, seconds(start));
    Map<String, byte[]> expected = contents(whole);
    Map<String, byte[]> actual = contents(killed);
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, bytes) -> assertArrayEquals(bytes, actual.get(name), name));
    System.out.println("the same bytes: " + expected.keySet());
  }
}
