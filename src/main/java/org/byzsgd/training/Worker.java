package org.byzsgd.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Minibatches;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.data.Trigger;
import org.byzsgd.model.Model;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/**
 * What all workers of one JVM have in common: the model, the plan of who computes on which samples,
 * and the memory for it. There are as many workspaces as the JVM has processors, however many
 * threads call: a thread without one waits, so memory is bounded and the caches stay warm. Safe for
 * use by many threads.
 */
public final class Worker {
  /** Samples whose losses are added up in one go in an evaluation; fixes the order of the sums. */
  public static final int EVALUATION_BLOCK = 250;

  private final Model model;
  private final Shape shape;
  private final Minibatches plan;
  private final LocalUpdate update;
  private final Seed seed;
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
  private final Deque<Memory> free = new ArrayDeque<>();

  /**
   * The workers of a run.
   *
   * @param model the model
   * @param shape of a sample
   * @param plan who computes on which samples
   * @param update what a worker makes of its minibatches
   * @param seed of the run
   */
  public Worker(Model model, Shape shape, Minibatches plan, LocalUpdate update, Seed seed) {
    this.model = model;
    this.shape = shape;
    this.plan = plan.withSteps(update.steps());
    this.update = update;
    this.seed = seed;
  }

  /**
   * What one worker sends in a round.
   *
   * @param worker its id
   * @param samples the training set, or the worker's own shard if the plan's shuffle is local
   * @param request the round and the point
   * @return gradient, statistics and loss of the worker's minibatch; with several local steps what
   *     {@link LocalUpdate} says, and the means of the statistics and losses; where an independent
   *     estimate is asked for, the means over its minibatches
   */
  public WorkerGradient gradient(int worker, Samples samples, RoundRequest request) {
    Memory memory = borrow();
    try {
      if (request.independent() > 0) {
        return independent(worker, samples, request, memory);
      }
      WorkerGradient sent = step(0, worker, samples, request, request.parameters(), memory);
      if (update.steps() > 1) {
        sent = moreSteps(sent, worker, samples, request, memory);
      }
      update.clip(sent.gradient());
      return sent;
    } finally {
      giveBack(memory);
    }
  }

  /** The gradient of one minibatch of a round at a point. */
  private WorkerGradient step(
      int step, int worker, Samples samples, RoundRequest request, float[] point, Memory memory) {
    int[] positions = plan.batch(request.round(), step, worker, samples);
    memory.batch.read(samples, positions, 0, positions.length);
    request.poisoning(worker).ifPresent(how -> how.poison(memory.batch, shape, model.classes()));
    int steps = Math.addExact(Math.multiplyExact(request.round(), update.steps()), step);
    return descend(point, seed.stream(Purpose.DROPOUT, steps, plan.group(worker)), memory);
  }

  /** The gradient of the batch in memory. */
  private WorkerGradient descend(float[] point, Stream dropout, Memory memory) {
    float[] gradient = new float[model.parameters()];
    float[] statistics = new float[model.statistics()];
    double loss =
        model.gradient(point, memory.batch, dropout, memory.workspace, gradient, statistics);
    update.decay(point, gradient);
    return new WorkerGradient(gradient, statistics, loss);
  }

  /**
   * The mean of what one step on minibatches of their own would send. Their samples are drawn with
   * replacement; they are honest whatever the worker is.
   */
  private WorkerGradient independent(
      int worker, Samples samples, RoundRequest request, Memory memory) {
    int minibatches = request.independent();
    double[] sums = new double[model.parameters()];
    double[] statistics = new double[model.statistics()];
    double loss = 0;
    for (int k = 0; k < minibatches; k++) {
      // Two streams a minibatch: its samples, its masks.
      int name = Math.multiplyExact(2, Math.addExact(Math.multiplyExact(worker, minibatches), k));
      int[] positions = plan.draw(samples, seed.stream(Purpose.REFERENCE, request.round(), name));
      memory.batch.read(samples, positions, 0, positions.length);
      Stream dropout = seed.stream(Purpose.REFERENCE, request.round(), name + 1);
      WorkerGradient one = descend(request.parameters(), dropout, memory);
      update.clip(one.gradient());
      add(one.gradient(), sums);
      add(one.statistics(), statistics);
      loss += one.loss();
    }
    return new WorkerGradient(
        mean(sums, minibatches), mean(statistics, minibatches), loss / minibatches);
  }

  private static void add(float[] x, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += x[k];
    }
  }

  private static float[] mean(double[] sums, int count) {
    float[] mean = new float[sums.length];
    for (int k = 0; k < sums.length; k++) {
      mean[k] = (float) (sums[k] / count);
    }
    return mean;
  }

  /** The local steps after the first gradient, and the means over all. */
  private WorkerGradient moreSteps(
      WorkerGradient first, int worker, Samples samples, RoundRequest request, Memory memory) {
    float[] point = request.parameters().clone();
    float[] gradient = first.gradient().clone();
    float[] statistics = first.statistics().clone();
    double loss = first.loss();
    WorkerGradient last = first;
    for (int k = 1; k < update.steps(); k++) {
      add(-(float) request.localRate(), last.gradient(), point);
      last = step(k, worker, samples, request, point, memory);
      add(1, last.gradient(), gradient);
      add(1, last.statistics(), statistics);
      loss += last.loss();
    }
    divide(gradient);
    divide(statistics);
    return new WorkerGradient(gradient, statistics, loss / update.steps());
  }

  private static void add(float factor, float[] x, float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += factor * x[k];
    }
  }

  private void divide(float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= update.steps();
    }
  }

  /**
   * Evaluates one block of {@link #EVALUATION_BLOCK} consecutive samples (the last may be shorter).
   *
   * @param samples a set
   * @param block from 0
   * @param parameters the point, d floats
   * @param statistics running statistics, s floats
   * @return the sum of the losses, and the number of right predictions; weighted where samples are
   */
  public double[] evaluate(Samples samples, int block, float[] parameters, float[] statistics) {
    int end = Math.min(samples.count(), (block + 1) * EVALUATION_BLOCK);
    double[] sums = new double[2];
    Memory memory = borrow();
    try {
      for (int from = block * EVALUATION_BLOCK; from < end; from += plan.batch()) {
        memory.batch.read(samples, from, Math.min(plan.batch(), end - from));
        model.scores(parameters, statistics, memory.batch, memory.workspace, memory.scores);
        double[] part = Score.of(memory.scores, memory.batch, model.classes());
        sums[0] += part[0];
        sums[1] += part[1];
      }
    } finally {
      giveBack(memory);
    }
    return sums;
  }

  /**
   * Counts how often a trigger works in a block of samples, in inference mode.
   *
   * @param samples a set
   * @param block from 0, as in {@link #evaluate}
   * @param parameters the point, d floats
   * @param statistics running statistics, s floats
   * @param trigger what the samples are stamped with
   * @return how many samples are not of the target class, and how many of these are taken for it
   *     when stamped
   */
  public double[] triggered(
      Samples samples, int block, float[] parameters, float[] statistics, Trigger trigger) {
    int end = Math.min(samples.count(), (block + 1) * EVALUATION_BLOCK);
    double[] sums = new double[2];
    Memory memory = borrow();
    try {
      for (int from = block * EVALUATION_BLOCK; from < end; from += plan.batch()) {
        Batch batch = memory.batch;
        batch.read(samples, from, Math.min(plan.batch(), end - from));
        for (int i = 0; i < batch.size(); i++) {
          trigger.stamp(batch.values(), i * batch.features(), shape);
        }
        model.scores(parameters, statistics, batch, memory.workspace, memory.scores);
        for (int i = 0; i < batch.size(); i++) {
          if (batch.labels()[i] != trigger.target()) {
            sums[0]++;
            sums[1] +=
                Score.prediction(memory.scores, i, model.classes()) == trigger.target() ? 1 : 0;
          }
        }
      }
    } finally {
      giveBack(memory);
    }
    return sums;
  }

  /**
   * How many blocks an evaluation of a set has.
   *
   * @param samples how many samples
   * @return the number of blocks
   */
  public static int evaluationBlocks(int samples) {
    return (samples + EVALUATION_BLOCK - 1) / EVALUATION_BLOCK;
  }

  private Memory borrow() {
    permits.acquireUninterruptibly();
    synchronized (free) {
      Memory memory = free.poll();
      if (memory != null) {
        return memory;
      }
    }
    return new Memory();
  }

  private void giveBack(Memory memory) {
    synchronized (free) {
      free.push(memory);
    }
    permits.release();
  }

  /** What one computation at a time needs. */
  private final class Memory {
    final Batch batch = new Batch(shape, plan.batch());
    final Model.Workspace workspace = model.workspace(plan.batch());
    final float[] scores = new float[plan.batch() * model.classes()];
  }
}
