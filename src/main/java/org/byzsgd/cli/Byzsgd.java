package org.byzsgd.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.byzsgd.experiment.InterruptedRunException;
import org.byzsgd.linalg.Kernels;
import org.byzsgd.registry.Spelling;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line's entry: {@code byzsgd COMMAND}. Exit codes: 0 success, 1 failure, 2 bad usage.
 */
@Command(
    name = "byzsgd",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Byzantine-tolerant SGD on Apache Spark: break it, defend it, measure it.",
    subcommands = {
      TrainCommand.class,
      RunCommand.class,
      ReproduceCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      PredictCommand.class,
      ToleranceCommand.class,
      StudyCommand.class,
      AggregateCommand.class,
      ForgeCommand.class,
      ListCommands.Rules.class,
      ListCommands.Attacks.class,
      ListCommands.Models.class,
      ListCommands.Datasets.class,
      ListCommands.Partitionings.class
    },
    footer = {
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd reproduce figure-5 --scale laptop",
      "  byzsgd train --rule median --byzantine 12 --attack ipm:epsilon=10",
      "  byzsgd aggregate --in gradients.npy --rule krum --declared 3",
      "  byzsgd COMMAND --help"
    })
public final class Byzsgd {
  /** What a shell says of a command that Ctrl-C ended. */
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of a failure.")
  private boolean verbose;

  private Byzsgd() {}

  /** The kernels that {@code --kernels} can force. */
  enum KernelChoice {
    /** On the Vector API. */
    VECTOR,
    /** Plain loops. */
    PLAIN,
    /** What the JVM has. */
    AUTO
  }

  @Option(
      names = "--kernels",
      paramLabel = "KIND",
      scope = ScopeType.INHERIT,
      description =
          "vector, plain or auto (default): how heavy products are computed; all give the same bits.")
  void kernels(KernelChoice choice) {
    // A property, because the choice is made once a JVM, and executors are told the same way.
    System.setProperty(Kernels.PROPERTY, choice.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    int code = execute(args, writer(System.out), writer(System.err));
    // A driver in a cluster would take any exit call for a failure, so success just returns.
    if (code != 0) {
      System.exit(code);
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /**
   * Runs a command.
   *
   * @param args the command and its options
   * @param out for results
   * @param err for progress and errors
   * @return the exit code
   */
  static int execute(String[] args, PrintWriter out, PrintWriter err) {
    Byzsgd byzsgd = new Byzsgd();
    CommandLine line = new CommandLine(byzsgd);
    line.setOut(out);
    line.setErr(err);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Byzsgd::badUsage);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> failure(failure, command, byzsgd.verbose));
    if (args.length == 0) {
      line.usage(out);
      return CommandLine.ExitCode.OK;
    }
    return line.execute(args);
  }

  private static int badUsage(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().printf("%s: %s (see %s --help)%n", name, wrongWord(problem), name);
    return CommandLine.ExitCode.USAGE;
  }

  /** What picocli says; where it says "unmatched argument" of a command, that and the commands. */
  private static String wrongWord(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && !command.getSubcommands().isEmpty()) {
      return Spelling.unknown(
          "command", unmatched.getUnmatched().get(0), command.getSubcommands().keySet());
    }
    return oneLine(problem);
  }

  private static int failure(Exception failure, CommandLine command, boolean verbose) {
    if (failure instanceof InterruptedRunException) {
      return INTERRUPTED;
    }
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    boolean usage = failure instanceof UsageException;
    err.printf("%s: %s%n", name, usage ? oneLine(failure) : "failed: " + oneLine(failure));
    if (verbose) {
      failure.printStackTrace(err);
    } else if (!usage) {
      err.printf("%s: the stack trace is shown by --verbose%n", name);
    }
    return usage ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(Exception failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return text.lines().findFirst().orElse(failure.toString());
  }
}
