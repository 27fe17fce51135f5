package org.byzsgd.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * What the classifier and its model have in common: the parameters of robust training, found by
 * Spark through these methods. {@code explainParams()} tells meanings, ranges and defaults; a
 * getter of a parameter without value and default throws {@link java.util.NoSuchElementException}.
 */
public interface ByzantineRobustParams extends Params {
  /** {@return the parameters themselves} */
  TrainingParams trainingParams();

  /** {@return the parameter: the network, by its text in the registry} */
  default Param<String> network() {
    return trainingParams().network;
  }

  /** {@return the network, by its text in the registry} */
  default String getNetwork() {
    return getOrDefault(network());
  }

  /** {@return the parameter: the sizes of a perceptron's layers, in place of the network} */
  default IntArrayParam layers() {
    return trainingParams().layers;
  }

  /** {@return the sizes of a perceptron's layers, in place of the network} */
  default int[] getLayers() {
    return getOrDefault(layers());
  }

  /** {@return the parameter: height, width and channels of the image in a features vector} */
  default IntArrayParam inputShape() {
    return trainingParams().inputShape;
  }

  /** {@return height, width and channels of the image in a features vector} */
  default int[] getInputShape() {
    return getOrDefault(inputShape());
  }

  /** {@return the parameter: the column that tells a row's worker} */
  default Param<String> workerCol() {
    return trainingParams().workerCol;
  }

  /** {@return the column that tells a row's worker} */
  default String getWorkerCol() {
    return getOrDefault(workerCol());
  }

  /** {@return the parameter: how many workers rows are dealt to} */
  default IntParam numWorkers() {
    return trainingParams().numWorkers;
  }

  /** {@return how many workers rows are dealt to} */
  default int getNumWorkers() {
    return (Integer) getOrDefault(numWorkers());
  }

  /** {@return the parameter: f, how many workers the rule is to withstand} */
  default IntParam declaredByzantine() {
    return trainingParams().declaredByzantine;
  }

  /** {@return f, how many workers the rule is to withstand} */
  default int getDeclaredByzantine() {
    return (Integer) getOrDefault(declaredByzantine());
  }

  /** {@return the parameter: the aggregation rule, by its text in the registry} */
  default Param<String> rule() {
    return trainingParams().rule;
  }

  /** {@return the aggregation rule, by its text in the registry} */
  default String getRule() {
    return getOrDefault(rule());
  }

  /** {@return the parameter: what comes before the rule} */
  default Param<String> preAggregation() {
    return trainingParams().preAggregation;
  }

  /** {@return what comes before the rule} */
  default String getPreAggregation() {
    return getOrDefault(preAggregation());
  }

  /** {@return the parameter: the most rows of a worker in a round} */
  default IntParam batchSize() {
    return trainingParams().batchSize;
  }

  /** {@return the most rows of a worker in a round} */
  default int getBatchSize() {
    return (Integer) getOrDefault(batchSize());
  }

  /** {@return the parameter: how many epochs to train} */
  default IntParam epochs() {
    return trainingParams().epochs;
  }

  /** {@return how many epochs to train} */
  default int getEpochs() {
    return (Integer) getOrDefault(epochs());
  }

  /** {@return the parameter: how many rounds to train, in place of epochs} */
  default IntParam rounds() {
    return trainingParams().rounds;
  }

  /** {@return how many rounds to train, in place of epochs} */
  default int getRounds() {
    return (Integer) getOrDefault(rounds());
  }

  /** {@return the parameter: the learning rate} */
  default DoubleParam stepSize() {
    return trainingParams().stepSize;
  }

  /** {@return the learning rate} */
  default double getStepSize() {
    return (Double) getOrDefault(stepSize());
  }

  /** {@return the parameter: what the learning rate is multiplied with in each round} */
  default Param<String> schedule() {
    return trainingParams().schedule;
  }

  /** {@return what the learning rate is multiplied with in each round} */
  default String getSchedule() {
    return getOrDefault(schedule());
  }

  /** {@return the parameter: the factor of the running average of gradients; 0: none} */
  default DoubleParam momentum() {
    return trainingParams().momentum;
  }

  /** {@return the factor of the running average of gradients; 0: none} */
  default double getMomentum() {
    return (Double) getOrDefault(momentum());
  }

  /** {@return the parameter: whose gradients are averaged, {@code worker} or {@code server}} */
  default Param<String> momentumAt() {
    return trainingParams().momentumAt;
  }

  /** {@return whose gradients are averaged, {@code worker} or {@code server}} */
  default String getMomentumAt() {
    return getOrDefault(momentumAt());
  }

  /**
   * {@return the parameter: the relative fall of the objective at which training ends; 0: never}
   */
  default DoubleParam tol() {
    return trainingParams().tol;
  }

  /** {@return the relative fall of the objective at which training ends; 0: never} */
  default double getTol() {
    return (Double) getOrDefault(tol());
  }

  /** {@return the parameter: of all random numbers} */
  default LongParam seed() {
    return trainingParams().seed;
  }

  /** {@return of all random numbers} */
  default long getSeed() {
    return (Long) getOrDefault(seed());
  }

  /** {@return the parameter: the column of the rows' weights} */
  default Param<String> weightCol() {
    return trainingParams().weightCol;
  }

  /** {@return the column of the rows' weights} */
  default String getWeightCol() {
    return getOrDefault(weightCol());
  }

  /** {@return the parameter: the directory that keeps the state of training} */
  default Param<String> checkpointDir() {
    return trainingParams().checkpointDir;
  }

  /** {@return the directory that keeps the state of training} */
  default String getCheckpointDir() {
    return getOrDefault(checkpointDir());
  }

  /** {@return the parameter: after how many epochs the state is kept} */
  default IntParam checkpointInterval() {
    return trainingParams().checkpointInterval;
  }

  /** {@return after how many epochs the state is kept} */
  default int getCheckpointInterval() {
    return (Integer) getOrDefault(checkpointInterval());
  }
}
