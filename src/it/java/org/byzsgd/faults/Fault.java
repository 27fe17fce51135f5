package org.byzsgd.faults;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;

/**
 * Something that goes wrong in an executor in a certain round, as its environment says: {@code
 * KIND:ROUND:PARTITION}, several with commas between. A partition of a gradient is its worker.
 *
 * @param kind what
 * @param round in which round
 * @param partition in which partition; {@link #ANY} for the first that comes to it
 */
record Fault(Kind kind, int round, int partition) {
  /** The environment variable. */
  static final String FAULTS = "BYZSGD_FAULTS";

  /** The environment variable with a directory of this machine for notes of what has happened. */
  static final String NOTES = "BYZSGD_FAULT_NOTES";

  private static final int ANY = -1;

  /** What is in the path of a disk that may be filled. */
  private static final String SMALL_DISK = "/small-disk-";

  private static final Pattern ROUND = Pattern.compile(": round (\\d+), ");

  /** Of this executor. */
  private static volatile boolean diskIsFull;

  /** Where in a round, and what. */
  enum Kind {
    /** The first attempt at a gradient throws. */
    THROW_ONCE,
    /** Each attempt at a gradient throws. */
    THROW,
    /** The gradient that is started first comes to no end by itself. */
    STRAGGLE,
    /** From this round on nothing more goes to the small disk of the executor that comes first. */
    FILL_DISK,
    /** The executor that aggregates a slice first dies, as by kill -9. */
    DIE,
    /** The executor that aggregates a slice first loses what it shuffled. */
    LOSE_SHUFFLE
  }

  /** While a worker computes its gradient. */
  static void inGradient() {
    for (Fault fault : due()) {
      boolean first = TaskContext.get().attemptNumber() == 0;
      switch (fault.kind) {
        case THROW_ONCE -> throwIf(first);
        case THROW -> throwIf(true);
        case STRAGGLE -> straggleIf(fault.isFirst());
        case FILL_DISK -> {
          diskIsFull |= fault.isFirst();
          fillDiskIf(diskIsFull);
        }
        case DIE, LOSE_SHUFFLE -> {}
      }
    }
  }

  /** While a slice is aggregated, after its part of all rows was fetched. */
  static void inSlice() {
    for (Fault fault : due()) {
      switch (fault.kind) {
        case DIE -> {
          if (fault.isFirst()) {
            Runtime.getRuntime().halt(137);
          }
        }
        case LOSE_SHUFFLE -> {
          if (fault.isFirst()) {
            loseShuffle();
          }
        }
        case THROW_ONCE, THROW, STRAGGLE, FILL_DISK -> {}
      }
    }
  }

  private static List<Fault> due() {
    List<Fault> due = new ArrayList<>();
    TaskContext task = TaskContext.get();
    String all = System.getenv(FAULTS);
    if (task == null || all == null || all.isEmpty()) {
      return due;
    }
    Matcher round = ROUND.matcher(task.getLocalProperty("spark.job.description"));
    for (String one : all.split(",", -1)) {
      String[] parts = one.split(":", -1);
      Fault fault =
          new Fault(
              Kind.valueOf(parts[0]),
              Integer.parseInt(parts[1]),
              parts.length == 2 ? ANY : Integer.parseInt(parts[2]));
      if (round.find(0)
          && fault.isOf(Integer.parseInt(round.group(1)))
          && (fault.partition == ANY || task.partitionId() == fault.partition)) {
        due.add(fault);
      }
    }
    return due;
  }

  private boolean isOf(int now) {
    return now == round || (kind == Kind.FILL_DISK && now > round);
  }

  private static void throwIf(boolean condition) {
    if (condition) {
      throw new IllegalStateException("thrown on purpose\nwith a second line");
    }
  }

  private static void straggleIf(boolean condition) {
    if (condition) {
      try {
        Thread.sleep(600_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException("killed, because a copy was faster", e);
      }
    }
  }

  /** Whether nobody has come to this fault before, in whatever executor. */
  private boolean isFirst() {
    try {
      return Path.of(System.getenv(NOTES), kind + "-" + round).toFile().createNewFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fillDiskIf(boolean condition) {
    for (String directory : SparkEnv.get().blockManager().diskBlockManager().localDirsString()) {
      if (condition && directory.contains(SMALL_DISK)) {
        try (OutputStream filler = Files.newOutputStream(Path.of(directory, "filler"))) {
          byte[] zeros = new byte[1 << 16];
          while (true) {
            filler.write(zeros);
          }
        } catch (IOException e) {
          // It is full.
        }
      }
    }
  }

  private static void loseShuffle() {
    Iterator<File> files =
        SparkEnv.get().blockManager().diskBlockManager().getAllFiles().iterator();
    while (files.hasNext()) {
      File file = files.next();
      if (file.getName().startsWith("shuffle_") && !file.delete()) {
        throw new IllegalStateException("cannot delete " + file);
      }
    }
  }
}
