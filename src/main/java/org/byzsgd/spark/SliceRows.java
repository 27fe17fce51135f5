package org.byzsgd.spark;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Iterator;
import org.byzsgd.linalg.FloatBytes;
import org.byzsgd.training.WorkerGradient;

/**
 * The one record of a partition: a slice of all workers' gradients. Spark keeps it in memory, or on
 * disk where memory is short.
 */
final class SliceRows implements Externalizable {
  private static final long serialVersionUID = 1L;

  private int slice;
  private float[][] rows = {};
  private WorkerGradient[] reports = {};

  /** For deserialization. */
  public SliceRows() {}

  /** Puts what arrived from the workers, in whatever order, to the workers' places. */
  SliceRows(int slice, int workers, Iterator<RowSlice> arrived) {
    this.slice = slice;
    this.rows = new float[workers][];
    this.reports = new WorkerGradient[workers];
    while (arrived.hasNext()) {
      RowSlice one = arrived.next();
      rows[one.worker()] = one.values();
      reports[one.worker()] = new WorkerGradient(new float[0], one.statistics(), one.loss());
    }
  }

  int slice() {
    return slice;
  }

  /** By workers; null of those that were not asked. */
  float[][] rows() {
    return rows;
  }

  /** What the workers sent beside their gradients: in the first slice. */
  WorkerGradient[] reports() {
    return reports;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(slice);
    out.writeInt(rows.length);
    for (int i = 0; i < rows.length; i++) {
      out.writeBoolean(rows[i] != null);
      if (rows[i] != null) {
        FloatBytes.write(rows[i], 0, rows[i].length, out);
        reports[i].writeExternal(out);
      }
    }
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    slice = in.readInt();
    rows = new float[in.readInt()][];
    reports = new WorkerGradient[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (in.readBoolean()) {
        rows[i] = FloatBytes.read(in);
        reports[i] = new WorkerGradient();
        reports[i].readExternal(in);
      }
    }
  }
}
