package org.byzsgd.spark;

import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** How a task gets the parameters and running statistics: they are in it, or in a broadcast. */
final class PointHandle implements Serializable {
  private static final long serialVersionUID = 1L;

  private final float[][] inline;
  private final Broadcast<float[][]> broadcast;

  PointHandle(float[][] inline, Broadcast<float[][]> broadcast) {
    this.inline = inline;
    this.broadcast = broadcast;
  }

  float[] parameters() {
    return point()[0];
  }

  float[] statistics() {
    return point()[1];
  }

  private float[][] point() {
    return inline != null ? inline : broadcast.value();
  }
}
