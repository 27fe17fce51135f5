package org.byzsgd.attack;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.UsageException;

/** Parameters that are one of a few words: an enum's constants in kebab case. */
final class Choice {
  private Choice() {}

  /** The constant that was asked for, or another one. */
  static <E extends Enum<E>> E of(String attack, Arguments arguments, String key, E otherwise) {
    String text = arguments.text(key, word(otherwise));
    E[] constants = otherwise.getDeclaringClass().getEnumConstants();
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw new UsageException(
        attack + ": " + key + " must be one of " + words(constants) + ", got " + text);
  }

  /** All words, for {@link org.byzsgd.registry.Parameter#range}. */
  static String words(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Choice::word).collect(Collectors.joining(", "));
  }

  /** A constant's word. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
