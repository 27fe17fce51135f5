package org.byzsgd.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.data.Samples;
import org.byzsgd.ml.ByzantineRobustClassificationModel;
import org.byzsgd.ml.ByzantineRobustClassifier;
import org.byzsgd.ml.WorkerReport;
import org.byzsgd.registry.UsageException;
import org.byzsgd.report.TextTable;
import org.byzsgd.report.TextTable.Column;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.SparkData;

/**
 * Trains on 25 sites of which none, then five, hold wrong labels, with Spark's own classifiers and
 * with robust ones, and prints accuracy on right labels, time, and who was farthest off.
 *
 * <pre>spark-submit --class org.byzsgd.examples.CorruptedSites byzsgd.jar [DATA [EPOCHS]]</pre>
 */
public final class CorruptedSites {
  private static final int SITES = 25;
  private static final int CORRUPTED = 5;
  private static final int HIDDEN = 64;
  private static final int BATCH = 16;
  private static final long SEED = 7;

  private CorruptedSites() {}

  /**
   * Runs the comparison.
   *
   * @param arguments the data set, {@code digits} if left out, and the epochs of our classifiers,
   *     100 if left out
   * @throws IOException if Spark's session does not close
   */
  public static void main(String[] arguments) throws IOException {
    String data = arguments.length > 0 ? arguments[0] : "digits";
    int epochs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    try (SparkSession session = SparkClusterFactory.session("corrupted sites")) {
      System.out.println(compare(session, data, epochs));
    } catch (UsageException e) {
      System.err.println("corrupted sites: " + e.getMessage());
      System.exit(2);
    }
  }

  private static String compare(SparkSession session, String data, int epochs) {
    org.byzsgd.data.Dataset images = SparkData.load(session, data);
    Dataset<Row> test = Sites.test(session, images.test()).cache();
    List<List<String>> rows = new ArrayList<>();
    StringBuilder reports = new StringBuilder();
    Sites honest = new Sites(images.training().count(), SITES, 0, SEED);
    Sites spoiled = new Sites(images.training().count(), SITES, CORRUPTED, SEED);
    Dataset<Row> clean = honest.training(session, images.training()).repartition(8).cache();
    Dataset<Row> wrong = spoiled.training(session, images.training()).repartition(8).cache();
    clean.count();
    wrong.count();
    classifiers(images.training(), epochs)
        .forEach(
            (name, classifier) -> {
              Fit first = fit(classifier, clean, test);
              Fit second = fit(classifier, wrong, test);
              rows.add(
                  List.of(
                      name,
                      percent(first.accuracy),
                      String.format(Locale.ROOT, "%.4f", first.objective),
                      percent(second.accuracy),
                      String.format(Locale.ROOT, "%.1f", second.seconds),
                      second.suspects()));
              reports.append(second.report(name));
            });
    return String.format("%s; sites with wrong labels: %s%n%n", data, spoiled.corrupted())
        + table(rows).toMarkdown()
        + reports;
  }

  /** Spark's classifiers and ours, by the names of the table. */
  private static Map<String, Estimator<? extends Model<?>>> classifiers(
      Samples samples, int epochs) {
    int[] layers = {samples.shape().size(), HIDDEN, samples.classes()};
    Map<String, Estimator<? extends Model<?>>> all = new LinkedHashMap<>();
    all.put("Spark LogisticRegression", new LogisticRegression().setMaxIter(100));
    all.put(
        "Spark MultilayerPerceptronClassifier",
        new MultilayerPerceptronClassifier().setLayers(layers).setMaxIter(100).setSeed(SEED));
    for (String rule : List.of("mean", "median", "krum", "nnm+trimmed-mean")) {
      all.put("softmax regression, " + rule, robust(rule, epochs));
    }
    for (String rule : List.of("mean", "nnm+trimmed-mean")) {
      all.put("perceptron, " + rule, robust(rule, epochs).setLayers(layers));
    }
    return all;
  }

  private static ByzantineRobustClassifier robust(String rule, int epochs) {
    return new ByzantineRobustClassifier()
        .setWorkerCol("site")
        .setRule(rule)
        .setDeclaredByzantine(rule.equals("mean") ? 0 : CORRUPTED)
        .setBatchSize(BATCH)
        .setEpochs(epochs)
        .setStepSize(0.2)
        .setSeed(SEED);
  }

  private static Fit fit(
      Estimator<? extends Model<?>> classifier, Dataset<Row> training, Dataset<Row> test) {
    long start = System.nanoTime();
    Model<?> model = classifier.fit(training);
    double seconds = (System.nanoTime() - start) / 1e9;
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(test));
    return new Fit(
        accuracy,
        objective(model),
        seconds,
        model instanceof ByzantineRobustClassificationModel ours
            ? ours.summary().workerReports()
            : List.of());
  }

  /** The mean cross-entropy of the training rows at the end, nats. */
  private static double objective(Model<?> model) {
    double[] history =
        model instanceof ByzantineRobustClassificationModel ours
            ? ours.summary().objectiveHistory()
            : model instanceof LogisticRegressionModel theirs
                ? theirs.summary().objectiveHistory()
                : ((MultilayerPerceptronClassificationModel) model).summary().objectiveHistory();
    return history[history.length - 1];
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static TextTable table(List<List<String>> rows) {
    return new TextTable(
        List.of(
            Column.text("classifier"),
            Column.number("all sites right"),
            Column.number("their objective"),
            Column.number("5 of 25 wrong"),
            Column.number("seconds"),
            Column.text("farthest off")),
        rows);
  }

  /**
   * A trained classifier.
   *
   * @param accuracy on the test set, of [0, 1]
   * @param objective at the end
   * @param seconds of training
   * @param reports on each worker, the most suspicious first; none of Spark's classifiers
   */
  private record Fit(
      double accuracy, double objective, double seconds, List<WorkerReport> reports) {
    String suspects() {
      return reports.stream()
          .limit(CORRUPTED)
          .map(WorkerReport::worker)
          .sorted()
          .reduce((a, b) -> a + ", " + b)
          .orElse("");
    }

    /** The first workers of the list, two more than are corrupted. */
    String report(String name) {
      if (reports.isEmpty()) {
        return "";
      }
      List<List<String>> rows =
          reports.stream()
              .limit(CORRUPTED + 2)
              .map(
                  one ->
                      List.of(
                          one.worker(),
                          Integer.toString(one.rows()),
                          one.leftOut().isPresent()
                              ? one.leftOut().getAsLong() + " of " + one.rounds()
                              : "",
                          one.outermost() + " of " + one.rounds(),
                          String.format(Locale.ROOT, "%.2f", one.meanDistance()),
                          String.format(Locale.ROOT, "%.2f", one.meanLoss())))
              .toList();
      List<Column> columns =
          List.of(
              Column.text("worker"),
              Column.number("rows"),
              Column.number("left out"),
              Column.number("outermost"),
              Column.number("mean distance"),
              Column.number("mean loss"));
      return String.format("%n%s%n%n", name) + new TextTable(columns, rows).toMarkdown();
    }
  }
}
