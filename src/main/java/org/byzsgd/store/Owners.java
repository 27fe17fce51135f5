package org.byzsgd.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.byzsgd.registry.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The drivers that say, by files in a store, that they write some of the same runs.
 *
 * @param store the directory of the runs
 * @param runs their names
 * @param rhythm of the drivers' signs of life
 */
record Owners(ResultStore store, Collection<String> runs, Ownership.Rhythm rhythm) {
  /** Of the names of whole files. */
  static final String PREFIX = ".owner-";

  static final String PARTIAL = ".partial";

  private static final Logger LOG = LoggerFactory.getLogger(Owners.class);
  private static final long GONE = -1;
  private static final long LOOK_MILLIS = 500;

  /** Those that are there, by their files. */
  Map<Path, Owner> find() throws IOException {
    Map<Path, Owner> found = new TreeMap<>();
    for (String name : store.list(store.root())) {
      if (name.startsWith(PREFIX) && !name.endsWith(PARTIAL)) {
        Path file = store.child(name);
        try {
          Owner owner = Owner.parse(store.read(file));
          if (owner.runs().stream().anyMatch(runs::contains)) {
            found.put(file, owner);
          }
        } catch (FileNotFoundException ended) {
          LOG.debug("{} ended while owners were listed", file);
        } catch (JsonProcessingException e) {
          throw new UsageException(
              file + ": not of this version; delete it if no driver writes here", e);
        }
      }
    }
    return found;
  }

  /** Refuses what a process of this machine is writing. */
  void refuseThoseHere() throws IOException {
    for (Map.Entry<Path, Owner> other : find().entrySet()) {
      refuseIfHere(other.getKey(), other.getValue());
    }
  }

  /** Returns when all others have ended or are known to be dead. */
  void outlive() throws IOException {
    for (Map.Entry<Path, Owner> other : find().entrySet()) {
      Path file = other.getKey();
      Owner owner = other.getValue();
      refuseIfHere(file, owner);
      if (!owner.isNear() || owner.isRunning()) {
        refuseIfSignOfLife(file, owner);
      }
      if (store.exists(file)) {
        LOG.warn("{}: taken over from {}, which is gone", shared(owner), owner);
        discard(file);
      }
    }
  }

  /** Another driver may take over at the same moment. */
  private void discard(Path file) throws IOException {
    try {
      store.delete(file);
    } catch (IOException e) {
      if (store.exists(file)) {
        throw e;
      }
    }
  }

  /** Whether its process runs on this machine and gave a sign of life: ids are used again. */
  private void refuseIfHere(Path file, Owner owner) throws IOException {
    long age = System.currentTimeMillis() - modified(file);
    boolean lately = Math.abs(age) < rhythm.silence().toMillis();
    if (lately && owner.isNear() && owner.isRunning()) {
      throw refusal(owner);
    }
  }

  /** Compares times of the file with each other alone: clocks of hosts may differ. */
  private void refuseIfSignOfLife(Path file, Owner owner) throws IOException {
    long silence = rhythm.silence().toNanos();
    LOG.info(
        "{}: begun by {}; waits for a sign of life, up to {} s",
        shared(owner),
        owner,
        rhythm.silence().toSeconds());
    long first = modified(file);
    long start = System.nanoTime();
    for (long seen = first; seen != GONE && System.nanoTime() - start < silence; ) {
      pause(Math.min(LOOK_MILLIS, rhythm.beat().toMillis()));
      seen = modified(file);
      if (seen != first && seen != GONE) {
        throw refusal(owner);
      }
    }
  }

  private long modified(Path file) throws IOException {
    try {
      return store.modified(file);
    } catch (FileNotFoundException e) {
      return GONE;
    }
  }

  private UsageException refusal(Owner owner) {
    return new UsageException(
        String.format(
            "%s: being written by %s; wait until it has ended, or name another --out",
            shared(owner), owner));
  }

  private String shared(Owner owner) {
    List<String> both = owner.runs().stream().filter(runs::contains).toList();
    int more = both.size() - 1;
    return store.child(both.get(0)) + (more > 0 ? " and " + more + " more" : "");
  }

  static void pause(long millis) throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an owner of runs");
    }
  }
}
