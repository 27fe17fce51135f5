package org.byzsgd.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.byzsgd.data.CsvRows;
import org.byzsgd.data.NpyRows;
import org.byzsgd.data.RowsFile;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine.Option;

/** A file that a command writes in place of standard output. */
final class RowsOutput {
  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Write FILE.csv or FILE.npy (float32) in place of standard output; a file that is there is not overwritten.")
  private Path file;

  boolean given() {
    return file != null;
  }

  /** Refuses a file that could not be written, before the work is done. */
  void check() {
    if (file != null) {
      RowsFile.of(file.toString());
      if (Files.exists(file)) {
        throw new UsageException(file + ": is there already, and nothing is overwritten");
      }
      Path directory = file.toAbsolutePath().getParent();
      if (!Files.isDirectory(directory)) {
        throw new UsageException(file + ": its directory is not there");
      }
      if (!Files.isWritable(directory)) {
        throw new UsageException(file + ": its directory cannot be written");
      }
    }
  }

  /** Writes rows. */
  void write(float[][] rows) throws IOException {
    write(out -> NpyRows.write(rows, out), rows);
  }

  /** Writes one vector: a one-dimensional array, or a line a value. */
  void write(float[] vector) throws IOException {
    write(out -> NpyRows.write(vector, out), column(vector));
  }

  /** A row a value. */
  static float[][] column(float[] vector) {
    float[][] column = new float[vector.length][];
    for (int k = 0; k < vector.length; k++) {
      column[k] = new float[] {vector[k]};
    }
    return column;
  }

  private void write(Array array, float[][] lines) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      if (RowsFile.of(file.toString()) == RowsFile.NPY) {
        array.write(out);
        return;
      }
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      CsvRows.write(lines, text);
      text.flush();
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(file + ": is there already, and nothing is overwritten", e);
    } catch (NoSuchFileException e) {
      throw new UsageException(file + ": its directory is not there", e);
    }
  }

  /** Something that can be written in NumPy's format. */
  @FunctionalInterface
  private interface Array {
    void write(OutputStream out) throws IOException;
  }
}
