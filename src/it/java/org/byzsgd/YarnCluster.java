package org.byzsgd;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * Hadoop in a JVM of its own: HDFS with one data node, a resource manager and two node managers
 * that start containers as processes. Its configuration is written where Spark finds it.
 */
final class YarnCluster implements AutoCloseable {
  private static final String QUEUES = "yarn.scheduler.capacity.root.";

  private final Path configuration;
  private final Daemon daemon;

  private YarnCluster(Path configuration, Daemon daemon) {
    this.configuration = configuration;
    this.daemon = daemon;
  }

  static YarnCluster start(Path directory) throws IOException, InterruptedException {
    Path configuration = Files.createDirectories(directory.resolve("hadoop"));
    Daemon daemon =
        Daemon.start(
            directory.resolve("hadoop.log"),
            // Containers are started by its java.
            Map.of("JAVA_HOME", System.getProperty("java.home")),
            List.of(
                "-Xmx768m",
                "-cp",
                classPath(),
                YarnCluster.class.getName(),
                configuration.toString()));
    daemon.await("(hadoop is ready)");
    return new YarnCluster(configuration, daemon);
  }

  /**
   * This JVM's, without a jar that Spark needs: Hadoop's own for tests has the same classes
   * renamed.
   */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(jar -> !jar.contains("hadoop-yarn-server-web-proxy"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What submit/yarn has to know of it. */
  Map<String, String> environment() {
    return Map.of("HADOOP_CONF_DIR", configuration.toString(), "DRIVER_MEMORY", "512m");
  }

  /** What a client knows of it. */
  Configuration configuration() {
    Configuration client = new Configuration();
    client.addResource(
        new org.apache.hadoop.fs.Path(configuration.resolve("core-site.xml").toUri()));
    return client;
  }

  /** The processes in its containers. */
  List<Daemon.Child> children() {
    return daemon.children();
  }

  @Override
  public void close() {
    daemon.close();
  }

  /** Runs Hadoop until the process is ended. */
  public static void main(String[] directory) throws Exception {
    Path into = Path.of(directory[0]);
    Configuration files = new Configuration();
    files.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, into.resolve("hdfs").toString());
    MiniDFSCluster hdfs = new MiniDFSCluster.Builder(files).numDataNodes(1).build();
    Configuration core = new Configuration(false);
    core.set("fs.defaultFS", hdfs.getURI().toString());
    write(core, into.resolve("core-site.xml"));
    // Where it keeps its containers is told by a property of the JVM.
    System.setProperty("test.build.data", into.toString());
    MiniYARNCluster yarn = new MiniYARNCluster("yarn", 2, 1, 1);
    yarn.init(settings(hdfs.getURI().toString()));
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(60_000)) {
      throw new IllegalStateException("the node managers do not come");
    }
    write(yarn.getConfig(), into.resolve("yarn-site.xml"));
    System.out.println("hadoop is ready");
    Thread.currentThread().join();
  }

  private static Configuration settings(String hdfs) {
    Configuration settings = new YarnConfiguration();
    settings.set("fs.defaultFS", hdfs);
    settings.set(YarnConfiguration.RM_HOSTNAME, "127.0.0.1");
    settings.set("yarn.nodemanager.hostname", "127.0.0.1");
    // A disk that is nearly full is no reason not to test.
    settings.set(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, "100");
    settings.setInt(YarnConfiguration.NM_MIN_PER_DISK_FREE_SPACE_MB, 0);
    settings.setInt(YarnConfiguration.NM_PMEM_MB, 3072);
    settings.setInt(YarnConfiguration.NM_VCORES, 8);
    settings.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 128);
    settings.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    settings.setBoolean(YarnConfiguration.NM_PMEM_CHECK_ENABLED, false);
    // The file capacity-scheduler.xml, which the artifact lacks.
    settings.set(QUEUES + "queues", "default");
    settings.set(QUEUES + "default.capacity", "100");
    settings.set(QUEUES + "default.maximum-capacity", "100");
    settings.set(QUEUES + "default.user-limit-factor", "1");
    settings.set(QUEUES + "default.state", "RUNNING");
    settings.set(QUEUES + "default.acl_submit_applications", "*");
    settings.set("yarn.scheduler.capacity.maximum-am-resource-percent", "0.5");
    return settings;
  }

  private static void write(Configuration settings, Path file) {
    try (OutputStream out = Files.newOutputStream(file)) {
      settings.writeXml(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
