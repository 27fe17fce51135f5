package org.byzsgd.spark;

import java.io.Serializable;
import java.util.function.ObjIntConsumer;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.byzsgd.training.RoundFailedException;
import org.byzsgd.training.WorkerFailedException;
import scala.Predef;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Jobs whose results go to a handler as they arrive, instead of into a list at the end: the custom
 * aggregation of this project. Nothing is combined on the way, so the order of arrival has no
 * effect.
 */
final class Jobs {
  private Jobs() {}

  /** What a task does with its partition, which has exactly one record. */
  abstract static class Task<T, U> extends AbstractFunction2<TaskContext, Iterator<T>, U>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    abstract U run(T record);

    @Override
    public final U apply(TaskContext context, Iterator<T> records) {
      return run(records.next());
    }
  }

  /**
   * Runs a task on some partitions as a part of a round.
   *
   * @throws RoundFailedException if the job failed: the worker's own failure if it was one
   */
  static <T, U> void runInRound(
      int round, RDD<T> rdd, Task<T, U> task, int[] partitions, ObjIntConsumer<U> handler) {
    try {
      run(rdd, task, partitions, handler);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Spark's own, which is checked, although Scala does not say so.
      throw failure(round, e);
    }
  }

  private static RoundFailedException failure(int round, Exception job) {
    for (Throwable cause = job; cause != null; cause = cause.getCause()) {
      if (cause instanceof WorkerFailedException worker) {
        return worker;
      }
    }
    String why = job.getMessage() == null ? job.toString() : job.getMessage();
    return new RoundFailedException(round, why.lines().findFirst().orElse(why), job);
  }

  /** Runs a task on some partitions; the handler gets each result with its partition's id. */
  static <T, U> void run(RDD<T> rdd, Task<T, U> task, int[] partitions, ObjIntConsumer<U> handler) {
    ClassTag<U> anything = ClassTag$.MODULE$.apply(Object.class);
    rdd.sparkContext()
        .runJob(
            rdd,
            task,
            // Its type is not named: Spark wants another Seq on Scala 2.12 than on 2.13.
            Predef.wrapIntArray(partitions).toSeq(),
            new AbstractFunction2<Object, U, BoxedUnit>() {
              @Override
              public BoxedUnit apply(Object index, U result) {
                handler.accept(result, partitions[(Integer) index]);
                return BoxedUnit.UNIT;
              }
            },
            anything);
  }
}
