package org.byzsgd.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.StoredRun;
import org.junit.jupiter.api.Test;

class DerivedFiguresTest {
  private final List<StoredRun> runs = new ArrayList<>();

  /** Adds a run of {@code train}; returns its name. */
  private String add(String rule, String attack, int seed, String... more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data", "digits");
    settings.put("model", "mlp");
    settings.put("rule", rule);
    settings.put("attack", attack);
    if (!attack.equals("none")) {
      settings.put("attack-from-epoch", "10");
    }
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    settings.put("seed", Integer.toString(seed));
    return add(settings, "", StoredRun.State.FINISHED);
  }

  private String add(Map<String, String> settings, String suffix, StoredRun.State state) {
    String name = String.format("train-%012x", settings.hashCode() & 0xffffffffL) + suffix;
    List<EvaluationRow> rows = List.of(new EvaluationRow(0, 0, 2.3, 0.1, 2.3, 0.1));
    runs.add(new StoredRun(Path.of(name), "train", settings, Map.of(), state, 0, 0, rows));
    return name;
  }

  private List<FigureRecipe> figures(FigureRecipe... recipes) {
    return DerivedFigures.of(runs, List.of(recipes));
  }

  private static List<String> labels(FigureRecipe figure) {
    return figure.lines().stream().map(FigureRecipe.Line::label).toList();
  }

  @Test
  void seedsMakeACurveInTheOrderOfNumbers() {
    List<String> names = new ArrayList<>();
    for (int seed : new int[] {10, 9, 1}) {
      names.add(0, add("krum", "none", seed));
    }
    FigureRecipe figure = figures().get(0);
    assertEquals("train", figure.name());
    assertEquals("train, digits, mlp", figure.title());
    assertEquals(names, figure.lines().get(0).runs());
  }

  @Test
  void whoIsNotAttackedStandsAtEveryStartAndTheMeanIsTheReference() {
    add("mean", "none", 1);
    add("krum", "ipm", 1);
    add("krum", "ipm", 1, "attack-from-epoch", "50");
    List<FigureRecipe.Line> lines = figures().get(0).lines();
    assertEquals(
        List.of(10, 10, 50, 50), lines.stream().map(FigureRecipe.Line::attackFromEpoch).toList());
    assertEquals(
        List.of("mean, no attack", "krum, ipm", "mean, no attack", "krum, ipm"),
        labels(figures().get(0)));
    lines.forEach(line -> assertEquals("mean, no attack", line.reference()));
  }

  /** A longer training of the mean says nothing of how far a shorter one should have come. */
  @Test
  void theReferenceHasTheSameSettings() {
    add("mean", "none", 1, "epochs", "20");
    add("krum", "ipm", 1, "epochs", "40");
    assertEquals("", figures().get(0).lines().get(1).reference());
  }

  @Test
  void labelsNameWhatElseDiffers() {
    add("krum", "ipm", 1, "learning-rate", "0.1");
    add("krum", "ipm", 1, "learning-rate", "0.2");
    add("median", "ipm", 1, "learning-rate", "0.2");
    assertEquals(
        List.of("krum, ipm, learning-rate=0.1", "krum, ipm, learning-rate=0.2", "median, ipm"),
        labels(figures().get(0)));
  }

  @Test
  void dataSetsHaveFiguresOfTheirOwn() {
    add("krum", "ipm", 1);
    add("krum", "ipm", 1, "data", "idx:/mnist");
    assertEquals(List.of("train", "train-2"), figures().stream().map(FigureRecipe::name).toList());
  }

  @Test
  void whatARecipeDrawsIsNotDrawnAgain() {
    String drawn = add("krum", "ipm", 1);
    FigureRecipe.Line line = new FigureRecipe.Line("Krum", null, 10, null, List.of(drawn));
    FigureRecipe recipe = new FigureRecipe("train", null, null, null, List.of(line));
    assertEquals(List.of(), figures(recipe));
    add("median", "ipm", 1);
    assertEquals(List.of("train-2"), figures(recipe).stream().map(FigureRecipe::name).toList());
  }

  @Test
  void whatAnInterruptedRunLeftCountsUntilTheRunIsDone() {
    Map<String, String> settings = Map.of("rule", "krum", "attack", "none", "seed", "1");
    String left = add(settings, ".interrupted-1", StoredRun.State.INCOMPLETE);
    assertEquals(List.of(left), figures().get(0).lines().get(0).runs());
    String done = add(settings, "", StoredRun.State.FINISHED);
    assertEquals(List.of(done), figures().get(0).lines().get(0).runs());
  }
}
