package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** submit/standalone on a master, workers and executors that are JVMs of their own. */
class StandaloneIT {
  @TempDir private static Path directory;

  @Test
  void bothDeployModesGiveTheBytesOfThisMachine() throws Exception {
    byte[] reference = ClusterRun.reference(directory);
    // Three cores: two executors and, in cluster mode, the driver.
    try (StandaloneCluster cluster = StandaloneCluster.start(directory, 3, "1g")) {
      for (String mode : List.of("client", "cluster")) {
        Path events = directory.resolve(mode).resolve("events");
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put("DEPLOY_MODE", mode);
        environment.put(
            "SPARK_SUBMIT_OPTIONS",
            ClusterRun.options(events)
                + " --conf spark.cores.max=2 --conf spark.scheduler.minRegisteredResourcesRatio=1"
                + " --conf spark.scheduler.maxRegisteredResourcesWaitingTime=120s");
        Path out = directory.resolve(mode).resolve("runs");
        ClusterRun run =
            ClusterRun.on("standalone", environment, events, out.toString(), cluster::children);
        assertArrayEquals(reference, ClusterRun.evaluations(out), mode);
        assertEquals(Set.of("0", "1"), run.tasks(), mode);
        assertEquals(Set.of("0", "1"), run.executors().keySet(), mode);
        assertEquals(2, new HashSet<>(run.executors().values()).size(), mode);
        assertEquals(
            mode.equals("cluster"),
            run.words().contains("org.apache.spark.deploy.worker.DriverWrapper"));
        assertTrue(run.words().stream().noneMatch(word -> word.contains(StandaloneCluster.SECRET)));
        assertTrue(run.words().contains("-Dspark.network.crypto.enabled=true"), mode);
      }
      stranger(cluster);
    }
  }

  /** Who does not know the secret gets no executors. */
  private void stranger(StandaloneCluster cluster) throws Exception {
    Path guess = directory.resolve("guess");
    Files.writeString(guess, "-Dspark.authenticate.secret=another-secret-of-16\n");
    Map<String, String> environment = new HashMap<>(cluster.environment());
    environment.put("SECRET_FILE", guess.toString());
    List<String> words = List.of("train", "--epochs=1", "--out=" + directory.resolve("stranger"));
    LocalSubmit.Ended open = LocalSubmit.start("standalone", directory, environment, words).ended();
    assertEquals(2, open.code());
    assertEquals(
        "submit/standalone: SECRET_FILE: '"
            + guess
            + "' must be readable by its owner alone (chmod 600)\n",
        open.err());
    assertTrue(guess.toFile().setReadable(false, false) && guess.toFile().setReadable(true, true));
    // In cluster mode the first refusal is the last.
    environment.put("DEPLOY_MODE", "cluster");
    LocalSubmit.Ended refused =
        LocalSubmit.start("standalone", directory, environment, words).ended();
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("the driver did not end well"), refused.err());
    assertFalse(Files.exists(directory.resolve("stranger")));
  }
}
