package org.byzsgd.model;

/** What a convolution or dense layer applies to its sums. */
public enum Activation {
  /** Nothing. */
  IDENTITY,
  /** The rectifier, max(0, x), of derivative 0 at 0. */
  RELU
}
