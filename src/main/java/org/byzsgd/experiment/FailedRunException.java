package org.byzsgd.experiment;

import org.byzsgd.training.RoundFailedException;

/** A run that ended because a round failed. */
public final class FailedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedRunException(RunSpec spec, RoundFailedException failure, String kept) {
    super(spec + ": " + failure.getMessage() + "; " + kept, failure);
  }
}
