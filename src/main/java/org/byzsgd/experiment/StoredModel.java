package org.byzsgd.experiment;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.byzsgd.data.Shape;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ChecksummedFloats;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Predictor;

/**
 * A trained model as it is kept: in the directory of the run that trained it, or as a file by
 * itself, on any Hadoop file system.
 *
 * <pre>{@code
 * StoredModel stored = StoredModel.read("runs/train-29fb7c1c937b", new Configuration());
 * Predictions predictions = stored.predictor().predict(samples);
 * }</pre>
 *
 * <p>The file holds a magic number, which is also the version of the format, a header (JSON), d
 * parameters and s running statistics, with checksums of the header and of all; it says nothing of
 * when or where it was written, so equal runs leave equal files.
 *
 * @param model the model
 * @param batch the minibatch of the run that trained it
 * @param origin the settings of that run, by key, and {@code rounds-done}; may be empty
 */
public record StoredModel(TrainedModel model, int batch, Map<String, String> origin) {
  /** The name of the file in a run directory. */
  public static final String FILE = "model.byzsgd";

  private static final long MAGIC = 0x42595a5347444d31L; // BYZSGDM1
  private static final String KIND = "a model";

  /** All but the floats. */
  private record Header(
      String model,
      int height,
      int width,
      int channels,
      int classes,
      int parameters,
      int statistics,
      int batch,
      Map<String, String> origin) {}

  /**
   * Checks the minibatch.
   *
   * @param model the model
   * @param batch the minibatch of the run that trained it, at least 1
   * @param origin the settings of that run
   */
  public StoredModel {
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be at least 1, got " + batch);
    }
    origin = Collections.unmodifiableMap(new LinkedHashMap<>(origin));
  }

  /**
   * Reads a model.
   *
   * @param place a run directory or a model's file, such as {@code runs/train-29fb7c1c937b} or
   *     {@code hdfs:///models/digits.byzsgd}; a path without a scheme is local
   * @param configuration how to reach file systems
   * @return the model
   * @throws UsageException if nothing is there, or it is no model, or a torn one
   * @throws IOException if it cannot be read
   */
  public static StoredModel read(String place, Configuration configuration) throws IOException {
    ResultStore store = ResultStore.at(place, configuration);
    Path root = new Path(place);
    Path file = store.isDirectory(root) ? store.child(FILE) : root;
    try (InputStream in = store.open(file)) {
      return read(in);
    } catch (FileNotFoundException e) {
      throw new UsageException(
          file.equals(root)
              ? "no run directory and no model at " + place
              : place
                  + " holds no "
                  + FILE
                  + ": a run leaves one when it has finished, unless it diverged or was done with"
                  + " --no-model or by an older version",
          e);
    } catch (ChecksummedFloats.TornException e) {
      throw new UsageException(file + " " + e.getMessage(), e);
    }
  }

  /**
   * Reads a model's file.
   *
   * @param stream from its first byte; the caller closes it
   * @return the model
   * @throws UsageException if this version has no such model, or it is of other sizes
   * @throws IOException if it is not a whole file of a model
   */
  static StoredModel read(InputStream stream) throws IOException {
    ChecksummedFloats file = ChecksummedFloats.open(stream, MAGIC, KIND);
    Header header = file.header(Header.class);
    float[] parameters = file.row(header.parameters);
    float[] statistics = file.row(header.statistics);
    file.check();
    Shape shape = new Shape(header.height, header.width, header.channels);
    return new StoredModel(
        new TrainedModel(header.model, shape, header.classes, parameters, statistics),
        header.batch,
        header.origin);
  }

  /**
   * Writes the model to a file of its own: under another name first, so that a file of this name is
   * whole.
   *
   * @param file a path or address, at which nothing is yet
   * @param configuration how to reach file systems
   * @throws UsageException if something is there
   * @throws IOException if it cannot be written
   */
  public void save(String file, Configuration configuration) throws IOException {
    ResultStore.at(file, configuration).writeNew(this::write);
  }

  void write(OutputStream stream) throws IOException {
    Shape shape = model.shape();
    ChecksummedFloats.write(
        stream,
        MAGIC,
        new Header(
            model.text(),
            shape.height(),
            shape.width(),
            shape.channels(),
            model.classes(),
            model.parameters().length,
            model.statistics().length,
            batch,
            origin),
        List.of(model.parameters(), model.statistics()));
  }

  /** {@return what predicts by the model, with the bits of the last evaluation of its run} */
  public Predictor predictor() {
    return new Predictor(model, batch);
  }
}
