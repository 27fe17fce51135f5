package org.byzsgd.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.byzsgd.aggregation.Aggregate;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.aggregation.AggregationState;
import org.byzsgd.aggregation.Aggregator;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.data.CsvRows;
import org.byzsgd.data.ShortestDecimal;
import org.byzsgd.linalg.Gradients;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One aggregation of a file's rows. */
@Command(
    name = "aggregate",
    mixinStandardHelpOptions = true,
    description =
        "Aggregate the rows of a file, one a worker, as the server does in a first round; starts no Spark.",
    footer = {
      "",
      "Prints the aggregate, one value a line: the shortest decimal that parses back to the same float. As json: "
          + "{aggregate, weights, selected}; weights are empty unless the aggregate is a weighted sum of the rows, "
          + "selected (rows that took part, from 0) are empty for coordinate-wise rules. float64 is rounded to the "
          + "nearest float.",
      "",
      "Examples (byzsgd is submit/local, or a script beside it):",
      "  byzsgd aggregate --in gradients.npy --rule krum --declared 3",
      "  byzsgd aggregate --in gradients.csv --rule nnm+trimmed-mean \\",
      "      --declared 2 --format json",
      "  printf '1,2\\n3,4\\n' | byzsgd aggregate --in - --rule mean --declared 0"
    })
final class AggregateCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private RowsInput in;
  @Mixin private RowsOutput out;

  @Option(
      names = "--rule",
      required = true,
      paramLabel = "RULE",
      description = "Aggregation rule, perhaps behind pre-aggregations; see the rules command.")
  private String rule;

  @Option(
      names = "--declared",
      required = true,
      paramLabel = "F",
      description = "How many rows the rule is told to be Byzantine.")
  private int declared;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "csv (default) or json, on standard output.")
  private Format format;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description =
          "The seed of rules that draw random numbers (default: ${DEFAULT-VALUE}); they are those of round 0.")
  private long seed;

  /** How the aggregate is printed. */
  enum Format {
    /** One value a line. */
    CSV,
    /** An object of aggregate, weights and selected rows. */
    JSON
  }

  @Override
  public Integer call() throws IOException {
    if (out.given() && format != null) {
      throw new UsageException("give --format or --out, not both: a file's name tells its format");
    }
    out.check();
    String text = RowsInput.ruleOnRows(rule);
    float[][] rows = in.read();
    AggregationRule made = RuleFactory.of(text, declared, rows.length);
    Aggregate aggregate =
        new Aggregator(made)
            .aggregate(
                Gradients.of(rows),
                new Seed(seed).stream(Purpose.AGGREGATION, 0, 0),
                AggregationState.initial());
    if (out.given()) {
      out.write(aggregate.vector());
      return 0;
    }
    PrintWriter results = command.commandLine().getOut();
    if (format == Format.JSON) {
      json(aggregate, results);
    } else {
      CsvRows.write(RowsOutput.column(aggregate.vector()), results);
    }
    results.flush();
    return 0;
  }

  private static void json(Aggregate aggregate, PrintWriter results) throws IOException {
    try (JsonGenerator json =
        new JsonFactory()
            .createGenerator(results)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeArrayFieldStart("aggregate");
      for (float value : aggregate.vector()) {
        if (Float.isFinite(value)) {
          json.writeNumber(ShortestDecimal.of(value));
        } else {
          // JSON has no such numbers; readers take these texts for them.
          json.writeString(ShortestDecimal.of(value));
        }
      }
      json.writeEndArray();
      json.writeFieldName("weights");
      double[] weights = aggregate.weights();
      json.writeArray(weights, 0, weights.length);
      json.writeFieldName("selected");
      int[] selected = aggregate.selected();
      json.writeArray(selected, 0, selected.length);
      json.writeEndObject();
    }
    results.print("\n");
  }
}
