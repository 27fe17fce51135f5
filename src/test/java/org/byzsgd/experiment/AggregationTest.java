package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.byzsgd.registry.UsageException;
import org.byzsgd.spark.SparkClusterFactory;
import org.byzsgd.spark.SparkFixture;
import org.byzsgd.store.ResultStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where rounds are aggregated changes nothing in what a run leaves behind. */
class AggregationTest {
  @TempDir private Path out;

  private static RunSpec spec(String settings) {
    return RunSpec.resolve(Yaml.read("test", "{" + settings + "}", ObjectNode.class));
  }

  private Path run(RunSpec spec, Aggregation aggregation) throws IOException {
    Path directory = out.resolve(aggregation.text());
    Runner.Options options =
        new Runner.Options(
            1,
            Runner.Options.Start.ANEW,
            Duration.ofHours(1),
            aggregation,
            Runner.Options.Models.KEPT);
    try (SparkClusterFactory clusters = new SparkClusterFactory(SparkFixture.session())) {
      new Runner(clusters, ResultStore.local(directory), Progress.SILENT, options)
          .run("x", List.of(new PlannedRun(new Series(spec.toString(), null, null), 0, spec)));
    }
    return directory.resolve("x-" + spec.hash());
  }

  /** With theory in each round, which looks at rows, their means and medians. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rule: krum, byzantine: 4",
        "rule: median, byzantine: 4, attack: 'alie:z=1'",
        "rule: nnm+trimmed-mean, byzantine: 3, momentum: 0.9, momentum-at: server",
        "rule: zeno, trusted: 20, byzantine: 4, attack: label-flip",
        "rule: trimmed-mean, byzantine: 2, diagnostics: full",
        "rule: nnm+krum, byzantine: 3, partitioning: 'dirichlet-by-label:alpha=0.5'"
      })
  void sameBytes(String settings) throws IOException {
    RunSpec spec =
        spec(
            "model: 'mlp:hidden=500', workers: 11, rounds: 3, batch: 4, attack-from-epoch: 0, "
                + settings);
    Path driver = run(spec, Aggregation.DRIVER);
    Path sliced = run(spec, Aggregation.SLICED);
    for (String file :
        List.of("evaluations.csv", "rounds.parquet", "summary.json", "model.byzsgd")) {
      assertArrayEquals(
          Files.readAllBytes(driver.resolve(file)), Files.readAllBytes(sliced.resolve(file)), file);
    }
    assertTrue(Files.readString(driver.resolve("spec.yaml")).contains("aggregation: driver"));
    assertTrue(Files.readString(sliced.resolve("spec.yaml")).contains("aggregation: sliced"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rule: byzantine-sgd|byzantine-sgd remembers whole rows on the driver",
        "quorum: 24, declared: 10|a round does without workers only where whole rows come to the driver",
        "momentum: 0.9|the workers' momentum is kept on the driver",
        "reference-every: 5|the mean of reference-every is taken of whole rows on the driver"
      })
  void whatSlicesCannotDoIsRefused(String settings, String reason) {
    RunSpec spec = spec(settings);
    UsageException refusal =
        assertThrows(UsageException.class, () -> Aggregation.SLICED.check(spec));
    assertEquals("aggregation=sliced: " + reason + "; use driver or auto", refusal.getMessage());
    Aggregation.AUTO.check(spec);
    assertFalse(Aggregation.AUTO.sliced(spec, 1_000_000, 100_000_000));
    assertEquals(
        "small-cnn: the correct gradients of a round, 14 x 100000000 floats, take 5.2 GiB, and the"
            + " driver's heap is 4.0 GiB: set DRIVER_MEMORY; not in slices: "
            + reason,
        assertThrows(
                UsageException.class, () -> Aggregation.AUTO.sliced(spec, 100_000_000, 4L << 30))
            .getMessage());
  }

  /** 25 rows and 8 vectors of a million floats are 132 MB, of which 70 % of the heap may be. */
  @Test
  void autoGoesByTheDriversHeap() {
    RunSpec spec = spec("rule: median");
    assertFalse(Aggregation.AUTO.sliced(spec, 1_000_000, 190_000_000));
    assertTrue(Aggregation.AUTO.sliced(spec, 1_000_000, 187_000_000));
    assertFalse(Aggregation.DRIVER.sliced(spec, 1_000_000, 56_000_000));
    assertTrue(
        assertThrows(
                UsageException.class, () -> Aggregation.DRIVER.sliced(spec, 1_000_000, 55_999_999))
            .getMessage()
            .endsWith(": set DRIVER_MEMORY, or aggregation=sliced"));
    assertTrue(Aggregation.SLICED.sliced(spec, 1, Long.MAX_VALUE));
  }
}
