package org.byzsgd.linalg;

/** Integers that order floats totally, as {@link RowKernels#select} says. */
public final class FloatKeys {
  private FloatKeys() {}

  /**
   * The key of a float.
   *
   * @param value any, NaN included
   * @return its key
   */
  public static int of(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  /**
   * The float of a key.
   *
   * @param key any
   * @return the float that {@link #of} makes this key of
   */
  public static float value(int key) {
    return Float.intBitsToFloat(key ^ ((key >> 31) & Integer.MAX_VALUE));
  }
}
