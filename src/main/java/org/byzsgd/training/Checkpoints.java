package org.byzsgd.training;

import java.util.Optional;

/**
 * Keeps states of a run, so that it, or a run that shares its beginning, can go on from there.
 * Asked between rounds, on the training thread.
 */
public interface Checkpoints {
  /** Starts at the beginning and keeps nothing. */
  Checkpoints NONE = new Checkpoints() {};

  /** Whether a state is wanted. */
  enum Wish {
    /** No. */
    NOTHING,
    /** Yes, unless an evaluation is under way: waiting for it would hold up the rounds. */
    WHEN_IDLE,
    /** Yes. */
    NOW,
    /** Yes, and the run ends with it. */
    LAST;

    boolean holds(boolean idle) {
      return this != NOTHING && (this != WHEN_IDLE || idle);
    }
  }

  /** {@return the state to start from; none for the beginning} */
  default Optional<ServerState> start() {
    return Optional.empty();
  }

  /**
   * Tells whether the state between two rounds is wanted.
   *
   * @param rounds how many rounds were done
   * @return the wish; nothing if not overridden
   */
  default Wish wish(int rounds) {
    return Wish.NOTHING;
  }

  /**
   * Keeps a state. All rounds before it, and all evaluations of points before it, have been
   * observed; the evaluation of its own point has not.
   *
   * @param state which the server goes on to change after this call
   */
  default void keep(ServerState state) {}

  /**
   * Keeps the state before a round that failed: the run ends. All that {@link #keep} says holds.
   *
   * @param state which does not change any more
   */
  default void rescue(ServerState state) {}
}
