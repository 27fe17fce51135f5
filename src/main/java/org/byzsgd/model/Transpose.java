package org.byzsgd.model;

/**
 * Transposes matrices in square blocks, so that each line of the cache is read and written once.
 */
final class Transpose {
  private static final int BLOCK = 16;

  private Transpose() {}

  /**
   * Writes {@code to[o * width + i] = from[i * outputs + o]} for i below {@code inputs} and o below
   * {@code outputs}.
   */
  static void copy(
      float[] from, int fromAt, int inputs, int outputs, float[] to, int toAt, int width) {
    for (int i = 0; i < inputs; i += BLOCK) {
      for (int o = 0; o < outputs; o += BLOCK) {
        int endI = Math.min(i + BLOCK, inputs);
        int endO = Math.min(o + BLOCK, outputs);
        for (int b = o; b < endO; b++) {
          for (int a = i; a < endI; a++) {
            to[toAt + b * width + a] = from[fromAt + a * outputs + b];
          }
        }
      }
    }
  }
}
