package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.Samples;
import org.byzsgd.experiment.PredictionsFile;
import org.byzsgd.experiment.StoredModel;
import org.byzsgd.registry.UsageException;
import org.byzsgd.spark.SparkData;
import org.byzsgd.training.Predictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a trained model makes of a data set. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Predict classes by the model that a finished run left in its directory.",
      "Prints accuracy and loss: on the run's own test set those of its last evaluation, to the last bit."
    },
    footer = {
      "",
      "The file has a line a sample: index (from 0), label, predicted class, and the probability of each class. Paths are "
          + "local or any Hadoop path. Spark is started only for data sets that Spark alone can read.",
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd predict runs/train-29fb7c1c937b",
      "  byzsgd predict runs/train-29fb7c1c937b --split train --out predictions.csv",
      "  byzsgd predict hdfs:///models/model.byzsgd --data cifar10:hdfs:///data/cifar10"
    })
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  /** The halves of a data set. */
  enum Split {
    /** The test set. */
    TEST,
    /** The training set, as a whole. */
    TRAIN
  }

  @Parameters(
      paramLabel = "RUN_DIR|MODEL",
      description = "A run directory, or the file model.byzsgd of one.")
  private String place;

  @Option(
      names = "--data",
      paramLabel = "DATA",
      description =
          "Data set (default: that of the run that trained the model); see the datasets command.")
  private String data;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      defaultValue = "test",
      description = "test or train (default: ${DEFAULT-VALUE}).")
  private Split split;

  @Option(
      names = "--out",
      paramLabel = "FILE.csv",
      description = "Write the predictions; a file that is there is not overwritten.")
  private String out;

  @Override
  public Integer call() throws IOException {
    Configuration hadoop = SparkData.hadoop();
    PredictionsFile file = out == null ? null : new PredictionsFile(out, hadoop);
    if (file != null) {
      file.check();
    }
    StoredModel stored = StoredModel.read(place, hadoop);
    Predictions predictions = predict(stored);
    if (file != null) {
      file.write(predictions);
    }
    PrintWriter results = command.commandLine().getOut();
    results.printf(
        "%s: accuracy %s, loss %s on %d samples%n",
        stored.model().text(), predictions.accuracy(), predictions.loss(), predictions.count());
    if (file != null) {
      results.println(out);
    }
    return 0;
  }

  private Predictions predict(StoredModel stored) {
    String address = data == null ? stored.origin().get("data") : data;
    if (address == null) {
      throw new UsageException(place + " does not tell what it was trained on: give --data");
    }
    Dataset dataset = SparkData.load(address);
    Samples samples = split == Split.TEST ? dataset.test() : dataset.training();
    try {
      return stored.predictor().predict(samples);
    } catch (UsageException e) {
      throw new UsageException(address + ": " + e.getMessage(), e);
    }
  }
}
