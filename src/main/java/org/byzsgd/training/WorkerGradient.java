package org.byzsgd.training;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.byzsgd.linalg.FloatBytes;

/**
 * What one worker sends in a round: the gradient of its minibatch's mean loss, the minibatch's own
 * statistics (batch normalisation), and the loss. Kryo carries its plain fields.
 */
public final class WorkerGradient implements Externalizable {
  private static final long serialVersionUID = 1L;

  private float[] gradient = {};
  private float[] statistics = {};
  private double loss;

  /** For deserialization. */
  public WorkerGradient() {}

  /**
   * What a worker computed.
   *
   * @param gradient d floats, kept by reference
   * @param statistics s floats, kept by reference
   * @param loss the minibatch's mean cross-entropy in nats
   */
  public WorkerGradient(float[] gradient, float[] statistics, double loss) {
    this.gradient = gradient;
    this.statistics = statistics;
    this.loss = loss;
  }

  /** The same with another vector in the gradient's place, kept by reference. */
  WorkerGradient withGradient(float[] other) {
    return new WorkerGradient(other, statistics, loss);
  }

  /** {@return the gradient, d floats} */
  public float[] gradient() {
    return gradient;
  }

  /** {@return the minibatch's statistics, s floats} */
  public float[] statistics() {
    return statistics;
  }

  /** {@return the minibatch's mean cross-entropy in nats} */
  public double loss() {
    return loss;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeDouble(loss);
    FloatBytes.write(gradient, 0, gradient.length, out);
    FloatBytes.write(statistics, 0, statistics.length, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    loss = in.readDouble();
    gradient = FloatBytes.read(in);
    statistics = FloatBytes.read(in);
  }
}
