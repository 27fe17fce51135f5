package org.byzsgd.training;

/**
 * What a worker threw in place of its gradient. It carries the cause as text alone, since it
 * travels from an executor to the driver, where the cause's class may not be known.
 */
public final class WorkerFailedException extends RoundFailedException {
  private static final long serialVersionUID = 1L;

  private final int worker;
  private final String reason;

  /**
   * A worker's failure.
   *
   * @param round from 0
   * @param worker its id
   * @param cause what it threw
   */
  public WorkerFailedException(int round, int worker, Throwable cause) {
    super(round, reason(worker, cause), null);
    this.worker = worker;
    this.reason = reason(worker, cause);
    setStackTrace(cause.getStackTrace());
  }

  /** {@return the worker's id} */
  public int worker() {
    return worker;
  }

  /** {@return which worker threw what, without the round} */
  public String reason() {
    return reason;
  }

  private static String reason(int worker, Throwable cause) {
    return "worker " + worker + " failed: " + cause.toString().lines().findFirst().orElse("");
  }
}
