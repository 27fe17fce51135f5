package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.byzsgd.registry.UsageException;

/**
 * A choice of settings by their worst case: for each point of {@code per} every combination of
 * {@code choose} is trained under every attack, and the one whose worst accuracy over the attacks
 * is best on held-out training samples is chosen. In an experiment file:
 *
 * <pre>
 * tune:
 *   per:
 *     - rule: [median, krum]
 *   choose:
 *     - learning-rate: [0.05, 0.2]
 *     - momentum: [0, 0.9]
 *   against: [alie, "ipm:epsilon=0.5"]
 *   validation: 0.1
 * </pre>
 *
 * @param per axes of what settings are chosen for; none: one choice
 * @param choose axes of the settings to choose among, at least one
 * @param against attacks, at least one; {@code none} may be among them
 * @param validation the share of the training set that is held out, above 0 and below 1
 */
public record Tuning(List<Axis> per, List<Axis> choose, List<String> against, Double validation) {
  private static final double SHARE = 0.1;

  /**
   * Fills in what was left out.
   *
   * @param per axes, or null for none
   * @param choose axes
   * @param against attacks
   * @param validation a share, or null for 0.1
   * @throws UsageException if there is nothing to choose or no attack, the share is out of its
   *     range, or a setting stands on two axes
   */
  public Tuning {
    per = per == null ? List.of() : List.copyOf(per);
    if (choose == null || choose.isEmpty()) {
      throw new UsageException("tune: choose needs at least one axis");
    }
    if (against == null || against.isEmpty()) {
      throw new UsageException("tune: against needs at least one attack");
    }
    choose = List.copyOf(choose);
    against = List.copyOf(against);
    validation = validation == null ? Double.valueOf(SHARE) : validation;
    if (!(validation > 0 && validation < 1)) {
      throw new UsageException("tune: validation must be above 0 and below 1, got " + validation);
    }
    Set<String> seen = new LinkedHashSet<>(List.of("attack"));
    List<Axis> all = new ArrayList<>(per);
    all.addAll(choose);
    for (Axis axis : all) {
      for (String key : axis.keys()) {
        if (!seen.add(key)) {
          throw new UsageException("tune: " + key + " stands twice, or in against");
        }
      }
    }
  }

  /**
   * One combination: a curve of runs that differ in the start of the attack and the seed.
   *
   * @param at the point of {@code per}
   * @param settings the point of {@code choose}
   * @param attack one of {@code against}
   */
  record Trial(ObjectNode at, ObjectNode settings, String attack) {
    Series series() {
      ObjectNode set = at.deepCopy();
      set.setAll(settings);
      String label = Axis.label(at);
      return new Series(
          (label.isEmpty() ? "" : label + ", ") + Axis.label(settings) + ", " + attack,
          Claim.NONE,
          set.put("attack", attack));
    }
  }

  /** All combinations, the attack running fastest, then the settings. */
  List<Trial> trials() {
    List<Trial> trials = new ArrayList<>();
    for (ObjectNode at : Axis.grid(per)) {
      for (ObjectNode settings : Axis.grid(choose)) {
        against.forEach(attack -> trials.add(new Trial(at, settings, attack)));
      }
    }
    return trials;
  }

  /** {@return the settings that are chosen} */
  public List<String> chosenKeys() {
    return choose.stream().flatMap(axis -> axis.keys().stream()).toList();
  }

  /** {@return the settings that a choice is made for} */
  public List<String> givenKeys() {
    return per.stream().flatMap(axis -> axis.keys().stream()).toList();
  }

  /** Settings that win over all others would make all trials one. */
  void refuse(ObjectNode overrides) {
    List<String> own = new ArrayList<>(chosenKeys());
    own.addAll(givenKeys());
    own.addAll(List.of("attack", "validation"));
    for (Map.Entry<String, ?> setting : overrides.properties()) {
      if (own.contains(setting.getKey())) {
        throw new UsageException(
            setting.getKey() + " is varied by the file's tune, and cannot be set for all runs");
      }
    }
  }
}
