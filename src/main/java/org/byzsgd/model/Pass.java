package org.byzsgd.model;

/** A layer's computations on a batch, with the memory they need. For one thread at a time. */
interface Pass {
  /** Computes the output in training mode. */
  void train(Step step);

  /** Computes the output in inference mode. */
  void infer(Step step);

  /** From the output's gradient, the parameters' (overwritten) and, if wanted, the input's. */
  void backward(Step step);

  /** How many bytes its own arrays take. */
  long bytes();
}
