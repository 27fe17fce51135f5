package org.byzsgd.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.byzsgd.experiment.ExperimentSpec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** All runs of an experiment file. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Run an experiment file: series x attack starts x seeds; prints and writes its table and figure.",
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd run conf/experiments/figure-5.yaml --scale laptop",
      "  byzsgd run my-experiment.yaml --set epochs=20 --set learning-rate=0.1"
    })
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private ExperimentOptions options;

  @Parameters(paramLabel = "FILE.yaml", description = "The experiment file.")
  private Path file;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "One of the file's scales (default: the file as it stands).")
  private String scale;

  @Override
  public Integer call() throws IOException {
    List<ExperimentSpec> experiments = List.of(ExperimentSpec.read(file));
    Experiments all = new Experiments(options.out(), options.running(), command.commandLine());
    if (options.isDryRun()) {
      all.estimate(experiments, scale, options.overrides());
    } else {
      all.report(
          experiments, options.command("run", file.toString(), scale), scale, options.overrides());
    }
    return 0;
  }
}
