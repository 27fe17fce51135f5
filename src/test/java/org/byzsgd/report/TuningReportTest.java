package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.byzsgd.experiment.Axis;
import org.byzsgd.experiment.Choice;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.Tuning;
import org.byzsgd.training.LossAndAccuracy;
import org.byzsgd.training.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningReportTest {
  @TempDir private Path directory;

  private static ObjectNode of(String key, String... values) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (values.length == 1) {
      return node.put(key, values[0]);
    }
    List.of(values).forEach(node.putArray(key)::add);
    return node;
  }

  private static Choice.Case tried(String attack, double validation, double test) {
    EvaluationRow row =
        new EvaluationRow(
            9,
            3,
            1,
            1,
            1,
            test,
            Optional.of(new LossAndAccuracy(1, validation)),
            OptionalDouble.empty());
    return new Choice.Case(
        attack, 2, List.of(new RunRecord(null, null, Outcome.Status.FINISHED, 9, 0, List.of(row))));
  }

  private static Choice.Candidate candidate(String rate, Choice.Case... cases) {
    return new Choice.Candidate(of("learning-rate", rate), List.of(cases));
  }

  private static TuningReport report() {
    ExperimentSpec experiment =
        new ExperimentSpec(
            "choose",
            "Chosen",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new Tuning(
                List.of(Axis.of(of("rule", "median", "krum"))),
                List.of(Axis.of(of("learning-rate", "0.1", "0.2"))),
                List.of("alie", "zero"),
                null),
            null);
    return new TuningReport(
        experiment,
        List.of(
            new Choice(
                of("rule", "median"),
                List.of(
                    candidate("0.1", tried("alie", 0.9, 0.91), tried("zero", 0.3, 0.99)),
                    candidate("0.2", tried("alie", 0.5, 0.61), tried("zero", 0.7, 0.72)))),
            new Choice(
                of("rule", "krum"),
                List.of(
                    candidate("0.1", tried("alie", 0.8, 0.81), tried("zero", 0.6, 0.62)),
                    candidate("0.2", tried("alie", 0.1, 0.95), tried("zero", 0.2, 0.96))))));
  }

  @Test
  void aRowAChoice() {
    assertEquals(
        List.of(
            List.of("median", "0.2", "50.00 %", "alie", "61.00 %"),
            List.of("krum", "0.1", "60.00 %", "zero", "62.00 %")),
        report().table().rows());
    assertEquals(8, report().trials().rows().size());
    assertEquals(
        List.of("median", "0.1", "alie", "2", "1", "0.9", "0.91", "no"),
        report().trials().rows().get(0));
    assertEquals("yes", report().trials().rows().get(2).get(7));
  }

  @Test
  void heatMapsOfTheWorstAndOfWhatWasChosen() {
    HeatMap candidates = report().candidates();
    assertEquals(List.of("krum", "median"), candidates.rows());
    assertEquals(List.of("0.1", "0.2"), candidates.columns());
    assertEquals(0.6, candidates.value(0, 0));
    assertEquals(0.3, candidates.value(1, 0));
    assertEquals(0.5, candidates.value(1, 1));
    assertArrayEquals(new int[] {0, 1}, candidates.framed());
    HeatMap best = report().best();
    assertEquals(List.of("krum (0.1)", "median (0.2)"), best.rows());
    assertEquals(List.of("alie", "zero", "worst"), best.columns());
    assertEquals(0.62, best.value(0, 2));
    assertEquals(0.61, best.value(1, 0));
    assertEquals(0.72, best.value(1, 1));
  }

  @Test
  void filesAndFrames() throws IOException {
    List<Path> files = report().write(directory);
    assertEquals(6, files.size());
    String markdown = Files.readString(directory.resolve("choose-tuning.md"));
    assertTrue(markdown.contains("on the 10 % of the training samples"), markdown);
    String framed = Files.readString(directory.resolve("choose-candidates.svg"));
    assertTrue(framed.contains("worst validation accuracy over 2 attacks"), framed);
    // A white edge and a black line around each of two cells, and the frame of the plot.
    String plain = Files.readString(directory.resolve("choose-best.svg"));
    assertTrue(
        framed.contains("stroke-width=\"4.5\"") && !plain.contains("stroke-width=\"4.5\""), framed);
  }
}
