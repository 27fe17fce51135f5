package org.byzsgd.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.byzsgd.experiment.ExperimentSpec;
import org.byzsgd.registry.Spelling;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The paper's figures, by experiment files that the jar brings, and its statements. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = {
      "Reproduce a figure of the paper: runs it, prints the table with the paper's claims beside it, and draws it.",
      "Or check one of its statements: prints the premises, what was computed, and the verdict; exit code 1 if a check fails."
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd reproduce all --scale smoke",
      "  byzsgd reproduce theorem-2 --workers 39",
      "  byzsgd reproduce figure-4 --scale laptop",
      "  byzsgd reproduce figure-5 --scale paper --data cifar10:hdfs:///data/cifar10"
    })
final class ReproduceCommand implements Callable<Integer> {
  private static final List<String> FIGURES = List.of("figure-1", "figure-4", "figure-5");

  @Spec private CommandSpec command;
  @Mixin private ExperimentOptions options;

  @Parameters(
      paramLabel = "NAME",
      description = "figure-1, figure-4, figure-5, toy-examples, theorem-1, theorem-2 or all.")
  private String name;

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "laptop",
      description = {
        "How much to pay (default: ${DEFAULT-VALUE}):",
        "smoke: does it run at all, under a minute;",
        "laptop: every qualitative claim on the embedded images, several seeds;",
        "desktop: the same on CIFAR-10 with a small network, 20 epochs and two seeds;",
        "paper: the protocol in full on CIFAR-10, for a cluster."
      })
  private String scale;

  @Option(
      names = "--workers",
      paramLabel = "M",
      defaultValue = "25",
      description = "Workers for theorem-2, odd (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Override
  public Integer call() throws IOException {
    boolean all = name.equals("all");
    if (!all && !FIGURES.contains(name) && !Demonstrations.NAMES.contains(name)) {
      List<String> known = new ArrayList<>(FIGURES);
      known.addAll(Demonstrations.NAMES);
      known.add("all");
      throw new UsageException(Spelling.unknown("name", name, known));
    }
    if (!all) {
      refuseUnused();
    }
    if (all || FIGURES.contains(name)) {
      // Before statements are printed.
      figures().check(experiments(), scale, options.overrides());
    }
    boolean holds = true;
    for (String statement : all ? Demonstrations.NAMES : List.of(name)) {
      if (Demonstrations.NAMES.contains(statement)) {
        holds &= Demonstrations.print(statement, workers, command.commandLine().getOut());
      }
    }
    if (all || FIGURES.contains(name)) {
      report();
    }
    return holds ? 0 : 1;
  }

  /** An option without effect would let somebody believe that it had one. */
  private void refuseUnused() {
    boolean figure = FIGURES.contains(name);
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      String given = option.longestName();
      boolean forStatements = given.equals("--workers");
      boolean used = figure ? !forStatements : forStatements && name.equals("theorem-2");
      if (!option.inherited() && !used) {
        throw new UsageException(name + " does not use " + given + instead(figure));
      }
    }
  }

  private String instead(boolean figure) {
    if (figure) {
      return "; --set workers=M sets its workers";
    }
    return name.equals("theorem-2") ? "; it takes --workers alone" : "; it takes no options";
  }

  private List<ExperimentSpec> experiments() {
    List<String> names = FIGURES.contains(name) ? List.of(name) : FIGURES;
    return names.stream().map(ExperimentSpec::builtIn).toList();
  }

  private Experiments figures() {
    return new Experiments(options.out(), options.running(), command.commandLine());
  }

  private void report() throws IOException {
    if (options.isDryRun()) {
      figures().estimate(experiments(), scale, options.overrides());
    } else {
      figures()
          .report(
              experiments(), options.command("reproduce", name, scale), scale, options.overrides());
    }
  }
}
