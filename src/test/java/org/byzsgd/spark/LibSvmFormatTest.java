package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Refusal;
import org.byzsgd.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibSvmFormatTest {
  @TempDir Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static Dataset load(Path path) {
    return SparkData.load(SparkFixture.session(), "libsvm:" + path);
  }

  private static float[] sample(Samples samples, int i) {
    float[] out = new float[samples.shape().size()];
    samples.copyTo(i, out, 0);
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {SparkFixture.JAVA, SparkFixture.KRYO})
  void everyFifthRowIsTheTestWithoutATestFile(String serializer) throws IOException {
    Path path = write("a", "+1 1:0.5 3:2\n-1 2:1\n7 1:1\n-1 4:0.25\n+1 1:9\n-1 1:3\n");
    Dataset data = SparkData.load(SparkFixture.session(serializer), "libsvm:" + path);
    assertEquals(5, data.training().count());
    assertEquals(1, data.test().count());
    assertEquals(3, data.training().classes());
    assertArrayEquals(new float[] {.5f, 0, 2, 0}, sample(data.training(), 0));
    assertArrayEquals(new float[] {0, 0, 0, .25f}, sample(data.training(), 3));
    assertArrayEquals(new float[] {3, 0, 0, 0}, sample(data.training(), 4));
    assertArrayEquals(new float[] {9, 0, 0, 0}, sample(data.test(), 0));
    assertEquals(1, data.training().label(0));
    assertEquals(0, data.training().label(1));
    assertEquals(2, data.training().label(2));
  }

  @Test
  void theTestFileBesideMayKnowMoreFeatures() throws IOException {
    Path path = write("b", "1 1:1 2:2\n0 2:1\n");
    write("b.t", "0 3:5\n");
    Dataset data = load(path);
    assertEquals(2, data.training().count());
    assertEquals(1, data.test().count());
    assertArrayEquals(new float[] {1, 2, 0}, sample(data.training(), 0));
    assertArrayEquals(new float[] {0, 0, 5}, sample(data.test(), 0));
  }

  @Test
  void rowsKeepTheirOrderHoweverManyTasksReadThem() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      text.append(i % 3).append(" 1:").append(i + 1).append(" 2:1\n");
    }
    Path path = Files.createDirectory(directory.resolve("parts"));
    Files.writeString(path.resolve("part-1"), text);
    Files.writeString(path.resolve("part-0"), "2 1:-1 2:1\n0 1:-2 2:1\n1 1:-3 2:1\n");
    SparkSession session = SparkFixture.session();
    Dataset whole = load(path);
    String before = session.conf().get("spark.sql.files.maxPartitionBytes");
    session.conf().set("spark.sql.files.maxPartitionBytes", "10000");
    try {
      SparkDataTest.assertSame(whole, load(path));
    } finally {
      session.conf().set("spark.sql.files.maxPartitionBytes", before);
    }
    assertEquals(5003 * 4 / 5 + 1, whole.training().count());
    assertEquals(-1, sample(whole.training(), 0)[0]);
    assertEquals(1, sample(whole.training(), 3)[0]);
    assertEquals(5000, sample(whole.training(), whole.training().count() - 1)[0]);
  }

  @Test
  void brokenFilesAreRefused() throws IOException {
    Path prose = write("c", "A text about data.\n");
    Refusal.expect(
        prose + ": lines must read 'label index:value index:value ...', got 'A text about data.'",
        () -> SparkData.check(new Configuration(), "libsvm:" + prose));
    Path empty = write("d", "");
    Refusal.expect(empty + ": must have at least one line, is empty", () -> load(empty));
    Refusal.expect(
        "/nowhere/x: no such file; libsvm:PATH needs one",
        () -> SparkData.check(new Configuration(), "libsvm:/nowhere/x"));
    Path later = write("e", "1 1:1\n1 x\n");
    Refusal.expect(
        later + ": cannot be read as libsvm: NumberFormatException: For input string: \"x\"",
        () -> load(later));
    Path fraction = write("f", "1 1:1\n0.5 1:1\n");
    Refusal.expect(
        "file:" + fraction + ": row 1 from byte 0: the label must be a whole number, got 0.5",
        () -> load(fraction));
    Path infinite = write("g", "1 1:1\n0 1:1e300\n");
    Refusal.expect(
        "file:"
            + infinite
            + ": row 1 from byte 0: feature 0 must be finite in float32, got Infinity",
        () -> load(infinite));
    Path few = write("h", "1 1:1\n0 1:1\n");
    Refusal.expect(
        "libsvm:" + few + ": at least 5 samples are needed to set every fifth aside, got 2",
        () -> load(few));
  }
}
