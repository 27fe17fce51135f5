package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What was tried at one point of a {@link Tuning}, and what is best: the candidate whose worst
 * validation accuracy over the cases is highest; the first of several. Test sets have no say in it.
 *
 * @param at the point
 * @param candidates all that were tried, in the file's order
 */
public record Choice(ObjectNode at, List<Candidate> candidates) {
  /**
   * Copies the list.
   *
   * @param at the point
   * @param candidates at least one
   */
  public Choice {
    candidates = List.copyOf(candidates);
  }

  /**
   * One combination of settings.
   *
   * @param settings the combination
   * @param cases what it was tried against, at least one
   */
  public record Candidate(ObjectNode settings, List<Case> cases) {
    /**
     * Copies the list.
     *
     * @param settings the combination
     * @param cases at least one
     */
    public Candidate {
      cases = List.copyOf(cases);
    }

    /** {@return the case of the lowest validation accuracy, the first of several} */
    public Case worst() {
      return cases.stream().min(Comparator.comparingDouble(Case::validation)).orElseThrow();
    }
  }

  /**
   * An attack and its start.
   *
   * @param attack the attack, or {@code none}
   * @param attackFromEpoch when it starts
   * @param runs one a seed, at least one
   */
  public record Case(String attack, int attackFromEpoch, List<RunRecord> runs) {
    /**
     * Copies the list.
     *
     * @param attack the attack
     * @param attackFromEpoch when it starts
     * @param runs at least one
     */
    public Case {
      runs = List.copyOf(runs);
    }

    /**
     * {@return the accuracy on held-out samples at the end of training, the mean over the seeds; a
     * run that left the finite numbers counts as 0}
     */
    public double validation() {
      return mean(run -> run.last().validationAccuracy());
    }

    /** {@return the same on the test set, which no choice looks at} */
    public double test() {
      return mean(run -> run.last().testAccuracy());
    }

    private double mean(ToDoubleFunction<RunRecord> accuracy) {
      return runs.stream()
          .mapToDouble(run -> run.diverged() ? 0 : accuracy.applyAsDouble(run))
          .average()
          .orElseThrow();
    }
  }

  /** {@return the best} */
  public Candidate chosen() {
    Candidate best = candidates.get(0);
    for (Candidate one : candidates) {
      if (one.worst().validation() > best.worst().validation()) {
        best = one;
      }
    }
    return best;
  }

  /**
   * The choices of an experiment.
   *
   * @param experiment one that tunes
   * @param runs its planned runs
   * @param records what they left, by specification
   * @return one a point, in the file's order
   */
  public static List<Choice> of(
      ExperimentSpec experiment, List<PlannedRun> runs, Map<RunSpec, RunRecord> records) {
    Map<Series, Map<Integer, List<RunRecord>>> left = new LinkedHashMap<>();
    for (PlannedRun run : runs) {
      left.computeIfAbsent(run.series(), key -> new LinkedHashMap<>())
          .computeIfAbsent(run.attackFromEpoch(), key -> new ArrayList<>())
          .add(records.get(run.spec()));
    }
    Map<ObjectNode, Map<ObjectNode, List<Case>>> cases = new LinkedHashMap<>();
    for (Tuning.Trial trial : experiment.tuning().orElseThrow().trials()) {
      List<Case> own =
          cases
              .computeIfAbsent(trial.at(), key -> new LinkedHashMap<>())
              .computeIfAbsent(trial.settings(), key -> new ArrayList<>());
      left.get(trial.series())
          .forEach((start, some) -> own.add(new Case(trial.attack(), start, some)));
    }
    List<Choice> choices = new ArrayList<>();
    cases.forEach(
        (at, tried) -> {
          List<Candidate> candidates = new ArrayList<>();
          tried.forEach((settings, some) -> candidates.add(new Candidate(settings, some)));
          choices.add(new Choice(at, candidates));
        });
    return choices;
  }

  /**
   * Whether runs belong to what was chosen.
   *
   * @param series a curve
   * @return whether it is the chosen combination's, under any attack
   */
  public boolean has(Series series) {
    ObjectNode settings = chosen().settings();
    return chosen().cases().stream()
        .anyMatch(one -> new Tuning.Trial(at, settings, one.attack()).series().equals(series));
  }
}
