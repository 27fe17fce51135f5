package org.byzsgd.spark;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.byzsgd.linalg.FloatBytes;

/**
 * A slice of one worker's gradient on its way through the shuffle; the first slice has with it what
 * the worker sends beside the gradient. Kryo carries its plain fields.
 */
final class RowSlice implements Externalizable {
  private static final long serialVersionUID = 1L;

  private int worker;
  private float[] values = {};
  private float[] statistics = {};
  private double loss;

  /** For deserialization. */
  public RowSlice() {}

  RowSlice(int worker, float[] values, float[] statistics, double loss) {
    this.worker = worker;
    this.values = values;
    this.statistics = statistics;
    this.loss = loss;
  }

  int worker() {
    return worker;
  }

  float[] values() {
    return values;
  }

  float[] statistics() {
    return statistics;
  }

  double loss() {
    return loss;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(worker);
    out.writeDouble(loss);
    FloatBytes.write(statistics, 0, statistics.length, out);
    FloatBytes.write(values, 0, values.length, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    worker = in.readInt();
    loss = in.readDouble();
    statistics = FloatBytes.read(in);
    values = FloatBytes.read(in);
  }
}
