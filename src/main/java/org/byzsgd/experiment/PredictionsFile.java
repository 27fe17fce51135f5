package org.byzsgd.experiment;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Predictions;

/**
 * A CSV file of predictions, on any Hadoop file system: {@code index,label,predicted} and a column
 * {@code probability_C} a class, at full precision; a line a sample.
 */
public final class PredictionsFile {
  private final ResultStore place;

  /**
   * A file.
   *
   * @param file a path or address, such as {@code predictions.csv}; a path without a scheme is
   *     local
   * @param configuration how to reach file systems
   * @throws UsageException if there is no such file system
   */
  public PredictionsFile(String file, Configuration configuration) {
    this.place = ResultStore.at(file, configuration);
  }

  /**
   * Refuses a file that is there, or cannot be made, before the work is done.
   *
   * @throws UsageException if it is there, or its directory is of this machine and cannot be made
   *     or written
   * @throws IOException if the file system does not answer
   */
  public void check() throws IOException {
    place.checkNew();
  }

  /**
   * Writes the file, under another name until it is whole.
   *
   * @param predictions what is in it
   * @throws UsageException if it is there
   * @throws IOException if it cannot be written
   */
  public void write(Predictions predictions) throws IOException {
    place.writeNew(
        out -> {
          Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
          write(predictions, text);
          text.flush();
        });
  }

  private static void write(Predictions predictions, Writer text) throws IOException {
    text.write("index,label,predicted");
    for (int c = 0; c < predictions.classes(); c++) {
      text.write(",probability_" + c);
    }
    text.write('\n');
    for (int i = 0; i < predictions.count(); i++) {
      text.write(i + "," + predictions.label(i) + "," + predictions.predicted(i));
      for (double probability : predictions.probabilities(i)) {
        text.write("," + probability);
      }
      text.write('\n');
    }
  }
}
