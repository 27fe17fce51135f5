package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.byzsgd.store.Checkpoint;
import org.byzsgd.store.CheckpointFiles;
import org.byzsgd.store.ResultStore;
import org.byzsgd.training.Evaluation;
import org.byzsgd.training.Observer;
import org.byzsgd.training.Outcome;
import org.byzsgd.training.RoundTrace;
import org.byzsgd.training.ServerState;

/**
 * The directory of a run: {@code NAME-HASH}, of the experiment's name and the specification's hash.
 * It is written beside its place and moved there whole when the run ends; what a killed run left is
 * kept under another name. So a directory of that name is always complete, and nothing is
 * overwritten.
 */
final class RunDirectory {
  private static final String SPEC = "spec.yaml";
  private static final String EVALUATIONS = "evaluations.csv";
  private static final String SUMMARY = "summary.json";
  private static final String ROUNDS = "rounds.parquet";

  private final ResultStore store;
  private final RunSpec spec;
  private final Path place;
  private final Path partial;

  RunDirectory(ResultStore store, String experiment, RunSpec spec) {
    String name = experiment + "-" + spec.hash();
    this.store = store;
    this.spec = spec;
    this.place = store.child(name);
    this.partial = store.child(name + ".partial");
  }

  Path place() {
    return place;
  }

  boolean exists() throws IOException {
    return store.exists(place);
  }

  RunRecord read() throws IOException {
    JsonNode tree =
        Yaml.read(place + "/" + SPEC, store.read(new Path(place, SPEC)), ObjectNode.class);
    JsonNode summary = Yaml.JSON.readTree(store.read(new Path(place, SUMMARY)));
    return new RunRecord(
        place,
        RunSpec.resolve((ObjectNode) tree.get("specification")),
        Outcome.Status.valueOf(summary.get("status").asText()),
        summary.get("rounds").asInt(),
        summary.path(StoredRun.MISSED).asInt(),
        store
            .read(new Path(place, EVALUATIONS))
            .lines()
            .skip(1)
            .map(EvaluationRow::parse)
            .toList());
  }

  /** The checkpoints of this run while it is under way. */
  CheckpointFiles checkpoints() {
    return new CheckpointFiles(store, new Path(partial, "checkpoints"), spec.hash());
  }

  /** Puts what an interrupted run left aside, under a name of its own. */
  void setAside() throws IOException {
    for (int n = 1; store.exists(partial); n++) {
      Path aside = new Path(place.getParent(), place.getName() + ".interrupted-" + n);
      if (!store.exists(aside)) {
        store.move(partial, aside);
      }
    }
  }

  /** Opens the files of a run that starts now, or goes on from a checkpoint. */
  Writing begin(Map<String, String> provenance, Checkpoint from) throws IOException {
    store.makeDirectory(partial);
    // Not written over: a driver that was taken for dead may have them open still.
    store.delete(new Path(partial, EVALUATIONS));
    store.delete(new Path(partial, ROUNDS));
    ObjectNode tree = Yaml.MAPPER.createObjectNode();
    tree.set("specification", spec.settings());
    ObjectNode facts = tree.putObject("provenance");
    provenance.forEach(facts::put);
    store.write(new Path(partial, SPEC), Yaml.write(tree));
    Writing writing = new Writing();
    if (from != null) {
      writing.replay(from);
    }
    return writing;
  }

  /** The files of a run that is under way. */
  final class Writing implements Observer, AutoCloseable {
    private final BufferedWriter evaluations;
    private final RoundsFile rounds;
    private final List<RoundTrace> traces = new ArrayList<>();
    private final List<EvaluationRow> rows = new ArrayList<>();

    private Writing() throws IOException {
      this.evaluations =
          new BufferedWriter(
              new OutputStreamWriter(
                  store.create(new Path(partial, EVALUATIONS)), StandardCharsets.UTF_8));
      this.rounds = new RoundsFile(store, new Path(partial, ROUNDS), spec);
      evaluations.write(EvaluationRow.header(spec) + "\n");
    }

    private void replay(Checkpoint from) throws IOException {
      Observed observed = Observed.parse(from.observed());
      observed.rounds().forEach(this::round);
      for (EvaluationRow row : observed.evaluations()) {
        write(row);
      }
    }

    @Override
    public void round(RoundTrace trace) {
      try {
        rounds.write(trace);
        traces.add(trace);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + partial, e);
      }
    }

    @Override
    public void evaluation(int round, double epoch, Evaluation evaluation) {
      try {
        write(EvaluationRow.of(round, epoch, evaluation));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + partial, e);
      }
    }

    private void write(EvaluationRow row) throws IOException {
      evaluations.write(row.csv() + "\n");
      evaluations.flush();
      rows.add(row);
    }

    /** A state together with all that was observed so far, as that of a run with this hash. */
    Checkpoint checkpoint(String hash, ServerState state) {
      return new Checkpoint(hash, state, new Observed(traces, rows).text());
    }

    /** Tells what workers hold. */
    void tell(WorkerLabels labels) throws IOException {
      store.write(new Path(partial, WorkerLabels.FILE), labels.csv());
    }

    /** Keeps what was trained. */
    void keep(StoredModel model) throws IOException {
      try (OutputStream out = store.create(new Path(partial, StoredModel.FILE))) {
        model.write(out);
      }
    }

    /** Ends the files and moves the directory to its place. */
    void finish(Outcome outcome) throws IOException {
      close();
      ObjectNode summary = Yaml.JSON.createObjectNode();
      summary.put("status", outcome.status().name()).put("rounds", outcome.rounds());
      if (spec.mayMissWorkers()) {
        summary.put(
            StoredRun.MISSED, traces.stream().filter(trace -> !trace.missing().isEmpty()).count());
      }
      store.write(
          new Path(partial, SUMMARY),
          Yaml.JSON.writeValueAsString(summary) + System.lineSeparator());
      checkpoints().delete();
      store.move(partial, place);
    }

    @Override
    public void close() throws IOException {
      evaluations.close();
      rounds.close();
    }
  }
}
