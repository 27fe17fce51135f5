package org.byzsgd.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.CoordinateRule;
import org.byzsgd.aggregation.MixingRule;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.attack.Knowledge;
import org.byzsgd.data.CsvRows;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What an attack would send, from a file's rows. */
@Command(
    name = "forge",
    mixinStandardHelpOptions = true,
    description =
        "Forge the rows that Byzantine workers send, from the correct workers' rows in a file; starts no Spark.",
    footer = {
      "",
      "The file's rows are the correct gradients, one a worker. Attacks that know only their own gradients (such as "
          + "sign-flip-own) take the honest gradients of the Q Byzantine workers in their place: Q rows. Prints one "
          + "line a forged row, commas between the values. float64 is rounded to the nearest float.",
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd forge --in correct.npy --attack ipm:epsilon=0.5 --byzantine 11",
      "  byzsgd forge --in correct.csv --attack optimal-alie --byzantine 3 \\",
      "      --rule krum --declared 3 --out forged.npy"
    })
final class ForgeCommand implements Callable<Integer> {
  private static final double GIBIBYTE = 1 << 30;

  /** Of the heap, for what is forged: the file's rows and what the attack tries need the rest. */
  private static final double SHARE = 0.7;

  @Spec private CommandSpec command;
  @Mixin private RowsInput in;
  @Mixin private RowsOutput out;

  @Option(
      names = "--attack",
      required = true,
      paramLabel = "ATTACK",
      description = "Attack; see the attacks command.")
  private String attack;

  @Option(
      names = "--byzantine",
      required = true,
      paramLabel = "Q",
      description = "How many workers lie, at least 1; they have the highest ids.")
  private int byzantine;

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      description = "The rule in use, for attacks that try what it makes of their rows.")
  private String rule;

  @Option(
      names = "--declared",
      paramLabel = "F",
      description = "How many liars the rule is told of; with --rule.")
  private Integer declared;

  @Option(
      names = "--workers",
      paramLabel = "M",
      description =
          "All workers, for attacks that know only their own gradients (default: 2Q + 1); else correct and Byzantine ones together.")
  private Integer workers;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description =
          "The seed of attacks that draw random numbers (default: ${DEFAULT-VALUE}); they are those of round 0.")
  private long seed;

  /** Stands for a rule that was not named: whoever tries it is told to name one. */
  private record Unnamed(String attack) implements MixingRule {
    @Override
    public void check(int workers) {
      throw new UsageException(
          attack + ": tries its rows on the rule in use: give --rule and --declared");
    }

    @Override
    public double[] weights(Geometry geometry) {
      throw new IllegalStateException("was checked before");
    }
  }

  @Override
  public Integer call() throws IOException {
    if ((rule == null) != (declared == null)) {
      throw new UsageException("--rule and --declared go together, got only one of them");
    }
    if (byzantine < 1) {
      throw new UsageException("byzantine must be at least 1, got " + byzantine);
    }
    Attack made = AttackFactory.of(attack);
    if (made.poisoning(stream()).isPresent()) {
      throw new UsageException(
          attack + ": poisons the liars' minibatches, and a file of rows has none; see train");
    }
    String defence = rule == null ? null : RowsInput.ruleOnRows(rule);
    out.check();
    float[][] rows = in.read();
    int values = rows[0].length;
    // A row, and the id of who sends it.
    refuseMoreThanMemory(
        String.format("%d forged rows of %d values", byzantine, values),
        Float.BYTES * (values + 1.0) * byzantine);
    float[][] forged = made.forge(view(made, defence, rows));
    if (out.given()) {
      out.write(forged);
      return 0;
    }
    PrintWriter results = command.commandLine().getOut();
    CsvRows.write(forged, results);
    results.flush();
    return 0;
  }

  private static void refuseMoreThanMemory(String what, double bytes) {
    double heap = Runtime.getRuntime().maxMemory();
    if (bytes > SHARE * heap) {
      throw new UsageException(
          String.format(
              Locale.ROOT,
              "byzantine: %s take %.1f GiB, and the heap is %.1f GiB: ask for fewer rows, or set"
                  + " DRIVER_MEMORY",
              what,
              bytes / GIBIBYTE,
              heap / GIBIBYTE));
    }
  }

  private Stream stream() {
    return new Seed(seed).stream(Purpose.ATTACK, 0, 0);
  }

  private AdversaryView view(Attack made, String named, float[][] rows) {
    boolean own = made.knowledge() == Knowledge.OWN_GRADIENTS;
    int all = own ? ownWorkers(rows.length) : allWorkers(rows.length);
    made.check(all, byzantine);
    int[] ids = IntStream.range(all - byzantine, all).toArray();
    if (own) {
      return AdversaryView.ownGradients(rows, ids, all, 0, stream());
    }
    AggregationRule defence =
        named == null ? new Unnamed(attack) : RuleFactory.of(named, declared, all);
    if (named != null && !(defence instanceof CoordinateRule)) {
      refuseMoreThanMemory("distances of " + all + " rows", (double) Double.BYTES * all * all);
    }
    return AdversaryView.omniscient(rows, ids, defence, 0, stream());
  }

  private int ownWorkers(int rows) {
    if (rows != byzantine) {
      throw new UsageException(
          String.format(
              "%s: knows only its own gradients: the file must hold the honest rows of the %d Byzantine workers, got %d",
              attack, byzantine, rows));
    }
    int all = workers == null ? 2 * byzantine + 1 : workers;
    if (all <= byzantine) {
      throw new UsageException(
          String.format(
              "workers must be at least %d for %d Byzantine workers, got %d",
              byzantine + 1, byzantine, all));
    }
    return all;
  }

  private int allWorkers(int correct) {
    int all = correct + byzantine;
    if (workers != null && workers != all) {
      throw new UsageException(
          String.format(
              "workers must be %d for %d correct rows and %d Byzantine workers, got %d",
              all, correct, byzantine, workers));
    }
    return all;
  }
}
