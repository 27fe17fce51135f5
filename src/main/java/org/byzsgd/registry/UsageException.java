package org.byzsgd.registry;

/**
 * Bad usage or bad input, told in one clear line: what, the value, the admissible range. The
 * command line prints the message and ends with exit code 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error of the user's input.
   *
   * @param message one line: what, the value, the admissible range
   */
  public UsageException(String message) {
    super(message);
  }

  /**
   * An error of the user's input with the failure behind it.
   *
   * @param message one line: what, the value, the admissible range
   * @param cause the failure that showed it, printed only on request
   */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
