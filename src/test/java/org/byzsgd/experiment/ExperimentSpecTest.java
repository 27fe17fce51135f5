package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentSpecTest {
  private static final String SMALL =
      """
      name: small
      base: {workers: 5, byzantine: 1, rule: median, epochs: 4}
      seeds: [1, 2]
      attack-from-epochs: [1, 3]
      series:
        - {label: calm, set: {attack: none}}
        - {label: attacked, claim: breaks, set: {attack: "ipm:epsilon=1"}}
      scales:
        tiny: {set: {epochs: 2}, seeds: [7], attack-from-epochs: [1]}
        large: {needs: "--data cifar10:DIR"}
      """;

  private static ObjectNode overrides(String yaml) {
    return Yaml.read("test", yaml, ObjectNode.class);
  }

  private static String refusal(String yaml) {
    return assertThrows(UsageException.class, () -> ExperimentSpec.parse("small.yaml", yaml))
        .getMessage();
  }

  @Test
  void runsAreSeriesTimesStartsTimesSeeds() {
    List<PlannedRun> runs = ExperimentSpec.parse("small.yaml", SMALL).plan(null, overrides("{}"));
    assertEquals(8, runs.size());
    assertEquals(6, runs.stream().map(PlannedRun::spec).distinct().count(), "calm runs are shared");
    PlannedRun last = runs.get(7);
    assertEquals("attacked", last.series().label());
    assertEquals(Claim.BREAKS, last.series().claim());
    assertEquals(3, last.attackFromEpoch());
    assertEquals(3, last.spec().attackFromEpoch());
    assertEquals(2, last.spec().seed());
  }

  @Test
  void scalesAndOverridesWin() {
    ExperimentSpec spec = ExperimentSpec.parse("small.yaml", SMALL);
    List<PlannedRun> runs = spec.plan("tiny", overrides("{learning-rate: 0.5}"));
    assertEquals(2, runs.size());
    assertEquals(2, runs.get(0).spec().epochs());
    assertEquals(7, runs.get(0).spec().seed());
    assertEquals(0.5, runs.get(1).spec().learningRate());
  }

  @Test
  void aSeedAndAStartThatWinAreTheOnlyOnes() {
    ExperimentSpec spec = ExperimentSpec.parse("small.yaml", SMALL);
    List<PlannedRun> runs = spec.plan(null, overrides("{seed: 9, attack-from-epoch: '4'}"));
    assertEquals(2, runs.size());
    assertEquals(9, runs.get(1).spec().seed());
    assertEquals(4, runs.get(1).attackFromEpoch());
    assertEquals(4, runs.get(1).spec().attackFromEpoch());
  }

  @Test
  void whatAScaleNeedsIsSaid() {
    ExperimentSpec spec = ExperimentSpec.parse("small.yaml", SMALL);
    assertEquals(
        "small at scale large needs --data cifar10:DIR",
        assertThrows(UsageException.class, () -> spec.plan("large", overrides("{}"))).getMessage());
    assertEquals(
        "small has no scale 'huge'; known: large, tiny",
        assertThrows(UsageException.class, () -> spec.plan("huge", overrides("{}"))).getMessage());
  }

  @Test
  void mistakesInTheFileAreNamed() {
    String text = refusal(SMALL.replaceFirst("seeds:", "seed:"));
    assertTrue(text.matches("small.yaml, line \\d+: unknown key 'seed'; known: .*"), text);
    assertTrue(text.contains("seeds"), text);
    text = refusal(SMALL.replace("seeds: [7]", "seed: 7"));
    assertTrue(
        text.matches("small.yaml, line \\d+: unknown key 'scales.tiny.seed'; known: .*"), text);
    assertTrue(refusal(SMALL.replace("label: calm,", "")).contains("a series needs a label"));
    assertTrue(refusal("name: x\n").contains("x: needs at least one series or axis"));
    assertTrue(refusal("name: X\nseries: [{label: a}]\n").contains("got X"));
    assertTrue(refusal("name: [").startsWith("small.yaml, line "));
    assertTrue(
        refusal(SMALL + "reference: none\n").contains("reference must be one of [calm, attacked]"));
    text =
        assertThrows(
                UsageException.class,
                () ->
                    ExperimentSpec.parse(
                            "small.yaml", SMALL.replace("rule: median", "rule: medium"))
                        .plan(null, overrides("{}")))
            .getMessage();
    assertTrue(text.startsWith("small, series 'calm': unknown rule 'medium'; known: "), text);
  }

  private static final String GRID =
      """
      name: grid
      base: {workers: 11, byzantine: 2, epochs: 4}
      series:
        - {label: "mean, no attack", set: {rule: mean, attack: none}}
      axes:
        - rule: [median, nnm+krum]
        - attack.epsilon: {from: 0.1, to: 10, count: 5, spacing: log}
        - {byzantine: [1, 2], declared: [2, 3]}
      """;

  @Test
  void axesAddTheirGridToTheSeries() {
    ExperimentSpec grid = ExperimentSpec.parse("grid.yaml", GRID);
    assertEquals(1 + 2 * 5 * 2, grid.series().size());
    assertEquals("mean, no attack", grid.reference());
    List<PlannedRun> runs = grid.plan(null, overrides("{}"));
    assertEquals(21, runs.size());
    assertEquals(
        List.of(0.1, 0.316228, 1.0, 3.16228, 10.0),
        runs.stream()
            .skip(1)
            .map(run -> Double.parseDouble(run.spec().attack().replace("ipm:epsilon=", "")))
            .distinct()
            .toList());
    PlannedRun last = runs.get(20);
    assertEquals(
        "nnm+krum, attack.epsilon = 10, byzantine = 2, declared = 3", last.series().label());
    assertEquals("nnm+krum", last.spec().rule());
    assertEquals(2, last.spec().byzantine());
    assertEquals(3, last.spec().declared());
  }

  @Test
  void rangesHaveAStepOrACount() {
    String head = "name: grid\naxes:\n  - workers: ";
    assertEquals(
        List.of(15, 20, 25),
        ExperimentSpec.parse("grid.yaml", head + "{from: 15, to: 25, step: 5}")
            .plan(null, overrides("{byzantine: 3}"))
            .stream()
            .map(run -> run.spec().workers())
            .toList());
    assertTrue(refusal(head + "{from: 15, to: 25}").contains("either step or count"));
    assertTrue(refusal(head + "{from: 25, to: 15, step: 1}").contains("must rise"));
    assertTrue(refusal(head + "{from: 1, to: 2, step: 0}").contains("step must be above 0"));
    assertTrue(refusal(head + "{from: 0, to: 2, count: 3, spacing: log}").contains("from above 0"));
    assertTrue(refusal(head + "[]").contains("needs a list of values"));
    assertTrue(refusal("name: g\naxes: [{seed: [1, 2]}]").contains("write seeds instead"));
    assertTrue(
        refusal("name: g\naxes: [{byzantine: [1, 2], declared: [1]}]")
            .contains("equally many values, got 2 and 1"));
  }

  @Test
  void aParameterOfAComponentIsASetting() {
    RunSpec spec =
        RunSpec.resolve(
            overrides("{rule: nnm+multi-krum, rule.k: 3, attack: alie, attack.z: 1.5}"));
    assertEquals("nnm+multi-krum:k=3", spec.rule());
    assertEquals("alie:z=1.5", spec.attack());
    assertTrue(
        assertThrows(UsageException.class, () -> RunSpec.resolve(overrides("{seed.x: 3}")))
            .getMessage()
            .contains("unknown key 'seed.x'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"figure-1", "figure-4", "figure-5"})
  void theFiguresOfThePaperCanBePlannedAtEveryScale(String name) {
    ExperimentSpec spec = ExperimentSpec.builtIn(name);
    assertEquals(name, spec.name());
    assertTrue(spec.scales().keySet().containsAll(List.of("smoke", "laptop", "desktop", "paper")));
    for (String scale : spec.scales().keySet()) {
      assertTrue(spec.plan(scale, overrides("{data: 'cifar10:somewhere'}")).size() > 3);
    }
    List<PlannedRun> paper = spec.plan("paper", overrides("{data: 'cifar10:somewhere'}"));
    for (PlannedRun run : paper) {
      assertEquals(25, run.spec().workers());
      assertEquals(50, run.spec().batch());
      assertEquals(0.05, run.spec().learningRate());
      assertEquals(200, run.spec().epochs());
      assertEquals("paper-cnn", run.spec().model());
    }
    assertEquals(10, paper.stream().map(run -> run.spec().seed()).distinct().count());
  }
}
