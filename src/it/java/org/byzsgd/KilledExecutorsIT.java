package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executors that are killed with {@code kill -9} again and again, at random moments of a run,
 * change none of its bytes. Takes minutes, so only when asked for: {@code mvn verify
 * -Dit.test=KilledExecutorsIT -Dbyzsgd.executor.kills=30}.
 */
@EnabledIfSystemProperty(named = "byzsgd.executor.kills", matches = "[1-9][0-9]*")
class KilledExecutorsIT {
  private static final int KILLS = Integer.getInteger("byzsgd.executor.kills", 30);
  private static final long SEED = Long.getLong("byzsgd.executor.kills.seed", 1);
  private static final int ROUNDS = 300;
  private static final List<String> TRAIN =
      List.of(
          ("train --rounds=300 --attack-from-epoch=5 --evaluate-every=10 --batch=20"
                  + " --model=mlp:hidden=1000")
              .split(" ", -1));

  @TempDir private Path directory;

  private final Random random = new Random(SEED);

  private static List<String> words(Path out) {
    List<String> words = new ArrayList<>(TRAIN);
    words.add("--out=" + out);
    return words;
  }

  @Test
  void killedExecutorsChangeNoByte() throws Exception {
    Path undisturbed = directory.resolve("undisturbed");
    LocalSubmit.Ended whole =
        LocalSubmit.run(directory, Map.of("MASTER", "local[2]"), words(undisturbed));
    assertEquals(0, whole.code(), whole.err());
    Path events = directory.resolve("events");
    Path out = directory.resolve("runs");
    try (StandaloneCluster cluster = StandaloneCluster.start(directory, 2, "1g")) {
      Map<String, String> environment = new HashMap<>(cluster.environment());
      environment.put("SPARK_SUBMIT_OPTIONS", ClusterRun.options(events));
      LocalSubmit.Started started =
          LocalSubmit.start("standalone", directory, environment, words(out));
      RoundLog log = new RoundLog(events);
      List<Long> kills = kill(cluster, started, log);
      LocalSubmit.Ended ended = started.ended();
      assertEquals(0, ended.code(), ended.err());
      assertEquals(KILLS, kills.size());
      log.read();
      report(kills, log);
    }
    assertArrayEquals(ClusterRun.evaluations(undisturbed), ClusterRun.evaluations(out));
  }

  /** Kills one executor each time the run has come to a round that was drawn; gives the moments. */
  private List<Long> kill(StandaloneCluster cluster, LocalSubmit.Started started, RoundLog log)
      throws Exception {
    int[] rounds = random.ints(KILLS, 1, ROUNDS).sorted().toArray();
    List<Long> moments = new ArrayList<>();
    for (int round : rounds) {
      while (log.ended() < round && started.process().isAlive()) {
        Thread.sleep(10);
        log.read();
      }
      Thread.sleep(random.nextInt(100));
      List<Daemon.Child> executors = executors(cluster);
      while (executors.isEmpty() && started.process().isAlive()) {
        Thread.sleep(50);
        executors = executors(cluster);
      }
      assertTrue(started.process().isAlive(), "ended before the kill: " + started.err());
      executors.get(random.nextInt(executors.size())).handle().destroyForcibly();
      moments.add(System.currentTimeMillis());
    }
    return moments;
  }

  private static List<Daemon.Child> executors(StandaloneCluster cluster) {
    return cluster.children().stream().filter(Daemon.Child::isExecutor).toList();
  }

  private static void report(List<Long> kills, RoundLog log) {
    long[] recoveries =
        kills.stream().mapToLong(moment -> log.firstEndAfter(moment) - moment).sorted().toArray();
    long[] rounds = log.durations();
    Arrays.sort(rounds);
    System.out.printf(
        "%d executors killed in %d rounds (seed %d): from a kill to the end of a round, median %d"
            + " ms, max %d ms; all rounds, median %d ms%n",
        kills.size(),
        rounds.length,
        SEED,
        recoveries[recoveries.length / 2],
        recoveries[recoveries.length - 1],
        rounds[rounds.length / 2]);
  }
}
