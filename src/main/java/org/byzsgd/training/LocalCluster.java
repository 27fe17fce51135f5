package org.byzsgd.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shuffle;
import org.byzsgd.model.Model;
import org.byzsgd.random.Seed;

/** All workers in this JVM, without Spark: the reference that every other cluster must equal. */
public final class LocalCluster implements Cluster {
  private final Worker worker;
  private final Dataset data;
  private final boolean shared;
  private final Samples[] parts;

  /**
   * A cluster for one run.
   *
   * @param model the model
   * @param data the data set
   * @param plan who computes on which samples
   * @param seed of the run
   */
  public LocalCluster(Model model, Dataset data, MinibatchPlan plan, Seed seed) {
    this.worker = new Worker(model, data.training().shape(), plan, seed);
    this.data = data;
    this.shared = plan.shuffle() == Shuffle.GLOBAL;
    this.parts =
        shared
            ? new Samples[] {data.training()}
            : IntStream.range(0, plan.workers())
                .mapToObj(i -> data.training().select(plan.shard(i)))
                .toArray(Samples[]::new);
  }

  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
    Arrays.stream(request.workers())
        .parallel()
        .forEach(i -> receiver.receive(i, worker.gradient(i, parts[shared ? 0 : i], request)));
  }

  @Override
  public Evaluation evaluate(float[] parameters, float[] statistics) {
    double[][] training =
        Arrays.stream(parts)
            .map(part -> sums(part, parameters, statistics))
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    return EvaluationSums.evaluation(
        training,
        Arrays.stream(parts).mapToInt(Samples::count).sum(),
        sums(data.test(), parameters, statistics),
        data.test().count());
  }

  private double[][] sums(Samples samples, float[] parameters, float[] statistics) {
    return IntStream.range(0, Worker.evaluationBlocks(samples.count()))
        .parallel()
        .mapToObj(b -> worker.evaluate(samples, b, parameters, statistics))
        .toArray(double[][]::new);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
