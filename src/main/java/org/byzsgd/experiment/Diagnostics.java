package org.byzsgd.experiment;

import java.util.Locale;

/** How much theory is evaluated in each round; the numbers are columns of the rounds' file. */
public enum Diagnostics {
  /** Nothing. (Not named off, which YAML reads as a truth value.) */
  NONE,
  /** What follows from one geometry of the correct rows; the breaking factors where exact. */
  STANDARD,
  /** Also the breaking factors of all other rules, by search: up to 150 aggregations a round. */
  FULL;

  /** {@return the level in lower case, as it is written in settings} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
