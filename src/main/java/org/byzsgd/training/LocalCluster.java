package org.byzsgd.training;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.Trigger;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.model.Model;
import org.byzsgd.random.Seed;

/** All workers in this JVM, without Spark: the reference that every other cluster must equal. */
public final class LocalCluster implements Cluster {
  private final Worker worker;
  private final Dataset data;
  private final boolean shared;
  private final Samples[] parts;

  /** Held out; null if the plan holds none out. */
  private final Samples validation;

  /**
   * A cluster for one run of plain minibatch gradients.
   *
   * @param model the model
   * @param data the data set
   * @param plan who computes on which samples
   * @param seed of the run
   */
  public LocalCluster(Model model, Dataset data, WorkPlan plan, Seed seed) {
    this(model, data, plan, LocalUpdate.GRADIENT, seed);
  }

  /**
   * A cluster for one run.
   *
   * @param model the model
   * @param data the data set
   * @param plan who computes on which samples
   * @param update what a worker makes of its minibatches
   * @param seed of the run
   */
  public LocalCluster(Model model, Dataset data, WorkPlan plan, LocalUpdate update, Seed seed) {
    this.worker = new Worker(model, data.training().shape(), plan, update, seed);
    this.data = data;
    this.shared = plan.shuffle() == Shuffle.GLOBAL;
    this.parts =
        shared
            ? new Samples[] {data.training()}
            : IntStream.range(0, plan.workers())
                .mapToObj(i -> data.training().select(plan.shard(i)))
                .toArray(Samples[]::new);
    int[] heldOut = plan.validation();
    this.validation = heldOut.length == 0 ? null : data.training().select(heldOut);
  }

  @Override
  public void gradients(RoundRequest request, Receiver receiver) {
    Arrays.stream(request.workers()).parallel().forEach(i -> gradient(i, request, receiver));
  }

  private void gradient(int id, RoundRequest request, Receiver receiver) {
    WorkerGradient gradient;
    try {
      gradient = worker.gradient(id, parts[shared ? 0 : id], request);
    } catch (RuntimeException e) {
      receiver.fail(new WorkerFailedException(request.round(), id, e));
      return;
    }
    receiver.receive(id, gradient);
  }

  @Override
  public Evaluation evaluate(float[] parameters, float[] statistics) {
    double[][] training =
        Arrays.stream(parts)
            .map(part -> sums(part, b -> worker.evaluate(part, b, parameters, statistics)))
            .flatMap(Arrays::stream)
            .toArray(double[][]::new);
    Evaluation evaluation =
        EvaluationSums.evaluation(
            training,
            Arrays.stream(parts).mapToInt(Samples::count).sum(),
            sums(data.test(), b -> worker.evaluate(data.test(), b, parameters, statistics)),
            data.test().count());
    return validation == null
        ? evaluation
        : evaluation.withValidation(
            EvaluationSums.means(
                sums(validation, b -> worker.evaluate(validation, b, parameters, statistics)),
                validation.count()));
  }

  @Override
  public double attackSuccess(float[] parameters, float[] statistics, Trigger trigger) {
    return EvaluationSums.attackSuccess(
        sums(data.test(), b -> worker.triggered(data.test(), b, parameters, statistics, trigger)));
  }

  private static double[][] sums(Samples samples, IntFunction<double[]> block) {
    return IntStream.range(0, Worker.evaluationBlocks(samples.count()))
        .parallel()
        .mapToObj(block)
        .toArray(double[][]::new);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
