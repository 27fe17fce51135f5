package org.byzsgd.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the paper says of a series. */
public enum Claim {
  /** The training is undone. */
  @JsonProperty("breaks")
  BREAKS,
  /** No progress is made. */
  @JsonProperty("stuck")
  STUCK,
  /** The training goes on as if nobody lied. */
  @JsonProperty("defends")
  DEFENDS,
  /** The paper says nothing. */
  @JsonProperty("none")
  NONE
}
