package org.byzsgd.linalg;

/**
 * The fixed arithmetic of sums over coordinates: sixteen partial sums in float over at most {@value
 * #BLOCK} coordinates, added up by halves. Sixteen is the widest vector in use; a narrower machine
 * computes the same sixteen in several steps, so results do not depend on the machine.
 */
public final class Lanes {
  /** How many partial sums; widths of matrices are rounded up to a multiple of it. */
  public static final int COUNT = 16;

  /** How many coordinates are summed in float before the sum goes on in double. */
  public static final int BLOCK = 1024;

  private Lanes() {}

  /**
   * Rounds a width up.
   *
   * @param width at least 0
   * @return the smallest multiple of {@value #COUNT} that is not below it
   */
  public static int roundUp(int width) {
    return Math.multiplyExact(Math.addExact(width, COUNT - 1) / COUNT, COUNT);
  }

  /**
   * Adds up sixteen partial sums: the upper half to the lower, four times.
   *
   * @param sums where they are
   * @param at the place of the first
   * @return the total, rounded to float at every step
   */
  public static double total(float[] sums, int at) {
    float s0 = (sums[at] + sums[at + 8]) + (sums[at + 4] + sums[at + 12]);
    float s1 = (sums[at + 1] + sums[at + 9]) + (sums[at + 5] + sums[at + 13]);
    float s2 = (sums[at + 2] + sums[at + 10]) + (sums[at + 6] + sums[at + 14]);
    float s3 = (sums[at + 3] + sums[at + 11]) + (sums[at + 7] + sums[at + 15]);
    return (s0 + s2) + (s1 + s3);
  }
}
