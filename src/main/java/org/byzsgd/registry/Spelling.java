package org.byzsgd.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What to say of a name that nobody has. */
public final class Spelling {
  private Spelling() {}

  /**
   * A line that lists the known names, and at its end the one that was probably meant.
   *
   * @param kind what such a name is of, such as {@code rule}
   * @param name that nobody has
   * @param known the names that there are
   * @return {@code unknown rule 'krumm'; known: krum, mean; did you mean krum?}
   */
  public static String unknown(String kind, String name, Collection<String> known) {
    String all = "unknown " + kind + " '" + name + "'; known: " + String.join(", ", known);
    return all + meant(name, known).map(one -> "; did you mean " + one + "?").orElse("");
  }

  /** The name that is nearest, if at most a third of the letters, or a pair turned, differ. */
  private static Optional<String> meant(String name, Collection<String> known) {
    String given = name.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, Math.min(3, name.length() / 3));
    return known.stream()
        .filter(one -> distance(given, one.toLowerCase(Locale.ROOT)) <= allowed)
        .min(Comparator.comparingInt(one -> distance(given, one.toLowerCase(Locale.ROOT))));
  }

  /** How many letters are changed, left out, put in, or turned with their neighbour. */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int changed = cost[i - 1][j - 1] + (same ? 0 : 1);
        cost[i][j] = Math.min(changed, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
