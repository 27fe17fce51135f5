package org.byzsgd.data;

import java.io.IOException;
import java.util.List;

/** What was found in place of a missing file, in a few words for a message. */
final class Listing {
  private static final int MOST = 6;

  private Listing() {}

  static String of(Storage storage, String directory) throws IOException {
    List<String> names = storage.list(directory);
    if (names.isEmpty()) {
      return "no such directory, or an empty one";
    }
    String shown = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
    return "found " + shown + (names.size() > MOST ? ", ... " + names.size() + " in all" : "");
  }
}
