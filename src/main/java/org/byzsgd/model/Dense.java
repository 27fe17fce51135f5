package org.byzsgd.model;

import org.byzsgd.data.Shape;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.linalg.Stencil;
import org.byzsgd.random.Stream;

/**
 * A fully connected layer with a bias and an activation. It reads an image as one vector: row,
 * column, channel. Weights are laid out input, output.
 */
final class Dense extends Layer {
  private final Activation activation;

  Dense(Shape input, int units, Activation activation) {
    super(input, Shape.vector(units));
    this.activation = activation;
  }

  @Override
  int parameters() {
    return Math.multiplyExact(input().size() + 1, output().channels());
  }

  @Override
  boolean readsAnyStride() {
    return true;
  }

  @Override
  void initializeParameters(Stream stream, float[] parameters, int at) {
    int inputs = input().size();
    int outputs = output().channels();
    drawUniform(stream, parameters, at, inputs * outputs, inputs, outputs);
  }

  @Override
  Pass pass(Wiring wiring) {
    return new DensePass(wiring);
  }

  private static int[] samples(int capacity, Tensor tensor) {
    int[] places = new int[capacity];
    for (int s = 0; s < capacity; s++) {
      places[s] = tensor.row(s, 0);
    }
    return places;
  }

  private final class DensePass implements Pass {
    private final Kernels kernels = Kernels.get();
    private final Tensor in;
    private final Tensor out;
    private final Tensor inGradient;
    private final Tensor outGradient;
    private final Stencil forward;
    private final Stencil weightGradient;
    private final Stencil dataGradient;
    private final Weights weights;
    private final ChannelSums biases;
    private final float[] transposed;
    private final int parametersAt;

    DensePass(Wiring wiring) {
      in = wiring.input();
      out = wiring.output();
      inGradient = wiring.inputGradient();
      outGradient = wiring.outputGradient();
      parametersAt = wiring.parametersAt();
      int[] taps = elements();
      int[] reads = samples(wiring.capacity(), in);
      int[] writes = samples(wiring.capacity(), out);
      int[] gradients = samples(wiring.capacity(), outGradient);
      forward = new Stencil(reads, taps, writes, out.stride());
      weightGradient = new Stencil(reads, taps, gradients, out.stride());
      weights = new Weights(taps.length, output().channels(), out.stride(), parametersAt);
      biases = new ChannelSums(outGradient);
      if (inGradient == null) {
        dataGradient = null;
        transposed = new float[0];
      } else {
        int[] outputs = new int[output().channels()];
        for (int o = 0; o < outputs.length; o++) {
          outputs[o] = o;
        }
        int[] results = samples(wiring.capacity(), inGradient);
        dataGradient = new Stencil(gradients, outputs, results, inGradient.innerRow());
        transposed = new float[Math.multiplyExact(input().height(), transposedRow())];
      }
    }

    /** The offsets of a sample's values, past the channels that only fill up a pixel. */
    private int[] elements() {
      int channels = input().channels();
      int[] places = new int[input().size()];
      for (int i = 0; i < places.length; i++) {
        places[i] = i / channels * in.stride() + i % channels;
      }
      return places;
    }

    @Override
    public void train(Step step) {
      infer(step);
    }

    @Override
    public void infer(Step step) {
      kernels.multiply(
          forward,
          step.samples,
          in.values(),
          0,
          weights.read(step.parameters),
          weights.at(),
          out.values(),
          0);
      if (activation == Activation.RELU) {
        for (int s = 0; s < step.samples; s++) {
          Rectifier.apply(out, s);
        }
      }
    }

    @Override
    public void backward(Step step) {
      biases.clear();
      for (int s = 0; s < step.samples; s++) {
        if (activation == Activation.RELU) {
          Rectifier.gate(kernels, out, outGradient, s);
        }
        biases.addRow(outGradient.values(), outGradient.row(s, 0));
        biases.endSample();
      }
      float[] sums = weights.beginGradient(step.gradient);
      float[] gradients = outGradient.values();
      kernels.accumulate(
          weightGradient, step.samples, in.values(), 0, gradients, 0, sums, weights.at());
      weights.endGradient(step.gradient, biases);
      if (inGradient != null) {
        transpose(step.parameters);
        for (int y = 0; y < input().height(); y++) {
          kernels.multiply(
              dataGradient,
              step.samples,
              gradients,
              0,
              transposed,
              y * transposedRow(),
              inGradient.values(),
              y * inGradient.rowLength());
        }
      }
    }

    /** An image's row is a product of its own, so that borders stay zero. */
    private int transposedRow() {
      return (output().channels() + 1) * inGradient.innerRow();
    }

    private void transpose(float[] parameters) {
      int channels = input().channels();
      int outputs = output().channels();
      int columns = input().width();
      int width = inGradient.innerRow();
      for (int pixel = 0; pixel < input().height() * columns; pixel++) {
        int from = parametersAt + pixel * channels * outputs;
        int to = pixel / columns * transposedRow() + pixel % columns * inGradient.stride();
        Transpose.copy(parameters, from, channels, outputs, transposed, to, width);
      }
    }

    @Override
    public long bytes() {
      long stencils = forward.bytes() + 4L * weightGradient.outputs().length;
      if (dataGradient != null) {
        stencils += 4L * (dataGradient.taps().length + dataGradient.outputs().length);
      }
      return stencils + weights.bytes() + biases.bytes() + 4L * transposed.length;
    }
  }
}
