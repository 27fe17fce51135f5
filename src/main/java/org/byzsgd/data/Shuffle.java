package org.byzsgd.data;

/** How the training set's order changes from epoch to epoch. */
public enum Shuffle {
  /** Each epoch all samples are permuted anew and dealt to the workers: the paper's protocol. */
  GLOBAL,
  /** Samples are dealt once; each epoch every worker reorders its own. */
  LOCAL
}
