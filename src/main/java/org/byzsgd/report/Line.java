package org.byzsgd.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.FigureRecipe;
import org.byzsgd.experiment.StoredRun;

/**
 * One curve of a figure with its runs, one a seed. Runs that are not complete are told of, but
 * enter no number: a mean over fewer seeds must not pass for the whole.
 *
 * @param recipe what it is
 * @param runs the complete runs, in the recipe's order
 * @param incomplete runs whose files end in the middle
 * @param missing how many runs were not found or are not readable
 */
record Line(
    FigureRecipe.Line recipe, List<StoredRun> runs, List<StoredRun> incomplete, int missing) {

  static Line of(FigureRecipe.Line recipe, Map<String, StoredRun> byName) {
    List<StoredRun> complete = new ArrayList<>();
    List<StoredRun> incomplete = new ArrayList<>();
    int missing = 0;
    for (String name : recipe.runs()) {
      StoredRun run = byName.get(name);
      if (run == null) {
        missing++;
      } else if (run.complete()) {
        complete.add(run);
      } else {
        incomplete.add(run);
      }
    }
    return new Line(recipe, List.copyOf(complete), List.copyOf(incomplete), missing);
  }

  String label() {
    return recipe.label();
  }

  Claim claim() {
    return recipe.claim();
  }

  int attackFromEpoch() {
    return recipe.attackFromEpoch();
  }

  /** Whether there is anything to draw or to judge. */
  boolean hasResults() {
    return !runs.isEmpty();
  }

  boolean attacked() {
    return any().filter(StoredRun::attacked).isPresent();
  }

  /** A setting that all runs share; a hyphen if no run was found or it does not say. */
  String setting(String key) {
    return any().flatMap(run -> run.setting(key)).orElse("-");
  }

  private Optional<StoredRun> any() {
    return runs.stream().findFirst().or(() -> incomplete.stream().findFirst());
  }

  /** The mean training loss at the attack's start, or at the evaluation before it. */
  MeanAndError lossAtStart() {
    return over(run -> at(run, attackFromEpoch()).trainingLoss());
  }

  /** The last training loss; a run that diverged has none. */
  MeanAndError finalLoss() {
    return over(run -> run.diverged() ? Double.NaN : last(run).trainingLoss());
  }

  MeanAndError finalAccuracy() {
    return over(run -> last(run).testAccuracy());
  }

  private MeanAndError over(ToDoubleFunction<StoredRun> value) {
    return MeanAndError.of(runs.stream().mapToDouble(value).toArray());
  }

  /** How its runs ended, in a few words. */
  String status() {
    List<String> parts = new ArrayList<>();
    long diverged = runs.stream().filter(StoredRun::diverged).count();
    int all = runs.size() + incomplete.size() + missing;
    add(parts, diverged, all, "diverged");
    add(parts, incomplete.size(), all, "incomplete");
    add(parts, missing, all, "missing");
    if (parts.isEmpty()) {
      parts.add("finished");
    }
    int rounds = runs.stream().mapToInt(StoredRun::roundsWithMissing).sum();
    if (rounds > 0) {
      parts.add("workers missing in " + rounds + " rounds");
    }
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, int all, String what) {
    if (count > 0) {
      parts.add(count == all ? what : count + " of " + all + " " + what);
    }
  }

  /** Runs that diverged early are filled up with NaN: the curve ends with a mark. */
  Curve curve(ToDoubleFunction<EvaluationRow> value) {
    List<EvaluationRow> longest = List.of();
    for (StoredRun run : runs) {
      longest = run.evaluations().size() > longest.size() ? run.evaluations() : longest;
    }
    double[] epochs = longest.stream().mapToDouble(EvaluationRow::epoch).toArray();
    double[][] values = new double[runs.size()][epochs.length];
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(values[i], Double.NaN);
      List<EvaluationRow> rows = runs.get(i).evaluations();
      for (int k = 0; k < rows.size(); k++) {
        values[i][k] = value.applyAsDouble(rows.get(k));
      }
    }
    return new Curve(label(), epochs, values);
  }

  private static EvaluationRow last(StoredRun run) {
    return run.last().orElseThrow();
  }

  private static EvaluationRow at(StoredRun run, double epoch) {
    EvaluationRow found = run.evaluations().get(0);
    for (EvaluationRow row : run.evaluations()) {
      if (row.epoch() <= epoch) {
        found = row;
      }
    }
    return found;
  }
}
