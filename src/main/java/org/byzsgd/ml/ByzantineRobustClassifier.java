package org.byzsgd.ml;

import java.io.IOException;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;

/**
 * A classifier that learns from workers which it need not trust: rows belong to workers (hospitals,
 * sites, tenants), each worker computes gradients on its own rows, and an aggregation rule makes
 * one step of them that up to f bad workers cannot turn. Softmax regression, perceptrons and
 * convolutional networks on the mean cross-entropy, by synchronous SGD.
 *
 * <p>Each worker counts the same in a round, however many rows it has: with {@code rule = mean} the
 * objective is the mean over workers of their mean losses, which is the mean over all rows if rows
 * are dealt. Features are rounded to float32. The model depends on rows, parameters and seed alone,
 * in all its bits: not on the frame's partitions, the cluster or the order of arrival.
 */
public final class ByzantineRobustClassifier
    extends ProbabilisticClassifier<
        Vector, ByzantineRobustClassifier, ByzantineRobustClassificationModel>
    implements ByzantineRobustParams, DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  /** Set by {@link #uid} while the base class is made: an initial value would undo it. */
  private String name;

  private final TrainingParams params;

  /** A classifier with a uid of its own. */
  public ByzantineRobustClassifier() {
    this(Identifiable$.MODULE$.randomUID("byzantineRobustClassifier"));
  }

  /**
   * A classifier.
   *
   * @param uid its name among a pipeline's stages
   */
  public ByzantineRobustClassifier(String uid) {
    this(StageName.announce(uid));
  }

  @SuppressWarnings("unused")
  private ByzantineRobustClassifier(StageName announced) {
    this.params = new TrainingParams(this);
    setDefault(params.network, "softmax-regression");
    setDefault(params.numWorkers, 25);
    setDefault(params.declaredByzantine, 0);
    setDefault(params.rule, "median");
    setDefault(params.batchSize, 32);
    setDefault(params.epochs, 20);
    setDefault(params.stepSize, 0.1);
    setDefault(params.schedule, "constant");
    setDefault(params.momentum, 0.0);
    setDefault(params.momentumAt, "worker");
    setDefault(params.tol, 0.0);
    setDefault(params.seed, 1L);
    setDefault(params.checkpointInterval, 1);
  }

  /**
   * Reads a saved classifier.
   *
   * @param path where it was saved
   * @return the classifier
   * @throws IOException if it cannot be read
   */
  public static ByzantineRobustClassifier load(String path) throws IOException {
    return read().load(path);
  }

  /** {@return what reads saved classifiers} */
  public static MLReader<ByzantineRobustClassifier> read() {
    return new DefaultParamsReader<>();
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

  @Override
  public ByzantineRobustClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /**
   * Checks parameters and columns before anything runs.
   *
   * @param schema of the rows
   * @return the schema with the columns that the model adds
   * @throws org.byzsgd.registry.UsageException if parameters do not fit each other, or a column of
   *     weights or workers is missing
   * @throws IllegalArgumentException if the column of features or labels is missing or of another
   *     type
   */
  @Override
  public StructType transformSchema(StructType schema) {
    Settings settings = new Settings(this);
    settings.check();
    settings.checkColumns(schema);
    return super.transformSchema(schema);
  }

  @Override
  public ByzantineRobustClassificationModel train(Dataset<?> dataset) {
    return new Training(
            uid(), new Settings(this), dataset.sparkSession().sparkContext().hadoopConfiguration())
        .run(dataset.toDF());
  }

  /**
   * Sets the network, by its text in the registry.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setNetwork(String value) {
    set(network(), value);
    return this;
  }

  /**
   * Sets the sizes of a perceptron's layers, in place of the network.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setLayers(int[] value) {
    set(layers(), value);
    return this;
  }

  /**
   * Sets height, width and channels of the image in a features vector.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setInputShape(int[] value) {
    set(inputShape(), value);
    return this;
  }

  /**
   * Sets the column that tells a row's worker.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setWorkerCol(String value) {
    set(workerCol(), value);
    return this;
  }

  /**
   * Sets how many workers rows are dealt to.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setNumWorkers(int value) {
    set(numWorkers(), value);
    return this;
  }

  /**
   * Sets f, how many workers the rule is to withstand.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setDeclaredByzantine(int value) {
    set(declaredByzantine(), value);
    return this;
  }

  /**
   * Sets the aggregation rule, by its text in the registry.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setRule(String value) {
    set(rule(), value);
    return this;
  }

  /**
   * Sets what comes before the rule.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setPreAggregation(String value) {
    set(preAggregation(), value);
    return this;
  }

  /**
   * Sets the most rows of a worker in a round.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setBatchSize(int value) {
    set(batchSize(), value);
    return this;
  }

  /**
   * Sets how many epochs to train.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setEpochs(int value) {
    set(epochs(), value);
    return this;
  }

  /**
   * Sets how many rounds to train, in place of epochs.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setRounds(int value) {
    set(rounds(), value);
    return this;
  }

  /**
   * Sets the learning rate.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setStepSize(double value) {
    set(stepSize(), value);
    return this;
  }

  /**
   * Sets what the learning rate is multiplied with in each round.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setSchedule(String value) {
    set(schedule(), value);
    return this;
  }

  /**
   * Sets the factor of the running average of gradients; 0: none.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setMomentum(double value) {
    set(momentum(), value);
    return this;
  }

  /**
   * Sets whose gradients are averaged, {@code worker} or {@code server}.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setMomentumAt(String value) {
    set(momentumAt(), value);
    return this;
  }

  /**
   * Sets the relative fall of the objective at which training ends; 0: never.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setTol(double value) {
    set(tol(), value);
    return this;
  }

  /**
   * Sets of all random numbers.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setSeed(long value) {
    set(seed(), value);
    return this;
  }

  /**
   * Sets the column of the rows' weights.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setWeightCol(String value) {
    set(weightCol(), value);
    return this;
  }

  /**
   * Sets the directory that keeps the state of training.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setCheckpointDir(String value) {
    set(checkpointDir(), value);
    return this;
  }

  /**
   * Sets after how many epochs the state is kept.
   *
   * @param value as {@code explainParam} says
   * @return this
   */
  public ByzantineRobustClassifier setCheckpointInterval(int value) {
    set(checkpointInterval(), value);
    return this;
  }
}
