package org.byzsgd.spark;

import java.io.Serializable;
import org.byzsgd.data.Minibatches;
import org.byzsgd.data.Shape;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Seed;
import org.byzsgd.training.LocalUpdate;
import org.byzsgd.training.RoundScript;
import org.byzsgd.training.Worker;

/**
 * What executors need of a run beside its data, broadcast once: texts and numbers, from which each
 * JVM builds its {@link Worker} at the first use and keeps it, with its memory, for the whole run.
 */
abstract class WorkerContext implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String model;
  private final String kernels;
  private final int height;
  private final int width;
  private final int channels;
  private final int classes;
  private final int batch;
  private final int localSteps;
  private final double weightDecay;
  private final double clipNorm;
  private final long seed;
  private final RoundScript.Source source;
  private transient Worker worker;
  private transient RoundScript script;

  /** The source is null if rounds are not played on slices. */
  WorkerContext(
      String model,
      Shape shape,
      int classes,
      int batch,
      LocalUpdate update,
      long seed,
      RoundScript.Source source) {
    this.model = model;
    this.kernels = Kernels.get().name();
    this.height = shape.height();
    this.width = shape.width();
    this.channels = shape.channels();
    this.classes = classes;
    this.batch = batch;
    this.localSteps = update.steps();
    this.weightDecay = update.weightDecay();
    this.clipNorm = update.clipNorm();
    this.seed = seed;
    this.source = source;
  }

  /** Who computes on which of the samples that it holds. */
  abstract Minibatches minibatches();

  final int batch() {
    return batch;
  }

  final long seed() {
    return seed;
  }

  /** An executor without an order of its own does as the driver did, where it can. */
  private void requestKernels() {
    if (kernels.equals("plain") && System.getProperty(Kernels.PROPERTY) == null) {
      System.setProperty(Kernels.PROPERTY, kernels);
    }
  }

  /** The script of the run's rounds, for slices. */
  final synchronized RoundScript script() {
    if (script == null) {
      requestKernels();
      script = source.script();
    }
    return script;
  }

  final synchronized Worker worker() {
    if (worker == null) {
      requestKernels();
      Shape shape = new Shape(height, width, channels);
      worker =
          new Worker(
              ModelFactory.of(model, shape, classes),
              shape,
              minibatches(),
              new LocalUpdate(localSteps, weightDecay, clipNorm),
              new Seed(seed));
    }
    return worker;
  }
}
