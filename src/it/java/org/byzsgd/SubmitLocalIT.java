package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar under a real spark-submit, started as users do. */
class SubmitLocalIT {
  private static final List<String> TRAIN =
      List.of(
          "train",
          "--epochs",
          "4",
          "--attack-from-epoch",
          "1",
          "--evaluate-every",
          "1",
          "--batch",
          "20",
          "--model",
          "mlp:hidden=1000");

  @TempDir private Path directory;

  private LocalSubmit.Ended submit(Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    return LocalSubmit.run(directory, environment, words);
  }

  private byte[] evaluations(String name, Map<String, String> environment, String... more)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(TRAIN);
    words.addAll(List.of(more));
    words.addAll(List.of("--out", directory.resolve(name).toString()));
    LocalSubmit.Ended ended = submit(environment, words);
    assertEquals(0, ended.code(), ended.err());
    String[] lines = ended.out().strip().split("\n", -1);
    return Files.readAllBytes(Path.of(lines[lines.length - 1]).resolve("evaluations.csv"));
  }

  @Test
  void theMasterHasNoEffectOnTheBytes() throws Exception {
    byte[] one = evaluations("one", Map.of("MASTER", "local[1]"));
    assertTrue(new String(one, java.nio.charset.StandardCharsets.UTF_8).lines().count() == 6);
    // Nor has the line of Spark: this is the hash under each.
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(one));
    assertTrue(hash.startsWith("7704410a0600"), hash);
    assertArrayEquals(one, evaluations("three", Map.of("MASTER", "local[3]")));
    assertArrayEquals(one, evaluations("many", Map.of("MASTER", "local[25]")));
    // Executors in JVMs of their own.
    assertArrayEquals(
        one,
        evaluations("cluster", Map.of("MASTER", "local-cluster[2,2,1024]", "DRIVER_MEMORY", "1g")));
  }

  @Test
  void bothShufflesRunOnExecutorsOfTheirOwnUnderKryo() throws Exception {
    Map<String, String> kryo =
        Map.of(
            "MASTER",
            "local-cluster[2,2,1024]",
            "DRIVER_MEMORY",
            "1g",
            "SPARK_SUBMIT_OPTIONS",
            "--conf spark.serializer=org.apache.spark.serializer.KryoSerializer");
    for (String shuffle : List.of("global", "local")) {
      assertArrayEquals(
          evaluations(shuffle, Map.of("MASTER", "local[2]"), "--shuffle", shuffle),
          evaluations(shuffle + "-kryo", kryo, "--shuffle", shuffle));
    }
  }

  @Test
  void badInputIsOneLineAndExitCodeTwo() throws Exception {
    LocalSubmit.Ended ended =
        submit(Map.of(), List.of("train", "--rule", "krum", "--declared", "12", "--workers", "25"));
    assertEquals(2, ended.code());
    assertTrue(
        ended
            .err()
            .contains(
                "byzsgd train: krum: declared byzantine must be between 0 and 11 for 25 workers,"
                    + " got 12"),
        ended.err());
    assertEquals("", ended.out());
  }

  @Test
  void badEnvironmentIsOneLineAndExitCodeTwo() throws Exception {
    Map<Map<String, String>, String> refusals =
        Map.of(
            Map.of("MASTER", "loacl[2]"), "MASTER must be local, local[N]",
            Map.of("DRIVER_MEMORY", "4 gigs"), "DRIVER_MEMORY must be a number with k, m, g or t",
            Map.of("SPARK_HOME", "/nowhere"), "SPARK_HOME: no Spark in '/nowhere'");
    for (Map.Entry<Map<String, String>, String> refusal : refusals.entrySet()) {
      LocalSubmit.Ended ended = submit(refusal.getKey(), List.of("rules"));
      assertEquals(2, ended.code(), ended.err());
      assertTrue(ended.err().startsWith("submit/local: " + refusal.getValue()), ended.err());
      assertEquals(1, ended.err().lines().count(), ended.err());
    }
  }

  @Test
  void theSmokeScaleReproducesAllFigures() throws Exception {
    LocalSubmit.Ended ended =
        submit(
            Map.of(),
            List.of("reproduce", "all", "--scale", "smoke", "--out", directory.toString()));
    assertEquals(0, ended.code(), ended.err());
    for (String figure : List.of("figure-1", "figure-4", "figure-5")) {
      assertTrue(ended.out().contains(figure + ": "), ended.out());
      assertTrue(Files.size(directory.resolve("figures").resolve(figure + ".svg")) > 1000);
      assertTrue(Files.size(directory.resolve("figures").resolve(figure + ".png")) > 1000);
      assertTrue(
          Files.readString(directory.resolve("figures").resolve(figure + ".md"))
              .contains("| Mean"));
    }
  }
}
