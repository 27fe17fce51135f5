package org.byzsgd.model;

import org.byzsgd.random.Stream;

/**
 * What the layers of a network share while they compute on one batch.
 *
 * <p>In training {@code statistics} are written, in inference they are read.
 */
final class Step {
  int samples;
  float[] parameters;
  float[] statistics;
  float[] gradient;
  Stream dropout;
}
