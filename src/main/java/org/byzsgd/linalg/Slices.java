package org.byzsgd.linalg;

import java.util.function.Consumer;

/** Where the slices of a round's rows are: a port for {@link LedCoordinates}. */
@FunctionalInterface
public interface Slices {
  /**
   * Lets a copy of the round's program run on each slice, as {@link SliceCoordinates#share} says.
   *
   * @param transcript what was answered so far
   * @param receiver gets each slice's share once, in any order, but never from two threads at a
   *     time
   */
  void ask(Transcript transcript, Consumer<SliceShare> receiver);
}
