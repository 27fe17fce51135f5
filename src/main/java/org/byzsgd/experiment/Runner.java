package org.byzsgd.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.byzsgd.registry.UsageException;
import org.byzsgd.store.Checkpoint;
import org.byzsgd.store.CheckpointFiles;
import org.byzsgd.store.Ownership;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Cluster;
import org.byzsgd.training.ClusterFactory;
import org.byzsgd.training.Observer;
import org.byzsgd.training.Outcome;
import org.byzsgd.training.RoundFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs specifications, each into its directory. A run whose directory is complete is not run again;
 * the rounds that runs have in common before their attacks start are done once.
 */
public final class Runner {
  private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

  private final ClusterFactory clusters;
  private final ResultStore store;
  private final Progress progress;
  private final Options options;
  private final Map<RunSpec, RunRecord> done = new ConcurrentHashMap<>();
  private final AtomicLong shared = new AtomicLong();
  private volatile boolean stopping;

  /**
   * How runs are done; nothing of it changes their results.
   *
   * @param parallel how many runs are under way together, at least 1
   * @param start whether interrupted runs go on
   * @param checkpointEvery how often a run's state is kept
   * @param aggregation where rounds are aggregated
   * @param models what becomes of the trained models
   */
  public record Options(
      int parallel, Start start, Duration checkpointEvery, Aggregation aggregation, Models models) {
    /** One run after the other, from the beginning, and their models are kept. */
    public static final Options DEFAULT =
        new Options(1, Start.ANEW, Duration.ofSeconds(60), Aggregation.AUTO, Models.KEPT);

    /**
     * Checks the numbers.
     *
     * @param parallel how many runs are under way together
     * @param start whether interrupted runs go on
     * @param checkpointEvery how often a run's state is kept
     * @param aggregation where rounds are aggregated
     * @param models what becomes of the trained models
     * @throws UsageException if no run could be under way, or time between checkpoints is negative
     */
    public Options {
      if (parallel < 1) {
        throw new UsageException("parallel must be at least 1, got " + parallel);
      }
      if (checkpointEvery.isNegative()) {
        throw new UsageException(
            "checkpoint-seconds must be at least 0, got " + checkpointEvery.toSeconds());
      }
    }

    /**
     * Aggregates where the driver's memory says.
     *
     * @param parallel how many runs are under way together, at least 1
     * @param start whether interrupted runs go on
     * @param checkpointEvery how often a run's state is kept
     */
    public Options(int parallel, Start start, Duration checkpointEvery) {
      this(parallel, start, checkpointEvery, Aggregation.AUTO, Models.KEPT);
    }

    /** What becomes of an interrupted run. */
    public enum Start {
      /** It is put aside, and the run starts at its beginning. */
      ANEW,
      /** It goes on from its newest checkpoint. */
      RESUME
    }

    /** What becomes of the model of a finished run. */
    public enum Models {
      /** It is in the run's directory, for predictions. */
      KEPT,
      /** It is gone with the run: a sweep of large models fills disks. */
      DROPPED
    }
  }

  /**
   * A runner.
   *
   * @param clusters where runs take place
   * @param store the directory of run directories
   * @param progress shown to people
   * @param options how runs are done
   */
  public Runner(ClusterFactory clusters, ResultStore store, Progress progress, Options options) {
    this.clusters = clusters;
    this.store = store;
    this.progress = progress;
    this.options = options;
  }

  /** {@return how many rounds were not done again, because another run had done them} */
  public long sharedRounds() {
    return shared.get();
  }

  /** Lets all runs end after the rounds they are in, each with a checkpoint to go on from. */
  public void stop() {
    stopping = true;
  }

  /**
   * Runs all planned runs; equal specifications run once, also over several calls.
   *
   * @param experiment names the run directories
   * @param runs the runs
   * @return what each left, by specification
   * @throws UsageException if another driver writes one of them
   * @throws IOException if results cannot be written
   * @throws InterruptedRunException if {@link #stop} ended a run
   * @throws FailedRunException if a round of a run failed
   */
  public Map<RunSpec, RunRecord> run(String experiment, List<PlannedRun> runs) throws IOException {
    List<RunSpec> distinct = runs.stream().map(PlannedRun::spec).distinct().toList();
    List<String> unwritten = unwritten(store, experiment, distinct);
    if (unwritten.isEmpty()) {
      run(experiment, distinct, () -> {});
    } else {
      try (Ownership ownership = claim(unwritten)) {
        run(experiment, distinct, ownership::check);
      }
    }
    Map<RunSpec, RunRecord> records = new LinkedHashMap<>();
    distinct.forEach(spec -> records.put(spec, done.get(spec)));
    return records;
  }

  /**
   * Refuses runs that another process of this machine is writing.
   *
   * @param store the directory of run directories
   * @param experiment names them
   * @param runs the runs
   * @throws UsageException if one of them is being written
   * @throws IOException if the store cannot be read
   */
  public static void checkFree(ResultStore store, String experiment, List<PlannedRun> runs)
      throws IOException {
    List<RunSpec> specs = runs.stream().map(PlannedRun::spec).toList();
    Ownership.checkFree(store, unwritten(store, experiment, specs));
  }

  private static List<String> unwritten(ResultStore store, String experiment, List<RunSpec> specs)
      throws IOException {
    List<String> names = new ArrayList<>();
    for (RunSpec spec : specs) {
      RunDirectory directory = new RunDirectory(store, experiment, spec);
      if (!directory.exists()) {
        names.add(directory.place().getName());
      }
    }
    return names;
  }

  private Ownership claim(List<String> names) throws IOException {
    try {
      store.makeDirectory(store.root());
    } catch (IOException e) {
      throw new UsageException("cannot write run directories into " + store.root() + ": " + e, e);
    }
    String application = clusters.provenance().getOrDefault("application", "");
    return Ownership.claim(store, names, application);
  }

  /** What another driver has finished meanwhile is found, not run. */
  private void run(String experiment, List<RunSpec> distinct, Runnable stillOurs)
      throws IOException {
    List<RunSpec> missing = new ArrayList<>();
    for (RunSpec spec : distinct) {
      RunDirectory directory = new RunDirectory(store, experiment, spec);
      if (!done.containsKey(spec) && directory.exists()) {
        done.put(spec, directory.read());
      }
      if (done.containsKey(spec)) {
        progress.end(done.get(spec), Progress.How.FOUND);
      } else {
        missing.add(spec);
        if (options.start == Options.Start.ANEW) {
          directory.setAside();
        }
      }
    }
    new Batch(experiment, stillOurs).run(Family.of(missing));
  }

  /** The runs of one call: at most as many at a time as the options say. */
  private final class Batch {
    private final String experiment;
    private final Runnable stillOurs;
    private final ExecutorService threads = Executors.newFixedThreadPool(options.parallel);
    private final Phaser unfinished = new Phaser(1);
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Exception> failures = new ArrayList<>();

    Batch(String experiment, Runnable stillOurs) {
      this.experiment = experiment;
      this.stillOurs = stillOurs;
    }

    void run(List<Family> families) throws IOException {
      try {
        families.forEach(family -> submit(() -> trunk(family)));
        unfinished.arriveAndAwaitAdvance();
      } finally {
        threads.shutdownNow();
      }
      if (!failures.isEmpty()) {
        Exception first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        if (first instanceof IOException failure) {
          throw failure;
        }
        throw (RuntimeException) first;
      }
    }

    private void submit(Work work) {
      unfinished.register();
      threads.execute(
          () -> {
            try {
              work.run();
            } catch (IOException | RuntimeException e) {
              synchronized (failures) {
                failures.add(e);
              }
            } finally {
              unfinished.arriveAndDeregister();
            }
          });
    }

    /** A branch is started as soon as the trunk has come to it, or after a trunk that never did. */
    private void trunk(Family family) throws IOException {
      List<RunSpec> waiting = new ArrayList<>(family.branches());
      Session session = session(family.trunk());
      try {
        session.run(
            family.branches(),
            branch -> {
              waiting.remove(branch);
              submit(() -> branch(branch));
            });
      } finally {
        waiting.forEach(branch -> submit(() -> branch(branch)));
      }
    }

    private void branch(RunSpec spec) throws IOException {
      session(spec).run(List.of(), branch -> {});
    }

    private Session session(RunSpec spec) {
      return new Session(experiment, spec, numbers.incrementAndGet(), stillOurs);
    }
  }

  /** Something to do in a thread. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  /** One run. */
  private final class Session {
    private final String experiment;
    private final RunSpec spec;
    private final int number;
    private final Runnable stillOurs;
    private final RunDirectory directory;

    Session(String experiment, RunSpec spec, int number, Runnable stillOurs) {
      this.experiment = experiment;
      this.spec = spec;
      this.number = number;
      this.stillOurs = stillOurs;
      this.directory = new RunDirectory(store, experiment, spec);
    }

    /** Runs, and calls back when a branch's beginning is there. */
    void run(List<RunSpec> branches, Consumer<RunSpec> branched) throws IOException {
      if (stopping) {
        throw new InterruptedRunException(spec, 0);
      }
      String name = experiment + "-" + spec.hash();
      PreparedRun run = PreparedRun.of(spec, options.aggregation, clusters, name);
      LOG.info("{}: {}; {}", name, spec.settings(), run.kernels());
      CheckpointFiles files = directory.checkpoints();
      Checkpoint from = files.newest().orElse(null);
      int first = from == null ? 0 : from.state().rounds();
      Observer shown =
          progress.start(
              new Progress.Started(
                  number, spec, first, run.training().rounds(), run.roundsPerEpoch()));
      try (Cluster cluster = clusters.open(run.plan());
          RunDirectory.Writing writing = directory.begin(run.provenance(), from)) {
        if (run.labels().isPresent()) {
          writing.tell(run.labels().get());
        }
        SortedMap<Integer, Consumer<Checkpoint>> at = new TreeMap<>();
        for (RunSpec branch : branches) {
          int round = Math.multiplyExact(branch.timing().fromEpoch(), run.roundsPerEpoch());
          if (round > first && round < run.rounds(branch)) {
            at.merge(
                round, checkpoint -> branchOff(branch, checkpoint, branched), Consumer::andThen);
          }
        }
        RunCheckpoints checkpoints =
            new RunCheckpoints(
                from, files, writing, spec.hash(), options.checkpointEvery, at, this::isStopping);
        Outcome outcome;
        try {
          outcome =
              run.training()
                  .train(
                      run.model(),
                      cluster,
                      run.trusted(),
                      writing.and(shown).and(new MissingLog(name, spec.workers())),
                      checkpoints);
        } catch (RoundFailedException e) {
          throw new FailedRunException(spec, e, checkpoints.kept());
        }
        if (outcome.status() == Outcome.Status.INTERRUPTED) {
          throw new InterruptedRunException(spec, outcome.rounds());
        }
        if (options.models == Options.Models.KEPT && outcome.status() == Outcome.Status.FINISHED) {
          writing.keep(run.stored(spec, outcome));
        }
        stillOurs.run();
        writing.finish(outcome);
      }
      RunRecord record = directory.read();
      if (record.diverged()) {
        LOG.warn("{}: diverged in round {}", name, record.rounds());
      }
      done.put(spec, record);
      progress.end(record, Progress.How.RAN);
    }

    private boolean isStopping() {
      stillOurs.run();
      return stopping;
    }

    private void branchOff(RunSpec branch, Checkpoint checkpoint, Consumer<RunSpec> branched) {
      try {
        CheckpointFiles files = new RunDirectory(store, experiment, branch).checkpoints();
        if (files.newest().isEmpty()) {
          files.save(checkpoint.of(branch.hash()));
          shared.addAndGet(checkpoint.state().rounds());
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the beginning of " + branch, e);
      }
      branched.accept(branch);
    }
  }
}
