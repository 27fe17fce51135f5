package org.byzsgd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** submit/yarn on a resource manager, node managers and containers, with results on HDFS. */
class YarnIT {
  @TempDir private static Path directory;

  @Test
  void bothDeployModesGiveTheBytesOfThisMachine() throws Exception {
    byte[] reference = ClusterRun.reference(directory);
    try (YarnCluster cluster = YarnCluster.start(directory)) {
      for (String mode : List.of("client", "cluster")) {
        Path events = directory.resolve(mode).resolve("events");
        Map<String, String> environment = new HashMap<>(cluster.environment());
        environment.put("DEPLOY_MODE", mode);
        environment.put("SPARK_SUBMIT_OPTIONS", options(events));
        ClusterRun run =
            ClusterRun.on("yarn", environment, events, "hdfs:///runs-" + mode, cluster::children);
        Path out = directory.resolve(mode).resolve("runs");
        FileSystem hdfs = FileSystem.newInstance(cluster.configuration());
        hdfs.copyToLocalFile(
            new org.apache.hadoop.fs.Path("/runs-" + mode),
            new org.apache.hadoop.fs.Path(out.toUri()));
        hdfs.close();
        assertArrayEquals(reference, ClusterRun.evaluations(out), mode);
        assertEquals(Set.of("1", "2"), run.tasks(), mode);
        assertEquals(Set.of("1", "2"), run.executors().keySet(), mode);
        assertEquals(2, new HashSet<>(run.executors().values()).size(), mode);
        assertEquals(
            mode.equals("cluster"),
            run.words().contains("org.apache.spark.deploy.yarn.ApplicationMaster"));
        assertTrue(run.words().contains("-Dspark.network.crypto.enabled=true"), mode);
      }
    }
  }

  private static String options(Path events) throws Exception {
    String here = "";
    for (String where : List.of("spark.executorEnv.", "spark.yarn.appMasterEnv.")) {
      here += " --conf " + where + "SPARK_LOCAL_IP=127.0.0.1";
      here += " --conf " + where + "SPARK_LOCAL_HOSTNAME=localhost";
    }
    return ClusterRun.options(events)
        + here
        + (" --conf spark.yarn.jars=local:" + LocalSubmit.HOME.resolve("target/spark/jars/*"))
        + " --conf spark.yarn.am.memory=512m";
  }
}
