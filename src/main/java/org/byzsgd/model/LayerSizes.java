package org.byzsgd.model;

import org.byzsgd.registry.UsageException;

/** Sizes of several layers in one argument, such as {@code 128x64}. */
final class LayerSizes {
  private static final int MOST_LAYERS = 16;
  private static final int MOST_UNITS = 65536;

  static final String RANGE =
      "1 to "
          + MOST_LAYERS
          + " whole numbers between 1 and "
          + MOST_UNITS
          + " joined by x or -, such as 128x64";

  private LayerSizes() {}

  static int[] parse(String component, String key, String text) {
    String[] parts = text.split("[x-]", -1);
    int[] sizes = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].matches("[0-9]{1,5}")) {
        throw refusal(component, key, text);
      }
      sizes[i] = Integer.parseInt(parts[i]);
      if (sizes[i] < 1 || sizes[i] > MOST_UNITS) {
        throw refusal(component, key, text);
      }
    }
    if (sizes.length > MOST_LAYERS) {
      throw refusal(component, key, text);
    }
    return sizes;
  }

  private static UsageException refusal(String component, String key, String text) {
    return new UsageException(component + ": " + key + " must be " + RANGE + ", got " + text);
  }
}
