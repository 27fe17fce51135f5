package org.byzsgd.linalg;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** What a slice adds to a sum: the sums of its chunks, and perhaps its part of a vector. */
public final class SliceShare implements Externalizable {
  private static final long serialVersionUID = 1L;

  private int firstChunk;
  private double[][] sums = {};
  private int firstCoordinate;
  private float[] vector = {};

  /** For deserialization. */
  public SliceShare() {}

  SliceShare(int firstChunk, double[][] sums, int firstCoordinate, float[] vector) {
    this.firstChunk = firstChunk;
    this.sums = sums;
    this.firstCoordinate = firstCoordinate;
    this.vector = vector;
  }

  int firstChunk() {
    return firstChunk;
  }

  /** One array a chunk. */
  double[][] sums() {
    return sums;
  }

  /** Writes the part of the vector to its place. */
  void copyVector(float[] whole) {
    System.arraycopy(vector, 0, whole, firstCoordinate, vector.length);
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(firstChunk);
    out.writeInt(sums.length);
    out.writeInt(sums[0].length);
    for (double[] chunk : sums) {
      for (double sum : chunk) {
        out.writeDouble(sum);
      }
    }
    out.writeInt(firstCoordinate);
    FloatBytes.write(vector, 0, vector.length, out);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    firstChunk = in.readInt();
    int chunks = in.readInt();
    sums = new double[chunks][in.readInt()];
    for (double[] chunk : sums) {
      for (int k = 0; k < chunk.length; k++) {
        chunk[k] = in.readDouble();
      }
    }
    firstCoordinate = in.readInt();
    vector = FloatBytes.read(in);
  }
}
