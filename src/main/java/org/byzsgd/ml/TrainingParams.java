package org.byzsgd.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/** The parameters of one stage beyond those of every Spark classifier: names, meanings, ranges. */
public final class TrainingParams implements Serializable {
  private static final long serialVersionUID = 1L;

  final Param<String> network;
  final IntArrayParam layers;
  final IntArrayParam inputShape;
  final Param<String> workerCol;
  final IntParam numWorkers;
  final IntParam declaredByzantine;
  final Param<String> rule;
  final Param<String> preAggregation;
  final IntParam batchSize;
  final IntParam epochs;
  final IntParam rounds;
  final DoubleParam stepSize;
  final Param<String> schedule;
  final DoubleParam momentum;
  final Param<String> momentumAt;
  final DoubleParam tol;
  final LongParam seed;
  final Param<String> weightCol;
  final Param<String> checkpointDir;
  final IntParam checkpointInterval;

  TrainingParams(Params stage) {
    network =
        text(
            stage,
            "network",
            "the network by its name and parameters, such as softmax-regression,"
                + " mlp:hidden=128x64 or small-cnn; `byzsgd models` lists them");
    layers =
        new IntArrayParam(
            stage,
            "layers",
            "in place of network: the sizes of a perceptron's layers from the features to the"
                + " classes, such as 64, 32, 10 (>= 1, at least two)",
            sizes(2, Integer.MAX_VALUE));
    inputShape =
        new IntArrayParam(
            stage,
            "inputShape",
            "height, width and channels of the image in a features vector, channels last, for"
                + " convolutional networks; a plain vector if not set (>= 1)",
            sizes(3, 3));
    workerCol =
        text(
            stage,
            "workerCol",
            "the column that tells a row's worker (a hospital, a site, a tenant): one worker a"
                + " value; if not set, rows are dealt to numWorkers workers at random by the seed");
    numWorkers =
        new IntParam(
            stage,
            "numWorkers",
            "how many workers rows are dealt to if workerCol is not set (>= 1)",
            ParamValidators.gtEq(1));
    declaredByzantine =
        new IntParam(
            stage,
            "declaredByzantine",
            "f, how many workers the rule is to withstand (>= 0; the rule says how many of the"
                + " workers at most)",
            ParamValidators.gtEq(0));
    rule =
        text(
            stage,
            "rule",
            "how the workers' gradients are aggregated, by name and parameters, such as median,"
                + " krum, trimmed-mean or nnm+trimmed-mean; `byzsgd rules` lists them");
    preAggregation =
        text(
            stage,
            "preAggregation",
            "what comes before the rule, such as nnm or bucketing:size=2, several joined by +;"
                + " nothing if not set");
    batchSize =
        new IntParam(
            stage,
            "batchSize",
            "the most rows of a worker in a round; a worker with fewer takes all it has (>= 1)",
            ParamValidators.gtEq(1));
    epochs =
        new IntParam(
            stage,
            "epochs",
            "how many epochs to train; an epoch is the rounds in which the workers together take"
                + " as many rows as there are: floor(rows / (workers * batchSize)), at least 1"
                + " (>= 1)",
            ParamValidators.gtEq(1));
    rounds =
        new IntParam(
            stage, "rounds", "in place of epochs: how many rounds (>= 1)", ParamValidators.gtEq(1));
    stepSize =
        new DoubleParam(
            stage,
            "stepSize",
            "the learning rate, which multiplies the aggregate (> 0)",
            ParamValidators.gt(0));
    schedule =
        text(
            stage,
            "schedule",
            "what stepSize is multiplied with in each round: constant, step:every=30,factor=0.1,"
                + " cosine, polynomial or warmup:epochs=5, which may stand before another one,"
                + " joined by +");
    momentum =
        new DoubleParam(
            stage,
            "momentum",
            "beta of the running average v = beta v + (1 - beta) g in place of g (0 <= momentum"
                + " < 1; 0: none)",
            ParamValidators.inRange(0, 1, true, false));
    momentumAt =
        new Param<>(
            stage,
            "momentumAt",
            "whose g are averaged: each worker's before it sends, which leaves liars less room, or"
                + " the server's aggregate (worker or server; means nothing while momentum is 0)",
            ParamValidators.inArray(new String[] {"worker", "server"}));
    tol =
        new DoubleParam(
            stage,
            "tol",
            "training ends early when the objective (the median over workers of their mean"
                + " minibatch loss in an epoch) falls by no more than tol times its value; 0:"
                + " never (>= 0)",
            ParamValidators.gtEq(0));
    seed = new LongParam(stage, "seed", "of all random numbers: any whole number");
    weightCol =
        text(
            stage,
            "weightCol",
            "the column of the rows' weights, finite and at least 0; all rows weigh 1 if not set");
    checkpointDir =
        text(
            stage,
            "checkpointDir",
            "a directory, local or of any Hadoop file system, that keeps the state of training"
                + " now and then: a fit of the same rows and parameters that was interrupted goes"
                + " on from there, to the same bits; nothing is kept if not set");
    checkpointInterval =
        new IntParam(
            stage,
            "checkpointInterval",
            "after how many epochs the state is kept in checkpointDir (>= 1)",
            ParamValidators.gtEq(1));
  }

  private static Param<String> text(Params stage, String name, String doc) {
    return new Param<>(stage, name, doc, new NotBlank());
  }

  private static Function1<int[], Object> sizes(int least, int most) {
    return new Sizes(least, most);
  }

  private static final class NotBlank extends AbstractFunction1<String, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Object apply(String text) {
      return !text.isBlank();
    }
  }

  private static final class Sizes extends AbstractFunction1<int[], Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int least;
    private final int most;

    Sizes(int least, int most) {
      this.least = least;
      this.most = most;
    }

    @Override
    public Object apply(int[] sizes) {
      return sizes.length >= least
          && sizes.length <= most
          && java.util.Arrays.stream(sizes).allMatch(size -> size >= 1);
    }
  }
}
