package org.byzsgd.ml;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shape;
import org.byzsgd.model.Model;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.registry.UsageException;

/**
 * Scores of single rows by a trained model. Memory for rows is kept for as many threads as ask at
 * once.
 */
final class TrainedNetwork implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int[] ANY_LABEL = {0};

  private final TrainedModel model;
  private transient Deque<Memory> free;

  TrainedNetwork(TrainedModel model) {
    this.model = model;
  }

  TrainedModel model() {
    return model;
  }

  /** The classes' scores of a row. */
  double[] scores(Vector features) {
    int size = model.shape().size();
    if (features.size() != size) {
      throw new UsageException(
          String.format(
              "the model was trained on vectors of %d features, got one of %d",
              size, features.size()));
    }
    Memory memory = borrow();
    memory.read(features);
    model.scores(memory.batch, memory.workspace, memory.scores);
    double[] scores = new double[model.classes()];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = memory.scores[c];
    }
    giveBack(memory);
    return scores;
  }

  private synchronized Memory borrow() {
    if (free == null) {
      free = new ArrayDeque<>();
    }
    Memory memory = free.poll();
    return memory != null ? memory : new Memory(model);
  }

  private synchronized void giveBack(Memory memory) {
    free.push(memory);
  }

  /** What the scores of one row need. */
  private static final class Memory {
    final float[] values;
    final Samples one;
    final Batch batch;
    final Model.Workspace workspace;
    final float[] scores;

    Memory(TrainedModel model) {
      Shape shape = model.shape();
      values = new float[shape.size()];
      one = Samples.ofFloats(shape, model.classes(), values, ANY_LABEL);
      batch = new Batch(shape, 1);
      workspace = model.workspace(1);
      scores = new float[model.classes()];
    }

    void read(Vector features) {
      if (features instanceof SparseVector sparse) {
        java.util.Arrays.fill(values, 0);
        for (int k = 0; k < sparse.indices().length; k++) {
          values[sparse.indices()[k]] = (float) sparse.values()[k];
        }
      } else {
        double[] dense = features.toDense().values();
        for (int j = 0; j < values.length; j++) {
          values[j] = (float) dense[j];
        }
      }
      batch.read(one, 0, 1);
    }
  }
}
