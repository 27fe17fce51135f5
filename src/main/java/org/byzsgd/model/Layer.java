package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;

/** A layer of a network: immutable sizes; its computations are a {@link Pass}. */
abstract class Layer {
  private final Shape input;
  private final Shape output;

  Layer(Shape input, Shape output) {
    this.input = input;
    this.output = output;
  }

  final Shape input() {
    return input;
  }

  final Shape output() {
    return output;
  }

  /** How many trainable parameters it has. */
  int parameters() {
    return 0;
  }

  /** How many running statistics it has. */
  int statistics() {
    return 0;
  }

  /** The border of zeros it needs around its input. */
  int inputBorder() {
    return 0;
  }

  /** The border of zeros it needs around the gradient by its output. */
  int gradientBorder() {
    return 0;
  }

  /** Whether it reads value by value, so that input may come with channels as they are. */
  boolean readsAnyStride() {
    return false;
  }

  /** Whether it works in place: its output and input are one tensor. */
  boolean isInPlace() {
    return false;
  }

  /** Draws initial parameters, into zeros. */
  void initializeParameters(Stream stream, float[] parameters, int at) {}

  /** Writes the running statistics before the first round, into zeros. */
  void initializeStatistics(float[] statistics, int at) {}

  /** Allocates what its computations need. */
  abstract Pass pass(Wiring wiring);

  /** Uniform weights of variance 2 / (fan in + fan out): Glorot and Bengio, AISTATS 2010. */
  static void drawUniform(
      Stream stream, float[] parameters, int at, int count, long fanIn, long fanOut) {
    double bound = StrictMath.sqrt(6.0 / (fanIn + fanOut));
    for (int i = 0; i < count; i++) {
      parameters[at + i] = (float) (bound * (2.0 * stream.nextFloat() - 1));
    }
  }
}
