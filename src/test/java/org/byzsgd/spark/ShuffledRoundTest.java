package org.byzsgd.spark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.SlicedTraining;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds in slices on Spark have the bits of rounds on whole rows without it. */
class ShuffledRoundTest {
  @ParameterizedTest
  @MethodSource("org.byzsgd.training.SlicedTraining#rules")
  void everyRule(String rule) throws IOException {
    check(SparkFixture.session(), rule, "ipm:epsilon=0.7");
  }

  @ParameterizedTest
  @MethodSource("org.byzsgd.training.SlicedTraining#attacks")
  void everyAttack(String attack) throws IOException {
    check(SparkFixture.session(), "krum", attack);
  }

  @ParameterizedTest
  @ValueSource(strings = {SparkFixture.JAVA, SparkFixture.KRYO})
  void eachSerializer(String serializer) throws IOException {
    SparkSession session = SparkFixture.session(serializer);
    check(session, "nnm+fltrust", "label-flip");
    check(session, "centered-clipping", "optimal-ipm:grid=3,refinements=2");
    assertTrue(session.sparkContext().getPersistentRDDs().isEmpty(), "nothing stays cached");
  }

  private static void check(SparkSession session, String rule, String attack) throws IOException {
    SlicedTraining sliced = new SlicedTraining(rule, attack);
    try (SparkClusterFactory factory = new SparkClusterFactory(session);
        Cluster cluster = factory.open(sliced.plan())) {
      sliced.on(cluster).same(new SlicedTraining(rule, attack).whole());
    }
  }
}
