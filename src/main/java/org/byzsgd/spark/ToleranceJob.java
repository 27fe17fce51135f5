package org.byzsgd.spark;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.byzsgd.theory.Tolerance;
import org.byzsgd.theory.ToleranceRow;

/** A Monte Carlo study as one job: a record is a task of the study, results come back in order. */
public final class ToleranceJob {
  private ToleranceJob() {}

  /**
   * Runs a study.
   *
   * @param session the Spark session
   * @param study what to run; its numbers do not depend on the partitions
   * @return a row a cell
   * @throws org.byzsgd.registry.UsageException if a task does not fit into an executor's memory
   */
  public static List<ToleranceRow> run(SparkSession session, Tolerance study) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    study.checkMemory(
        spark.sc().isLocal()
            ? Runtime.getRuntime().maxMemory()
            : spark.getConf().getSizeAsBytes("spark.executor.memory", "1g"));
    spark.setJobDescription("tolerance: " + study.tasks() + " blocks of trials");
    List<Integer> tasks = IntStream.range(0, study.tasks()).boxed().toList();
    // A few tasks a slot, so that a slow one holds nobody up for long.
    int partitions = Math.min(study.tasks(), 4 * spark.defaultParallelism());
    List<double[]> results = spark.parallelize(tasks, partitions).map(study::run).collect();
    spark.setJobDescription(null);
    return study.collect(results);
  }
}
