package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * How much of an experiment to pay for.
 *
 * @param set settings over the experiment's base
 * @param seeds one run a series and seed; empty: the experiment's own
 * @param attackFromEpochs the epochs at which attacks start, each with runs of its own; empty: the
 *     experiment's own
 * @param needs what the user has to give, such as {@code --data cifar10:DIR}; null if nothing
 */
public record Scale(
    ObjectNode set, List<Long> seeds, List<Integer> attackFromEpochs, String needs) {
  /**
   * Fills in what was left out.
   *
   * @param set settings, or null
   * @param seeds seeds, or null
   * @param attackFromEpochs epochs, or null
   * @param needs what the user has to give, or null
   */
  public Scale {
    set = set == null ? Yaml.MAPPER.createObjectNode() : set;
    seeds = seeds == null ? List.of() : List.copyOf(seeds);
    attackFromEpochs = attackFromEpochs == null ? List.of() : List.copyOf(attackFromEpochs);
  }
}
