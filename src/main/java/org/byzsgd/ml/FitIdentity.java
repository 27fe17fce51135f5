package org.byzsgd.ml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.param.Param;
import org.byzsgd.spark.ShardedCluster;

/** All that decides about the bits of a fit, as a hash: two fits of one hash are the same. */
final class FitIdentity {
  /** Parameters that say where columns and files are, not what is computed. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "featuresCol",
          "labelCol",
          "weightCol",
          "workerCol",
          "predictionCol",
          "probabilityCol",
          "rawPredictionCol",
          "thresholds",
          "checkpointDir",
          "checkpointInterval");

  private FitIdentity() {}

  /**
   * The hash of a fit.
   *
   * @param stage with its parameters
   * @param cluster the rows, and who has them
   * @param network text, shape and classes of what is trained
   * @return 64 hexadecimal digits
   */
  static String of(ByzantineRobustClassifier stage, ShardedCluster cluster, List<Object> network) {
    StringBuilder text = new StringBuilder();
    for (Param<?> param : stage.params()) {
      if (!WITHOUT_EFFECT.contains(param.name()) && stage.isDefined(param)) {
        text.append(value(stage, param)).append('\n');
      }
    }
    text.append(network).append('\n').append(cluster.workers()).append(cluster.fingerprint());
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static <T> String value(ByzantineRobustClassifier stage, Param<T> param) {
    return param.name() + "=" + param.jsonEncode(stage.getOrDefault(param));
  }
}
