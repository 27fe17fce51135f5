package org.byzsgd.training;

/**
 * A round for which the cluster did not give what was asked of it, however often it tried. The
 * server's state is that before the round.
 */
public class RoundFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Names the round.
   *
   * @param round from 0
   * @param why in a line
   * @param cause null if there is none
   */
  public RoundFailedException(int round, String why, Throwable cause) {
    super("round " + round + ": " + why, cause);
  }
}
