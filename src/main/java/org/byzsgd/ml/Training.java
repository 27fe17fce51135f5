package org.byzsgd.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.byzsgd.data.Shape;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.model.TrainedModel;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import org.byzsgd.spark.ShardedCluster;
import org.byzsgd.spark.ShardedFrame;
import org.byzsgd.store.CheckpointFiles;
import org.byzsgd.store.ResultStore;
import org.byzsgd.threat.ThreatModel;
import org.byzsgd.training.Checkpoints;
import org.byzsgd.training.Outcome;
import org.byzsgd.training.RoundInspector;
import org.byzsgd.training.SynchronousSgd;
import org.byzsgd.training.rate.Length;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a frame to a trained model. */
final class Training {
  private static final Logger LOG = LoggerFactory.getLogger(Training.class);

  private final String uid;
  private final Settings settings;
  private final ByzantineRobustClassifier stage;
  private final Configuration configuration;

  /**
   * A training.
   *
   * @param uid of the stage
   * @param settings of the stage
   * @param configuration how to reach file systems
   */
  Training(String uid, Settings settings, Configuration configuration) {
    this.uid = uid;
    this.configuration = configuration;
    this.settings = settings;
    this.stage = settings.stage();
  }

  ByzantineRobustClassificationModel run(Dataset<Row> frame) {
    String text;
    Shape shape;
    int classes;
    ShardedCluster opened;
    try (ShardedFrame rows =
        ShardedFrame.of(
            frame,
            settings.columns(),
            stage.isDefined(stage.workerCol()) ? 0 : stage.getNumWorkers(),
            stage.getSeed())) {
      settings.rule(rows.workers().size());
      classes = classes(frame.schema().apply(stage.getLabelCol()), rows.largestLabel());
      shape = settings.shape(rows.features());
      text = settings.network(rows.features(), classes);
      ModelFactory.of(text, shape, classes);
      opened = rows.open(uid, text, shape, classes, stage.getBatchSize());
    }
    try (ShardedCluster cluster = opened) {
      return train(cluster, text, shape, classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ByzantineRobustClassificationModel train(
      ShardedCluster cluster, String text, Shape shape, int classes) throws IOException {
    int perEpoch = cluster.roundsPerEpoch(stage.getBatchSize());
    int workers = cluster.workers().size();
    int rounds = settings.rounds(perEpoch);
    LOG.info(
        "{}: {} on {} in {} classes, {} workers, {} (f={}), {} rounds of {} rows, {} an epoch",
        uid,
        text,
        shape,
        classes,
        workers,
        settings.ruleText(),
        stage.getDeclaredByzantine(),
        rounds,
        stage.getBatchSize(),
        perEpoch);
    Model network = ModelFactory.of(text, shape, classes);
    TrainingLedger ledger =
        new TrainingLedger(
            cluster.workers(),
            cluster.rows(),
            stage.getDeclaredByzantine(),
            perEpoch,
            stage.getTol(),
            new RoundCertificate(
                settings.rule(workers), stage.getDeclaredByzantine(), new Seed(stage.getSeed())));
    Optional<FitCheckpoints> checkpoints =
        checkpoints(
            FitIdentity.of(stage, cluster, List.of(text, shape, classes)),
            ledger,
            perEpoch,
            rounds);
    Outcome outcome =
        new SynchronousSgd(
                rounds,
                perEpoch,
                perEpoch,
                new ThreatModel(workers, 0, List.of(), 0),
                view -> new float[0][],
                settings.rule(workers),
                settings.stepSize(new Length(rounds, perEpoch)),
                settings.momentum(),
                RoundInspector.NONE,
                new Seed(stage.getSeed()))
            .train(
                network,
                cluster,
                null,
                ledger,
                checkpoints.map(Checkpoints.class::cast).orElse(Checkpoints.NONE));
    if (outcome.status() == Outcome.Status.DIVERGED) {
      throw diverged(outcome);
    }
    if (checkpoints.isPresent()) {
      checkpoints.get().delete();
    }
    return new ByzantineRobustClassificationModel(
        uid,
        new TrainedNetwork(
            new TrainedModel(text, shape, classes, outcome.parameters(), outcome.statistics())),
        ledger.summary());
  }

  private IllegalStateException diverged(Outcome outcome) {
    return new IllegalStateException(
        String.format(
            "training diverged in round %d: the aggregate of %s (f=%d) is not finite; try a"
                + " stepSize below %s, scaled features or a more robust rule",
            outcome.rounds(),
            settings.ruleText(),
            stage.getDeclaredByzantine(),
            stage.getStepSize()));
  }

  /** Of a fit that keeps its states; each fit has a directory of its own. */
  private Optional<FitCheckpoints> checkpoints(
      String hash, TrainingLedger ledger, int perEpoch, int rounds) throws IOException {
    if (!stage.isDefined(stage.checkpointDir())) {
      return Optional.empty();
    }
    ResultStore store = ResultStore.at(stage.getCheckpointDir(), configuration);
    Path directory = store.child("fit-" + hash.substring(0, 12));
    return Optional.of(
        new FitCheckpoints(
            new CheckpointFiles(store, directory, hash),
            hash,
            ledger,
            Math.multiplyExact(perEpoch, stage.getCheckpointInterval()),
            rounds));
  }

  /** As the label's metadata tell, else one more than the largest label; at least 2. */
  private static int classes(StructField label, int largest) {
    if (Attribute.fromStructField(label) instanceof NominalAttribute nominal
        && nominal.getNumValues().isDefined()) {
      int told = (Integer) nominal.getNumValues().get();
      if (largest >= told) {
        throw new UsageException(
            String.format(
                "column '%s': must hold labels below %d, the classes of its metadata, got %d",
                label.name(), told, largest));
      }
      return Math.max(2, told);
    }
    return Math.max(2, largest + 1);
  }
}
