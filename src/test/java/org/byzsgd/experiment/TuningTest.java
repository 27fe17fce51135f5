package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.LossAndAccuracy;
import org.byzsgd.training.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings are chosen by their worst case on held-out samples, and by nothing else. */
class TuningTest {
  private static final String FILE =
      """
      name: choose
      base: {workers: 5, byzantine: 1, declared: 1, model: softmax-regression, batch: 10, epochs: 4}
      seeds: [1, 2]
      attack-from-epochs: [0]
      series:
        - {label: calm, set: {rule: mean, attack: none}}
      tune:
        per:
          - rule: [median, krum]
        choose:
          - learning-rate: [0.1, 0.2, 0.3]
        against: [alie, zero]
        validation: 0.2
      """;

  @TempDir private Path out;

  private static ObjectNode settings(String yaml) {
    return Yaml.read("test", yaml, ObjectNode.class);
  }

  private static ExperimentSpec experiment(String yaml) {
    return ExperimentSpec.parse("choose.yaml", yaml);
  }

  @Test
  void everyCombinationIsTrainedOnWhatIsNotHeldOut() {
    List<PlannedRun> runs = experiment(FILE).plan(null, settings("{}"));
    assertEquals(2 * (1 + 2 * 3 * 2), runs.size());
    assertTrue(runs.stream().allMatch(run -> run.spec().validation() == 0.2));
    PlannedRun last = runs.get(runs.size() - 1);
    assertEquals("krum, learning-rate = 0.3, zero", last.series().label());
    assertEquals("krum", last.spec().rule());
    assertEquals(0.3, last.spec().learningRate());
    assertEquals("calm", experiment(FILE).reference());
    assertEquals(
        "learning-rate is varied by the file's tune, and cannot be set for all runs",
        assertThrows(
                UsageException.class,
                () -> experiment(FILE).plan(null, settings("{learning-rate: 1}")))
            .getMessage());
  }

  /**
   * Validation accuracies by hand; the test set would choose otherwise each time. Median: 0.1 is
   * best on average and under alie, 0.3 under zero, 0.2 at worst. Krum: 0.1 and 0.2 are alike at
   * worst, and the first is taken; 0.3 has left the finite numbers once.
   */
  private static RunRecord record(RunSpec spec) {
    boolean alie = spec.attack().equals("alie");
    double rate = spec.learningRate();
    boolean median = spec.rule().equals("median");
    double mean =
        rate == 0.1
            ? (alie ? 0.9 : median ? 0.4 : 0.5)
            : rate == 0.2 ? (alie ? 0.6 : 0.5) : alie ? 0.3 : 0.8;
    double accuracy = mean + (spec.seed() == 1 ? -0.1 : 0.1);
    EvaluationRow row =
        new EvaluationRow(
            4,
            4,
            1,
            1,
            1,
            1 - accuracy,
            Optional.of(new LossAndAccuracy(1, accuracy)),
            OptionalDouble.empty());
    boolean diverged = !median && rate == 0.3 && !alie && spec.seed() == 1;
    return new RunRecord(
        new org.apache.hadoop.fs.Path("choose-" + spec.hash()),
        spec,
        diverged ? Outcome.Status.DIVERGED : Outcome.Status.FINISHED,
        4,
        0,
        List.of(row));
  }

  private static List<Choice> choices(ExperimentSpec experiment) {
    List<PlannedRun> runs = experiment.plan(null, settings("{}"));
    Map<RunSpec, RunRecord> records = new HashMap<>();
    runs.forEach(run -> records.put(run.spec(), record(run.spec())));
    return Choice.of(experiment, runs, records);
  }

  @Test
  void theBestWorstCaseIsChosen() {
    List<Choice> choices = choices(experiment(FILE));
    assertEquals(2, choices.size());
    assertEquals(settings("{rule: median}"), choices.get(0).at());
    Choice.Candidate median = choices.get(0).chosen();
    assertEquals(settings("{learning-rate: 0.2}"), median.settings());
    assertEquals("zero", median.worst().attack());
    assertEquals(0.5, median.worst().validation(), 1e-12);
    assertEquals(0.5, median.worst().test(), 1e-12);
    Choice.Candidate krum = choices.get(1).chosen();
    assertEquals(settings("{learning-rate: 0.1}"), krum.settings());
    assertEquals(0.5, krum.worst().validation(), 1e-12);
    // (0 + 0.9) / 2 under zero, 0.3 under alie.
    Choice.Candidate third = choices.get(1).candidates().get(2);
    assertEquals(0.45, third.cases().get(1).validation(), 1e-12);
    assertEquals("alie", third.worst().attack());
  }

  @Test
  void whatWasChosenIsAnExperimentOfItsOwn() {
    ExperimentSpec experiment = experiment(FILE);
    String yaml = experiment.chosen(null, settings("{epochs: 6}"), choices(experiment));
    ExperimentSpec again = ExperimentSpec.parse("chosen.yaml", yaml);
    assertEquals("choose-chosen", again.name());
    assertEquals("calm", again.reference());
    List<PlannedRun> runs = again.plan(null, settings("{}"));
    assertEquals(2 * (1 + 2 * 2), runs.size());
    assertTrue(runs.stream().allMatch(run -> run.spec().validation() == 0));
    assertTrue(runs.stream().allMatch(run -> run.spec().epochs() == 6));
    assertEquals(
        List.of("mean 0.05", "median 0.2", "krum 0.1"),
        runs.stream()
            .map(run -> run.spec().rule() + " " + run.spec().learningRate())
            .distinct()
            .toList());
  }

  /** A rate at which nothing is learnt against one at which softmax regression learns digits. */
  @Test
  void inTrainingTheRateThatLearnsIsChosen() throws IOException {
    ExperimentSpec experiment =
        experiment(FILE.replace("[0.1, 0.2, 0.3]", "[0.000001, 0.5]").replace("[1, 2]", "[1]"));
    List<PlannedRun> runs = experiment.plan(null, settings("{}"));
    Map<RunSpec, RunRecord> records =
        new Runner(
                new LocalClusters(),
                ResultStore.local(out),
                Progress.SILENT,
                Runner.Options.DEFAULT)
            .run("choose", runs);
    for (Choice choice : Choice.of(experiment, runs, records)) {
      assertEquals(settings("{learning-rate: 0.5}"), choice.chosen().settings());
      assertTrue(choice.chosen().worst().validation() > 0.7, choice.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "against: [alie, zero] | against: [] | tune: against needs at least one attack",
        "learning-rate: [0.1, 0.2, 0.3] | rule: [mean] | tune: rule stands twice",
        "learning-rate: [0.1, 0.2, 0.3] | attack: [zero] | tune: attack stands twice",
        "validation: 0.2 | validation: 1 | tune: validation must be above 0 and below 1, got 1.0",
        "validation: 0.2 | share: 1 | unknown key 'tune.share'"
      })
  void mistakesAreNamed(String right, String wrong, String refusal) {
    String message =
        assertThrows(UsageException.class, () -> experiment(FILE.replace(right, wrong)))
            .getMessage();
    assertTrue(message.contains(refusal), message);
  }
}
