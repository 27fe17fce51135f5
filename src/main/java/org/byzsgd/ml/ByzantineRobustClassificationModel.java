package org.byzsgd.ml;

import java.io.IOException;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.byzsgd.model.TrainedModel;
import scala.Tuple3;

/**
 * What {@link ByzantineRobustClassifier} learned. Raw predictions are the network's scores,
 * probabilities their softmax, predictions the class of the largest probability, or what thresholds
 * make of it as in every Spark classifier.
 */
public final class ByzantineRobustClassificationModel
    extends ProbabilisticClassificationModel<Vector, ByzantineRobustClassificationModel>
    implements ByzantineRobustParams, MLWritable {
  private static final long serialVersionUID = 1L;

  /** Set by {@link #uid} while the base class is made: an initial value would undo it. */
  private String name;

  private final TrainingParams params;
  private final TrainedNetwork network;
  private final transient ByzantineRobustTrainingSummary summary;

  ByzantineRobustClassificationModel(
      String uid, TrainedNetwork network, ByzantineRobustTrainingSummary summary) {
    this(StageName.announce(uid), network, summary);
  }

  @SuppressWarnings("unused")
  private ByzantineRobustClassificationModel(
      StageName announced, TrainedNetwork network, ByzantineRobustTrainingSummary summary) {
    this.params = new TrainingParams(this);
    this.network = network;
    this.summary = summary;
  }

  /**
   * Reads a saved model.
   *
   * @param path where it was saved
   * @return the model, without its training summary
   * @throws IOException if it cannot be read
   */
  public static ByzantineRobustClassificationModel load(String path) throws IOException {
    return read().load(path);
  }

  /** {@return what reads saved models} */
  public static MLReader<ByzantineRobustClassificationModel> read() {
    return new ModelReader();
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  @Override
  public String uid() {
    if (name == null) {
      name = StageName.take();
    }
    return name;
  }

  @Override
  public TrainingParams trainingParams() {
    return params;
  }

  TrainedModel trained() {
    return network.model();
  }

  /** {@return whether this model was trained here, not loaded} */
  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * How training went.
   *
   * @return the summary
   * @throws IllegalStateException if the model was loaded: a summary is not saved
   */
  public ByzantineRobustTrainingSummary summary() {
    if (summary == null) {
      throw new IllegalStateException(uid() + ": a loaded model has no training summary");
    }
    return summary;
  }

  /** {@return the network's text in the registry} */
  public String networkText() {
    return trained().text();
  }

  /** {@return a copy of all d parameters of the network} */
  public float[] parameters() {
    return trained().parameters().clone();
  }

  @Override
  public int numClasses() {
    return trained().classes();
  }

  @Override
  public int numFeatures() {
    return trained().shape().size();
  }

  @Override
  public Vector predictRaw(Vector features) {
    return Vectors.dense(network.scores(features));
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] scores = ((DenseVector) raw).values();
    double top = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      top = Math.max(top, score);
    }
    double sum = 0;
    for (int c = 0; c < scores.length; c++) {
      scores[c] = StrictMath.exp(scores[c] - top);
      sum += scores[c];
    }
    for (int c = 0; c < scores.length; c++) {
      scores[c] /= sum;
    }
    return raw;
  }

  @Override
  public ByzantineRobustClassificationModel copy(ParamMap extra) {
    ByzantineRobustClassificationModel copy =
        new ByzantineRobustClassificationModel(uid(), network, summary);
    return copyValues(copy, extra).setParent(parent());
  }

  /**
   * Not for users: Spark's own summaries call it. Its two declarations in the base classes differ
   * in their type arguments, which javac accepts only of a raw type.
   *
   * @return the model, its column of probabilities and its column of predictions
   */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Tuple3 findSummaryModel() {
    return new Tuple3(this, getProbabilityCol(), getPredictionCol());
  }

  /** {@return uid, network, classes and features in one line} */
  @Override
  public String toString() {
    return String.format(
        "ByzantineRobustClassificationModel: uid=%s, network=%s, numClasses=%d, numFeatures=%d",
        uid(), trained().text(), numClasses(), numFeatures());
  }
}
