package org.byzsgd.spark;

import java.io.Serializable;
import java.util.function.ObjIntConsumer;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
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
