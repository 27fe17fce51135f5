package org.byzsgd.faults;

import java.util.List;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Shape;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.model.MultilayerPerceptron;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/** A multilayer perceptron whose gradients may have a {@link Fault}. */
public final class UnsteadyModel implements ModelFactory {
  private final ModelFactory steady = new MultilayerPerceptron();

  /** For the service loader. */
  public UnsteadyModel() {}

  @Override
  public String name() {
    return "unsteady-mlp";
  }

  @Override
  public String summary() {
    return steady.summary();
  }

  @Override
  public String citation() {
    return steady.citation();
  }

  @Override
  public List<Parameter> parameters() {
    return steady.parameters();
  }

  @Override
  public Model create(Arguments arguments, Shape input, int classes) {
    return new Unsteady(steady.create(arguments, input, classes));
  }

  private record Unsteady(Model steady) implements Model {
    @Override
    public double gradient(
        float[] parameters,
        Batch batch,
        Stream dropout,
        Workspace workspace,
        float[] gradient,
        float[] statistics) {
      Fault.inGradient();
      return steady.gradient(parameters, batch, dropout, workspace, gradient, statistics);
    }

    @Override
    public int parameters() {
      return steady.parameters();
    }

    @Override
    public int statistics() {
      return steady.statistics();
    }

    @Override
    public int classes() {
      return steady.classes();
    }

    @Override
    public float[] initialParameters(Stream stream) {
      return steady.initialParameters(stream);
    }

    @Override
    public float[] initialStatistics() {
      return steady.initialStatistics();
    }

    @Override
    public Workspace workspace(int capacity) {
      return steady.workspace(capacity);
    }

    @Override
    public void scores(
        float[] parameters, float[] statistics, Batch batch, Workspace workspace, float[] scores) {
      steady.scores(parameters, statistics, batch, workspace, scores);
    }
  }
}
