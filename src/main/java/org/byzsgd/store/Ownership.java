package org.byzsgd.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.Path;
import org.byzsgd.registry.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one driver to write some run directories of a store. It is a file beside them,
 * {@code .owner-ID}, which names the driver and its runs and which the driver touches as long as it
 * lives.
 *
 * <p>A driver looks for others with one of its runs, writes its file, and looks again: of two that
 * come together at least one sees the other and withdraws. That needs a store whose lists are up to
 * date and nothing else, so it holds on object stores too, which cannot make a file only if there
 * is none. An owner whose process on this machine is gone is taken over at once, one elsewhere
 * after it gave no sign of life for a minute.
 */
public final class Ownership implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
  private static final long LONGEST_PAUSE_MILLIS = 500;

  /**
   * How owners tell that they live.
   *
   * @param beat time from one sign of life to the next
   * @param silence after which an owner that gave none is taken for dead
   */
  record Rhythm(Duration beat, Duration silence) {
    static final Rhythm DEFAULT = new Rhythm(Duration.ofSeconds(5), Duration.ofSeconds(60));
  }

  /** This driver was taken for dead, and another one writes its runs. */
  public static final class LostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LostException(Path file) {
      super(
          file
              + " is gone: another driver took the runs over, because this one gave no sign of life,"
              + " or somebody deleted the file; nothing more is written");
    }
  }

  private final ResultStore store;
  private final Rhythm rhythm;
  private final Path file;
  private final Object closing = new Object();
  private volatile long beaten = System.nanoTime();
  private volatile boolean lost;
  private boolean closed;

  private Ownership(ResultStore store, Rhythm rhythm, Path file) {
    this.store = store;
    this.rhythm = rhythm;
    this.file = file;
  }

  /**
   * Refuses runs that a process of this machine is writing.
   *
   * @param store the directory of the runs
   * @param runs their names
   * @throws UsageException if one of them is being written
   * @throws IOException if the files of owners cannot be read
   */
  public static void checkFree(ResultStore store, Collection<String> runs) throws IOException {
    new Owners(store, runs, Rhythm.DEFAULT).refuseThoseHere();
  }

  /**
   * Takes runs for this process, or waits until it is clear whether an owner elsewhere is alive.
   *
   * @param store the directory of the runs, which is there
   * @param runs their names
   * @param application of Spark that writes them; empty if there is none
   * @return the right, until it is closed
   * @throws UsageException if another driver writes one of them
   * @throws IOException if the files of owners cannot be read or written
   */
  public static Ownership claim(ResultStore store, Collection<String> runs, String application)
      throws IOException {
    return claim(store, Owner.here(application, runs), Rhythm.DEFAULT);
  }

  static Ownership claim(ResultStore store, Owner self, Rhythm rhythm) throws IOException {
    Owners owners = new Owners(store, self.runs(), rhythm);
    Path file = store.child(Owners.PREFIX + UUID.randomUUID());
    while (true) {
      owners.outlive();
      store.write(file.suffix(Owners.PARTIAL), self.text());
      store.move(file.suffix(Owners.PARTIAL), file);
      if (owners.find().keySet().equals(Set.of(file))) {
        Ownership ownership = new Ownership(store, rhythm, file);
        Thread heart = new Thread(ownership::live, "byzsgd-owner");
        heart.setDaemon(true);
        heart.start();
        return ownership;
      }
      // Somebody came at the same moment: both withdraw, and one comes back first.
      store.delete(file);
      Owners.pause(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_MILLIS));
    }
  }

  private void live() {
    synchronized (closing) {
      while (!closed && !lost) {
        try {
          closing.wait(rhythm.beat.toMillis());
        } catch (InterruptedException e) {
          return;
        }
        if (!closed) {
          beat();
        }
      }
    }
  }

  private synchronized void beat() {
    try {
      store.touch(file);
      beaten = System.nanoTime();
    } catch (FileNotFoundException e) {
      lost = true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("no sign of life in {}: {}", file, e.toString());
    }
  }

  /**
   * Refuses to go on if another driver writes the runs now.
   *
   * @throws LostException if this process stood still for so long that it was taken for dead
   */
  public void check() {
    if (!lost && System.nanoTime() - beaten > rhythm.silence.toNanos()) {
      beat();
    }
    if (lost) {
      throw new LostException(file);
    }
  }

  /** Lets others write the runs. */
  @Override
  public void close() throws IOException {
    synchronized (closing) {
      closed = true;
      closing.notifyAll();
    }
    if (!lost) {
      store.delete(file);
    }
  }
}
