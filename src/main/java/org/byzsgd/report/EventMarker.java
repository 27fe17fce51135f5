package org.byzsgd.report;

import java.util.Objects;

/**
 * Something that happens at one x, drawn as a dashed vertical line: the start of an attack.
 *
 * @param x where, finite
 * @param label the text above the line
 */
public record EventMarker(double x, String label) {
  /**
   * Checks the place.
   *
   * @param x where
   * @param label the text
   * @throws IllegalArgumentException if x is not finite
   */
  public EventMarker {
    Objects.requireNonNull(label, "label");
    if (!Double.isFinite(x)) {
      throw new IllegalArgumentException("event '" + label + "': x must be finite, got " + x);
    }
  }
}
