package org.byzsgd.spark;

import org.apache.spark.sql.SparkSession;

/** The one Spark session of the tests' JVM: starting takes seconds, so tests share it. */
public final class SparkFixture {
  /** Java's own serialization, Spark's default. */
  public static final String JAVA = "org.apache.spark.serializer.JavaSerializer";

  /** Kryo as users switch it on. */
  public static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  private static SparkSession current;

  private SparkFixture() {}

  /** The running session, whatever its serializer. */
  public static synchronized SparkSession session() {
    return current != null ? current : session(JAVA);
  }

  /** A session with a certain serializer; restarts Spark if the running one has another. */
  public static synchronized SparkSession session(String serializer) {
    if (current != null && !current.conf().get("spark.serializer").equals(serializer)) {
      current.stop();
      current = null;
    }
    if (current == null) {
      current =
          SparkSession.builder()
              .master("local[4]")
              .appName("tests")
              .config("spark.serializer", serializer)
              .config("spark.ui.enabled", false)
              .config("spark.sql.shuffle.partitions", 4)
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .getOrCreate();
    }
    return current;
  }
}
