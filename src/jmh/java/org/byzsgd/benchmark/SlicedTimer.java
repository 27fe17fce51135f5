package org.byzsgd.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.Shuffle;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.threat.ThreatModel;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.RoundInspector;
import org.byzsgd.training.RoundScript;
import org.byzsgd.training.RoundTrace;
import org.byzsgd.training.StepSize;
import org.byzsgd.training.SynchronousSgd;
import scala.Tuple2;

/**
 * Trains an {@link EchoModel} by a rule, with whole rows on the driver or with slices on the
 * executors, and prints a Markdown row: how long a round takes, the most that was live on the
 * driver's heap after a collection, and the most memory that was resident in each JVM.
 */
public final class SlicedTimer implements Observer {
  private static final double MEGA = 1 << 20;
  private static final Seed SEED = new Seed(1);

  private final List<Long> ends = new ArrayList<>();

  private SlicedTimer() {
    ends.add(System.nanoTime());
  }

  /** What executors make the script of the rounds of. */
  private static final class Script implements RoundScript.Source {
    private static final long serialVersionUID = 1L;

    private final String rule;
    private final int workers;

    Script(String rule, int workers) {
      this.rule = rule;
      this.workers = workers;
    }

    @Override
    public RoundScript script() {
      return new RoundScript(
          RuleFactory.of(rule, workers / 5, workers),
          AttackFactory.of("ipm"),
          RoundInspector.NONE,
          SEED);
    }
  }

  /**
   * Runs. A fifth of the workers lies, by inner product manipulation.
   *
   * @param args the master, m, d, the rule, {@code driver} or {@code sliced}, the rounds
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws Exception {
    int workers = Integer.parseInt(args[1]);
    String model = "echo:parameters=" + args[2];
    String rule = args[3];
    boolean sliced = args[4].equals("sliced");
    int rounds = Integer.parseInt(args[5]);
    System.setProperty("spark.master", args[0]);
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    System.setProperty("spark.executor.extraJavaOptions", "--add-modules=jdk.incubator.vector");
    if (args[0].startsWith("local-cluster")) {
      // An executor may have what its master has for it.
      String megabytes = args[0].replaceAll(".*,([0-9]+)]", "$1");
      System.setProperty("spark.executor.memory", megabytes + "m");
    }
    AtomicLong live = watchCollections();
    SparkSession session = SparkClusterFactory.session("sliced");
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    ClusterFactory.Plan plan =
        new ClusterFactory.Plan("sliced", "digits", model, Shuffle.GLOBAL, workers, 1, 1);
    SlicedTimer timer = new SlicedTimer();
    try (SparkClusterFactory factory = new SparkClusterFactory(session);
        Cluster cluster = factory.open(sliced ? plan.inSlices(new Script(rule, workers)) : plan)) {
      new SynchronousSgd(
              rounds,
              rounds,
              rounds + 1,
              new ThreatModel(workers, workers / 5, List.of(), 0),
              AttackFactory.of("ipm"),
              RuleFactory.of(rule, workers / 5, workers),
              new StepSize(1e-6),
              SEED)
          .train(
              ModelFactory.of(model, factory.load("digits").training().shape(), 10),
              new WithoutEvaluation(cluster),
              timer);
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %s | %s | %s | %.0f | %.0f | %s |%n",
          workers,
          args[2],
          rule,
          args[4],
          timer.rounds(),
          live.get() / MEGA,
          peak() / MEGA,
          executors(spark));
    } finally {
      session.stop();
    }
  }

  /** Each round's time, the first ones warming up. */
  private String rounds() {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < ends.size(); i++) {
      text.append(i > 1 ? ", " : "").append((ends.get(i) - ends.get(i - 1)) / 1_000_000);
    }
    return text.toString();
  }

  @Override
  public void round(RoundTrace trace) {
    ends.add(System.nanoTime());
  }

  @Override
  public void evaluation(int rounds, double epochs, Evaluation evaluation) {}

  /** Keeps the most bytes of the heap that were in use after a collection. */
  private static AtomicLong watchCollections() {
    AtomicLong most = new AtomicLong();
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, handback) -> {
                long used =
                    GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc()
                        .values()
                        .stream()
                        .mapToLong(MemoryUsage::getUsed)
                        .sum();
                most.accumulateAndGet(used, Math::max);
              },
              null,
              null);
    }
    return most;
  }

  /** The peak of the resident memory of each executor, in MB. */
  private static String executors(JavaSparkContext spark) {
    Map<String, Long> peaks = new TreeMap<>();
    spark
        .parallelize(IntStream.range(0, 64).boxed().toList(), 64)
        .map(i -> new Tuple2<>(SparkEnv.get().executorId(), peak()))
        .collect()
        .forEach(pair -> peaks.put(pair._1(), pair._2()));
    return peaks.values().stream()
        .map(bytes -> String.format(Locale.ROOT, "%.0f", bytes / MEGA))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  /** The highest resident memory of this JVM in bytes, as Linux tells it; 0 elsewhere. */
  private static long peak() throws IOException {
    Path file = Path.of("/proc/self/status");
    if (!Files.exists(file)) {
      return 0;
    }
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
