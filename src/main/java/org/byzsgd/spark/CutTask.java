package org.byzsgd.spark;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.byzsgd.linalg.SliceLayout;
import org.byzsgd.training.WorkerGradient;
import scala.Tuple2;

/** What a partition does in a round on slices: computes its worker's gradient and cuts it. */
final class CutTask implements PairFlatMapFunction<Iterator<Shard>, Integer, RowSlice> {
  private static final long serialVersionUID = 1L;

  private final GradientTask gradient;
  private final SliceLayout layout;
  private final int[] asked;

  /** The asked workers are ascending; the others compute nothing. */
  CutTask(GradientTask gradient, SliceLayout layout, int[] asked) {
    this.gradient = gradient;
    this.layout = layout;
    this.asked = asked;
  }

  @Override
  public Iterator<Tuple2<Integer, RowSlice>> call(Iterator<Shard> shards) {
    Shard shard = shards.next();
    if (Arrays.binarySearch(asked, shard.worker()) < 0) {
      return Collections.emptyIterator();
    }
    WorkerGradient sent = gradient.compute(shard);
    return IntStream.range(0, layout.slices())
        .mapToObj(slice -> new Tuple2<>(slice, cut(shard.worker(), sent, slice)))
        .iterator();
  }

  private RowSlice cut(int worker, WorkerGradient sent, int slice) {
    return new RowSlice(
        worker,
        Arrays.copyOfRange(sent.gradient(), layout.first(slice), layout.first(slice + 1)),
        slice == 0 ? sent.statistics() : new float[0],
        sent.loss());
  }
}
