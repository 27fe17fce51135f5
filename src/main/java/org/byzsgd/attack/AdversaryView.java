package org.byzsgd.attack;

import org.byzsgd.random.Stream;

/**
 * What an omniscient attacker knows in a round: the rows of the h correct workers, their mean, and
 * whom it controls. The gradients that the Byzantine workers would have computed do not enter.
 */
public final class AdversaryView {
  private final float[][] correctRows;
  private final float[] correctMean;
  private final int[] byzantine;
  private final Stream stream;

  /**
   * The view of a round.
   *
   * @param correctRows the h rows of the correct workers in the order of their ids
   * @param correctMean their mean, d floats
   * @param byzantine the ids of the q Byzantine workers in ascending order
   * @param stream the attacker's own random numbers in this round
   */
  public AdversaryView(float[][] correctRows, float[] correctMean, int[] byzantine, Stream stream) {
    this.correctRows = correctRows;
    this.correctMean = correctMean;
    this.byzantine = byzantine.clone();
    this.stream = stream;
  }

  /** {@return the h rows of the correct workers, not to be written into} */
  public float[][] correctRows() {
    return correctRows;
  }

  /** {@return the mean of the correct rows, d floats, not to be written into} */
  public float[] correctMean() {
    return correctMean;
  }

  /** {@return the ids of the q Byzantine workers in ascending order} */
  public int[] byzantine() {
    return byzantine.clone();
  }

  /** {@return the attacker's own random numbers in this round} */
  public Stream stream() {
    return stream;
  }
}
