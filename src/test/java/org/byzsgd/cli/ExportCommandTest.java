package org.byzsgd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
  private static final String RUNS = "src/test/resources/org/byzsgd/runs-0.1.0";

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int export(String... words) {
    return Byzsgd.execute(words, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void aSecondExportSaysThatAllIsThere() {
    String store = directory.resolve("mlruns").toString();
    assertEquals(0, export("export", "mlflow", RUNS, "--out", store));
    List<String> written = out.toString().lines().toList();
    assertTrue(written.size() >= 2, written.toString());
    for (String run : written) {
      assertTrue(Files.exists(Path.of(run).resolve("meta.yaml")), run);
    }
    assertEquals("", err.toString());
    out.getBuffer().setLength(0);
    assertEquals(0, export("export", "mlflow", RUNS, "--out", store));
    assertEquals("", out.toString());
    assertEquals(written.size() + " runs were in the store already\n", err.toString());
  }

  @Test
  void unknownTrackersAndPlacesWithoutRunsAreRefused() {
    assertEquals(2, export("export", "tensorboard", RUNS));
    assertTrue(err.toString().contains("MLFLOW"), err.toString());
    assertEquals(2, export("export", "mlflow", directory.toString()));
    assertTrue(err.toString().contains("no readable run directory"), err.toString());
  }
}
