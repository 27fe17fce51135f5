package org.byzsgd.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.byzsgd.store.Checkpoint;
import org.byzsgd.store.CheckpointFiles;
import org.byzsgd.training.Checkpoints;
import org.byzsgd.training.ServerState;

/** When and where the states of one run are kept: now and then, at its branches, and at a stop. */
final class RunCheckpoints implements Checkpoints {
  private static final int NOT_RESCUED = -1;

  private final Checkpoint from;
  private final CheckpointFiles own;
  private final RunDirectory.Writing observed;
  private final String hash;
  private final Duration every;
  private final SortedMap<Integer, Consumer<Checkpoint>> branches;
  private final BooleanSupplier stopping;
  private long saved = System.nanoTime();
  private int rescued = NOT_RESCUED;

  /**
   * Checkpoints of a run.
   *
   * @param from where it starts, or null for its beginning
   * @param own its files
   * @param observed what was observed of it
   * @param hash of its specification
   * @param every how often a state is kept
   * @param branches what takes the state after how many rounds
   * @param stopping whether the run should end
   */
  RunCheckpoints(
      Checkpoint from,
      CheckpointFiles own,
      RunDirectory.Writing observed,
      String hash,
      Duration every,
      SortedMap<Integer, Consumer<Checkpoint>> branches,
      BooleanSupplier stopping) {
    this.from = from;
    this.own = own;
    this.observed = observed;
    this.hash = hash;
    this.every = every;
    this.branches = branches;
    this.stopping = stopping;
  }

  @Override
  public Optional<ServerState> start() {
    return Optional.ofNullable(from).map(Checkpoint::state);
  }

  @Override
  public Wish wish(int rounds) {
    if (stopping.getAsBoolean()) {
      return Wish.LAST;
    }
    if (branches.containsKey(rounds)) {
      return Wish.NOW;
    }
    return due() ? Wish.WHEN_IDLE : Wish.NOTHING;
  }

  @Override
  public void keep(ServerState state) {
    Checkpoint checkpoint = observed.checkpoint(hash, state);
    if (branches.containsKey(state.rounds())) {
      branches.get(state.rounds()).accept(checkpoint);
    }
    if (due() || stopping.getAsBoolean()) {
      save(checkpoint);
      saved = System.nanoTime();
    }
  }

  @Override
  public void rescue(ServerState state) {
    save(observed.checkpoint(hash, state));
    rescued = state.rounds();
  }

  /** How to go on after a round that failed. */
  String kept() {
    return rescued == NOT_RESCUED
        ? "--resume goes on from the last checkpoint, if there is one"
        : "a checkpoint after " + rescued + " rounds is kept, and --resume goes on from there";
  }

  private void save(Checkpoint checkpoint) {
    try {
      own.save(checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a checkpoint", e);
    }
  }

  private boolean due() {
    return System.nanoTime() - saved >= every.toNanos();
  }
}
