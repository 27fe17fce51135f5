package org.byzsgd.report;

/** A figure that could not be drawn on this machine, with what to do about it in one line. */
public final class FigureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure to draw.
   *
   * @param message one line: what could not be drawn, why, what to install
   * @param cause the failure behind it
   */
  public FigureException(String message, Throwable cause) {
    super(message, cause);
  }
}
