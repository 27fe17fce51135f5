package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.ImageFiles;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.Refusal;
import org.byzsgd.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkDataTest {
  @TempDir Path directory;

  static void assertSame(Dataset expected, Dataset actual) {
    assertEquals(expected.name(), actual.name());
    assertEquals(expected.training().shape(), actual.training().shape());
    assertEquals(expected.training().classes(), actual.training().classes());
    assertEquals(expected.training().fingerprint(), actual.training().fingerprint());
    assertEquals(expected.test().fingerprint(), actual.test().fingerprint());
  }

  @ParameterizedTest
  @ValueSource(strings = {SparkFixture.JAVA, SparkFixture.KRYO})
  void theClusterReadsWhatThisMachineReads(String serializer) throws IOException {
    ImageFiles.cifar10(directory.resolve("cifar"), 5);
    Files.write(directory.resolve("cifar/data_batch_2.bin"), new byte[3000 * 3073]);
    ImageFiles.idx(directory.resolve("plain"), 12_000, 40, "-", "");
    ImageFiles.idx(directory.resolve("zipped"), 30, 10, ".", ".gz");
    for (String text :
        new String[] {
          "cifar10:" + directory + "/cifar",
          "cifar10:" + directory.toUri() + "cifar/",
          "idx:" + directory + "/plain",
          "idx:" + directory + "/zipped",
          "digits",
          "synthetic:train=50,test=20"
        }) {
      SparkData.check(new Configuration(), text);
      assertSame(
          DatasetFormat.load(text, new LocalStorage()),
          SparkData.load(SparkFixture.session(serializer), text));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SparkFixture.JAVA, SparkFixture.KRYO})
  void samplesTravelUnderBothSerializers(String serializer) {
    JavaSparkContext context =
        JavaSparkContext.fromSparkContext(SparkFixture.session(serializer).sparkContext());
    Samples samples = DatasetFormat.load("digits", new LocalStorage()).test();
    Samples returned = context.parallelize(List.of(1), 1).map(one -> samples).collect().get(0);
    assertEquals(samples.fingerprint(), returned.fingerprint());
    assertEquals(samples.shape(), returned.shape());
  }

  @Test
  void aFileThatATaskFindsBadEndsInOneClearLine() throws IOException {
    ImageFiles.cifar10(directory, 3);
    Path file = directory.resolve("data_batch_4.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[3073] = 77;
    Files.write(file, bytes);
    Refusal.expect(
        file + ": the label of record 1 must be between 0 and 9, got 77",
        () -> SparkData.load(SparkFixture.session(), "cifar10:" + directory));
    ImageFiles.idx(directory, 3, 2, "-", ".gz");
    Path images = directory.resolve("train-images-idx3-ubyte.gz");
    ImageFiles.write(images, ImageFiles.idxBytes(0x803, new byte[3 * 784 - 5], 3, 28, 28));
    Refusal.expect(
        images + ": must hold 2368 bytes, holds fewer",
        () -> SparkData.load(SparkFixture.session(), "idx:" + directory));
  }

  @Test
  void badFilesAreRefusedBeforeSparkStarts() throws IOException {
    Configuration configuration = new Configuration();
    Refusal.expect(
        "cifar10: no file data_batch_1.bin in /nowhere (no such directory, or an empty one);"
            + " data_batch_1.bin to data_batch_5.bin and test_batch.bin are needed",
        () -> SparkData.check(configuration, "cifar10:/nowhere"));
    ImageFiles.idx(directory, 3, 2, "-", "");
    Path labels = directory.resolve("t10k-labels-idx1-ubyte");
    Files.write(labels, new byte[100]);
    Refusal.expect(
        labels + ": the magic number must be 0x00000801 (labels), got 0x00000000",
        () -> SparkData.check(configuration, "idx:" + directory));
    Refusal.expect(
        "idx:nofs://host/x: cannot be read: UnsupportedFileSystemException:"
            + " No FileSystem for scheme \"nofs\"",
        () -> SparkData.check(configuration, "idx:nofs://host/x"));
    Refusal.expect(
        "unknown data set 'orc'; known: cifar10, digits, idx, libsvm, parquet, synthetic",
        () -> SparkData.check(configuration, "orc:/x"));
  }
}
