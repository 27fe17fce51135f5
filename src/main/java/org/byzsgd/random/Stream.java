package org.byzsgd.random;

/**
 * A stream of random numbers with a name. All distributions are written out here, on {@link
 * StrictMath}, so that the numbers are the same on every JVM. Not safe for use by several threads.
 */
public final class Stream {
  private final int key0;
  private final int key1;
  private final int purpose;
  private final int round;
  private final int worker;
  private final int[] words = new int[4];
  private int block;
  private int next = 4;
  private double spareGaussian;
  private boolean hasSpareGaussian;

  Stream(long seed, int purpose, int round, int worker) {
    this.key0 = (int) seed;
    this.key1 = (int) (seed >>> 32);
    this.purpose = purpose;
    this.round = round;
    this.worker = worker;
  }

  /** {@return the next 32 uniform bits} */
  public int nextInt() {
    if (next == 4) {
      Philox.block(block++, worker, round, purpose, key0, key1, words);
      next = 0;
    }
    return words[next++];
  }

  /** {@return the next 64 uniform bits, the earlier word high} */
  public long nextLong() {
    long high = nextInt();
    return high << 32 | (nextInt() & 0xFFFFFFFFL);
  }

  /**
   * A uniform whole number below a bound, without bias (Lemire, 2019).
   *
   * @param bound at least 1
   * @return a number of 0 .. bound - 1
   */
  public int nextInt(int bound) {
    if (bound < 1) {
      throw new IllegalArgumentException("bound must be at least 1, got " + bound);
    }
    long product = (nextInt() & 0xFFFFFFFFL) * bound;
    if (Integer.compareUnsigned((int) product, bound) < 0) {
      int threshold = Integer.remainderUnsigned(-bound, bound);
      while (Integer.compareUnsigned((int) product, threshold) < 0) {
        product = (nextInt() & 0xFFFFFFFFL) * bound;
      }
    }
    return (int) (product >>> 32);
  }

  /** {@return a uniform multiple of 2^-24 of [0, 1)} */
  public float nextFloat() {
    return (nextInt() >>> 8) * 0x1.0p-24f;
  }

  /** {@return a uniform multiple of 2^-53 of [0, 1)} */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** {@return a standard normal number, by Marsaglia's polar method} */
  public double nextGaussian() {
    if (hasSpareGaussian) {
      hasSpareGaussian = false;
      return spareGaussian;
    }
    double u;
    double v;
    double square;
    do {
      u = 2 * nextDouble() - 1;
      v = 2 * nextDouble() - 1;
      square = u * u + v * v;
    } while (square >= 1 || square == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    spareGaussian = v * factor;
    hasSpareGaussian = true;
    return u * factor;
  }

  /**
   * Passes over words.
   *
   * @param count how many of the words that {@link #nextInt} gives, at least 0
   */
  public void skip(long count) {
    move(position() + count);
  }

  private long position() {
    return 4 * Integer.toUnsignedLong(block) - (4 - next);
  }

  private void move(long position) {
    block = (int) (position / 4);
    next = 4;
    hasSpareGaussian = false;
    int rest = (int) (position % 4);
    if (rest > 0) {
      nextInt();
      next = rest;
    }
  }

  /**
   * Where the stream stands.
   *
   * @return two numbers for {@link #reset} of a stream of the same name
   */
  public double[] mark() {
    return new double[] {position(), hasSpareGaussian ? spareGaussian : Double.NaN};
  }

  /**
   * Goes to where a stream of this name stood.
   *
   * @param mark what {@link #mark} gave then
   */
  public void reset(double[] mark) {
    move((long) mark[0]);
    spareGaussian = mark[1];
    hasSpareGaussian = !Double.isNaN(mark[1]);
  }

  /**
   * A point of the simplex from a Dirichlet distribution: gamma variates over their sum, in
   * logarithms, so that small concentrations do not vanish.
   *
   * @param concentration a_k, each at least 0 and one at least above 0
   * @return as many shares, which add up to 1; exactly 0 where a_k is 0
   */
  public double[] nextDirichlet(double[] concentration) {
    double[] shares = new double[concentration.length];
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = concentration[k] == 0 ? Double.NEGATIVE_INFINITY : nextLogGamma(concentration[k]);
      top = Math.max(top, shares[k]);
    }
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = StrictMath.exp(shares[k] - top);
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /**
   * The logarithm of a gamma variate of scale 1 (Marsaglia and Tsang, A Simple Method for
   * Generating Gamma Variables, 2000; a shape below 1 by that of shape + 1 times U^(1/shape)).
   */
  private double nextLogGamma(double shape) {
    if (shape < 1) {
      return nextLogGamma(shape + 1) + StrictMath.log(1 - nextDouble()) / shape;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = nextGaussian();
      double root = 1 + c * x;
      if (root > 0) {
        double v = root * root * root;
        if (StrictMath.log(1 - nextDouble()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
          return StrictMath.log(d * v);
        }
      }
    }
  }

  /**
   * A uniform permutation of 0 .. n - 1 (Fisher and Yates).
   *
   * @param n how many, at least 0
   * @return the permutation
   */
  public int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
