package org.byzsgd.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.examples.Sites;
import org.byzsgd.ml.ByzantineRobustClassificationModel;
import org.byzsgd.ml.ByzantineRobustClassifier;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.SparkData;

/**
 * Prints a Markdown table of Spark's logistic regression and of softmax regression by {@code rule =
 * mean} on the same rows: the objective (the mean cross-entropy, without regularization), accuracy,
 * and the median times of a fit, the first of each apart: what a clock says, and what all
 * processors together worked, which others on the machine hardly change.
 */
public final class LogisticRegressionTimer {
  private static final String OVERLAPPING_CLASSES =
      "synthetic:classes=10,features=64,train=20000,test=5000,separation=3";
  private static final int FITS = 4;

  private LogisticRegressionTimer() {}

  /**
   * Times both.
   *
   * @param args the data set, classes that overlap if left out; epochs, batch and step size of
   *     ours, 40, 80 and 4 if left out
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    System.setProperty("spark.ui.enabled", "false");
    String data = args.length > 0 ? args[0] : OVERLAPPING_CLASSES;
    int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 80;
    double stepSize = args.length > 3 ? Double.parseDouble(args[3]) : 4;
    try (SparkSession session = SparkClusterFactory.session("logistic regression")) {
      org.byzsgd.data.Dataset samples = SparkData.load(session, data);
      Dataset<Row> training = Sites.test(session, samples.training()).repartition(2).cache();
      Dataset<Row> test = Sites.test(session, samples.test()).cache();
      System.out.println(
          "| classifier | objective | training accuracy | test accuracy | seconds | CPU seconds |");
      System.out.println("|---|---:|---:|---:|---:|---:|");
      print(
          "Spark LogisticRegression",
          () -> new LogisticRegression().setMaxIter(500).setTol(1e-9).fit(training),
          test);
      print(
          "softmax regression, mean",
          () ->
              new ByzantineRobustClassifier()
                  .setRule("mean")
                  .setBatchSize(batch)
                  .setEpochs(epochs)
                  .setStepSize(stepSize)
                  .setSchedule("cosine")
                  .fit(training),
          test);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void print(String name, Supplier<Model<?>> fit, Dataset<Row> test) {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double[] seconds = new double[FITS];
    double[] worked = new double[FITS];
    Model<?> model = null;
    for (int i = 0; i < FITS; i++) {
      long start = System.nanoTime();
      long before = machine.getProcessCpuTime();
      model = fit.get();
      seconds[i] = (System.nanoTime() - start) / 1e9;
      worked[i] = (machine.getProcessCpuTime() - before) / 1e9;
    }
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test));
    double[] history;
    double training;
    if (model instanceof ByzantineRobustClassificationModel ours) {
      history = ours.summary().objectiveHistory();
      training = ours.summary().accuracy();
    } else {
      history = ((LogisticRegressionModel) model).summary().objectiveHistory();
      training = ((LogisticRegressionModel) model).summary().accuracy();
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %.5f | %.2f %% | %.2f %% | %.1f | %.1f |%n",
        name,
        history[history.length - 1],
        100 * training,
        100 * accuracy,
        Medians.ofWarm(seconds),
        Medians.ofWarm(worked));
  }
}
