package org.byzsgd.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.PlannedRun;
import org.byzsgd.experiment.RunRecord;
import org.byzsgd.experiment.RunSpec;
import org.byzsgd.experiment.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One training run. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Train one model with Byzantine workers; defaults are the paper's protocol on the embedded images.",
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd train --epochs 50",
      "  byzsgd train --rule median --byzantine 12 \\",
      "      --attack ipm:epsilon=-10 --attack-from-epoch 20",
      "  byzsgd train --byzantine 5 --rule trimmed-mean \\",
      "      --attack backdoor:target=0 --byzantine-ids 0,1,2,3,4",
      "  byzsgd train --rule centered-clipping --momentum 0.9 \\",
      "      --schedule warmup:epochs=5+cosine",
      "  byzsgd train --attack-from-epoch 10 --attack-until-epoch 30 \\",
      "      --attack-on 4 --attack-off 2",
      "  byzsgd train --data cifar10:hdfs:///data/cifar10 \\",
      "      --model paper-cnn --rule krum --rounds 80"
    })
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private RunOptions run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Where the run directory is made: a local directory or any Hadoop path (default: ${DEFAULT-VALUE}).")
  private String out;

  @Mixin private SweepOptions sweep;

  @Override
  public Integer call() throws IOException {
    RunSpec spec = RunSpec.resolve(run.settings());
    PlannedRun planned =
        new PlannedRun(new Series(spec.toString(), Claim.NONE, null), spec.attackFromEpoch(), spec);
    RunRecord record =
        new Experiments(out, sweep.with(1), command.commandLine())
            .run(Map.of("train", List.of(planned)))
            .get("train")
            .get(spec);
    EvaluationRow last = record.last();
    command
        .commandLine()
        .getOut()
        .printf(
            "%s after %d rounds: test accuracy %.4f, test loss %.4f, training loss %.4f%s%s%n%s%n",
            record.status().name().toLowerCase(Locale.ROOT),
            record.rounds(),
            last.testAccuracy(),
            last.testLoss(),
            last.trainingLoss(),
            last.attackSuccess().isPresent()
                ? String.format(", backdoor success %.4f", last.attackSuccess().getAsDouble())
                : "",
            record.spec().mayMissWorkers()
                ? ", workers missing in " + record.roundsWithMissing() + " rounds"
                : "",
            record.directory());
    return 0;
  }
}
