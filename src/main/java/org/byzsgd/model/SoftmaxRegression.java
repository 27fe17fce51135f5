package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.registry.Arguments;

/** Multinomial logistic regression: one dense layer from the values to the scores. */
public final class SoftmaxRegression implements ModelFactory {
  /** The factory; called by the service loader. */
  public SoftmaxRegression() {}

  @Override
  public String name() {
    return "softmax-regression";
  }

  @Override
  public String summary() {
    return "multinomial logistic regression: a convex loss";
  }

  @Override
  public String citation() {
    return "Cox, The regression analysis of binary sequences, JRSS B 1958";
  }

  @Override
  public Model create(Arguments arguments, Shape input, int classes) {
    return new NetworkBuilder(input).build(classes);
  }
}
