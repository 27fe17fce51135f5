package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.byzsgd.registry.UsageException;

/**
 * One curve of a figure: runs that differ in the seed alone.
 *
 * @param label in legends and tables
 * @param claim what the paper says of it; {@link Claim#NONE} where nothing is said
 * @param set the settings that make it, over the experiment's base
 */
public record Series(String label, Claim claim, ObjectNode set) {
  /**
   * Fills in what was left out.
   *
   * @param label in legends and tables
   * @param claim the paper's claim, or null
   * @param set settings, or null
   * @throws UsageException if there is no label
   */
  public Series {
    if (label == null || label.isBlank()) {
      throw new UsageException("a series needs a label");
    }
    claim = claim == null ? Claim.NONE : claim;
    set = set == null ? Yaml.MAPPER.createObjectNode() : set;
  }
}
