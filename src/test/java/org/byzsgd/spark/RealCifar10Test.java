package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.Samples;
import org.junit.jupiter.api.Test;

/** All 60,000 images, where a script that writes them is beside the project. */
class RealCifar10Test {
  private static final Path WRITER = Path.of("../shared/data/make-cifar10");

  /** Kept until the next clean: writing takes half a minute. */
  private static final Path WRITTEN = Path.of("target/cifar10");

  private static int[] perClass(Samples samples) {
    int[] counts = new int[10];
    for (int i = 0; i < samples.count(); i++) {
      counts[samples.label(i)]++;
    }
    return counts;
  }

  private static int[] tenTimes(int count) {
    int[] counts = new int[10];
    Arrays.fill(counts, count);
    return counts;
  }

  @Test
  void allImagesOnTheClusterAsHere() throws Exception {
    String given = System.getenv("BYZSGD_CIFAR10");
    assumeTrue(
        given != null || Files.isExecutable(WRITER),
        "CIFAR-10 is not here: set BYZSGD_CIFAR10 to the directory of its binary batches");
    Path directory = given != null ? Path.of(given) : WRITTEN;
    if (given == null) {
      Process writer =
          new ProcessBuilder(WRITER.toString(), directory.toString()).inheritIO().start();
      assertTrue(writer.waitFor(5, TimeUnit.MINUTES), "writing CIFAR-10 takes over 5 minutes");
      assertEquals(0, writer.exitValue());
    }
    String text = "cifar10:" + directory;
    Dataset cluster = SparkData.load(SparkFixture.session(), text);
    assertArrayEquals(tenTimes(5000), perClass(cluster.training()));
    assertArrayEquals(tenTimes(1000), perClass(cluster.test()));
    SparkDataTest.assertSame(DatasetFormat.load(text, new LocalStorage()), cluster);
  }
}
