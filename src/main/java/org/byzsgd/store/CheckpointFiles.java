package org.byzsgd.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one run: files that are written under another name and moved to their own when
 * they are whole. The last two are kept.
 */
public final class CheckpointFiles {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFiles.class);
  private static final String SUFFIX = ".checkpoint";
  private static final int KEPT = 2;

  private final ResultStore store;
  private final Path directory;
  private final String hash;

  /**
   * The checkpoints of a run.
   *
   * @param store where they are
   * @param directory of this run in it
   * @param hash of all that decides about the run
   */
  public CheckpointFiles(ResultStore store, Path directory, String hash) {
    this.store = store;
    this.directory = directory;
    this.hash = hash;
  }

  /**
   * Writes a checkpoint, and deletes all older ones but the last.
   *
   * @param checkpoint of this run
   * @throws IOException if it cannot be written
   */
  public void save(Checkpoint checkpoint) throws IOException {
    store.makeDirectory(directory);
    String name = String.format(Locale.ROOT, "round-%09d%s", checkpoint.state().rounds(), SUFFIX);
    Path partial = new Path(directory, name + ".partial");
    try (OutputStream out = store.create(partial)) {
      checkpoint.write(out);
    }
    store.delete(new Path(directory, name));
    store.move(partial, new Path(directory, name));
    List<String> names = names();
    for (String old : names.subList(0, Math.max(0, names.size() - KEPT))) {
      store.delete(new Path(directory, old));
    }
  }

  /**
   * The newest whole checkpoint of this run; those that are torn or another run's are named in the
   * log.
   *
   * @return the checkpoint, if there is one
   * @throws IOException if the files cannot be read
   */
  public Optional<Checkpoint> newest() throws IOException {
    List<String> names = names();
    for (int i = names.size() - 1; i >= 0; i--) {
      Path file = new Path(directory, names.get(i));
      try (FSDataInputStream in = store.open(file)) {
        Checkpoint checkpoint = Checkpoint.read(in);
        if (checkpoint.hash().equals(hash)) {
          return Optional.of(checkpoint);
        }
        LOG.warn("refused checkpoint {}: belongs to run {}, not {}", file, checkpoint.hash(), hash);
      } catch (ChecksummedFloats.TornException e) {
        LOG.warn("refused checkpoint {}: it {}", file, e.getMessage());
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes all checkpoints of the run.
   *
   * @throws IOException if they cannot be deleted
   */
  public void delete() throws IOException {
    store.delete(directory);
  }

  private List<String> names() throws IOException {
    return store.list(directory).stream().filter(name -> name.endsWith(SUFFIX)).toList();
  }
}
