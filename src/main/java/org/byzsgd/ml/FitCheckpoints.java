package org.byzsgd.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.byzsgd.store.Checkpoint;
import org.byzsgd.store.CheckpointFiles;
import org.byzsgd.training.Checkpoints;
import org.byzsgd.training.ServerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of one fit: kept after every so many epochs, deleted when it has come to its end. */
final class FitCheckpoints implements Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(FitCheckpoints.class);

  private final CheckpointFiles files;
  private final String hash;
  private final TrainingLedger ledger;
  private final int every;
  private final int first;
  private final int last;
  private final ServerState start;

  /**
   * Looks for a state to go on from, and brings the ledger to it.
   *
   * @param files of this fit
   * @param hash of all that decides about it
   * @param ledger of the fit, before anything was counted
   * @param every how many rounds lie between two states
   * @param rounds of the whole fit
   */
  FitCheckpoints(CheckpointFiles files, String hash, TrainingLedger ledger, int every, int rounds)
      throws IOException {
    this.files = files;
    this.hash = hash;
    this.ledger = ledger;
    this.every = every;
    this.last = rounds;
    Optional<Checkpoint> newest = files.newest();
    if (newest.isPresent()) {
      ledger.restore(LedgerState.parse(newest.get().observed()));
    }
    this.start = newest.map(Checkpoint::state).orElse(null);
    this.first = start == null ? 0 : start.rounds();
    if (start != null) {
      LOG.info("goes on after {} rounds of the interrupted fit {}", first, hash);
    }
  }

  @Override
  public Optional<ServerState> start() {
    return Optional.ofNullable(start);
  }

  @Override
  public Wish wish(int rounds) {
    boolean between = rounds > first && rounds < last;
    return between && rounds % every == 0 ? Wish.NOW : Wish.NOTHING;
  }

  @Override
  public void keep(ServerState state) {
    try {
      files.save(new Checkpoint(hash, state, ledger.state().text()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep a checkpoint", e);
    }
  }

  /** The fit has ended: there is nothing to go on from. */
  void delete() throws IOException {
    files.delete();
  }
}
