package org.byzsgd.attack;

/** What an attacker knows of the honest gradients of a round. */
public enum Knowledge {
  /** The gradients of all correct workers and the rule in use. */
  OMNISCIENT,
  /**
   * Only the honest gradients of the q Byzantine workers themselves, which are then asked for them;
   * neither a correct worker's gradient nor the rule.
   */
  OWN_GRADIENTS
}
