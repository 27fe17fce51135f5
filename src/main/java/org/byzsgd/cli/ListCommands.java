package org.byzsgd.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.byzsgd.aggregation.PreAggregationFactory;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.partitioning.PartitioningFactory;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.registry.Component;
import org.byzsgd.registry.Parameter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that list what there is to choose from. */
final class ListCommands {
  private ListCommands() {}

  private static <T extends Component> int print(
      CommandSpec command, Collection<T> components, Function<T, Map<String, String>> facts) {
    PrintWriter out = command.commandLine().getOut();
    for (T component : components) {
      out.printf("%s%n  %s%n", component.name(), component.summary());
      facts.apply(component).forEach((name, value) -> out.printf("  %s: %s%n", name, value));
      for (Parameter parameter : component.parameters()) {
        out.printf(
            "  %s = %s%s: %s%n",
            parameter.name(),
            parameter.range(),
            parameter.defaultValue().isEmpty() ? "" : " (default " + parameter.defaultValue() + ")",
            parameter.meaning());
      }
      if (!component.cost().isEmpty()) {
        out.printf("  costs: %s%n", component.cost());
      }
      out.printf("  from: %s%n", component.citation());
    }
    return 0;
  }

  /** The rules. */
  @Command(
      name = "rules",
      mixinStandardHelpOptions = true,
      description = "List the aggregation rules, for --rule.",
      footer = {
        "",
        "Example (byzsgd is submit/local):",
        "  byzsgd train --rule nnm+trimmed-mean --declared 5"
      })
  static final class Rules implements Callable<Integer> {
    private static final String REQUIREMENT = "asks of f declared Byzantine among m workers";

    @Spec private CommandSpec command;

    @Override
    public Integer call() {
      print(command, RuleFactory.registry().all(), rule -> Map.of(REQUIREMENT, rule.requirement()));
      command.commandLine().getOut().printf("%nBefore a rule, joined by +:%n%n");
      return print(
          command,
          PreAggregationFactory.registry().all(),
          before -> Map.of(REQUIREMENT, before.requirement()));
    }
  }

  /** The attacks. */
  @Command(
      name = "attacks",
      mixinStandardHelpOptions = true,
      description = "List the attacks, for --attack.",
      footer = {"", "Example (byzsgd is submit/local):", "  byzsgd train --attack ipm:epsilon=0.1"})
  static final class Attacks implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Override
    public Integer call() {
      return print(command, AttackFactory.registry().all(), attack -> Map.of());
    }
  }

  /** The models. */
  @Command(
      name = "models",
      mixinStandardHelpOptions = true,
      description = "List the models, for --model.",
      footer = {"", "Example (byzsgd is submit/local):", "  byzsgd train --model mlp:hidden=64"})
  static final class Models implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Override
    public Integer call() {
      return print(command, ModelFactory.registry().all(), model -> Map.of());
    }
  }

  /** The partitionings. */
  @Command(
      name = "partitionings",
      mixinStandardHelpOptions = true,
      description = "List the ways to deal samples to workers by label, for --partitioning.",
      footer = {
        "",
        "Example (byzsgd is submit/local):",
        "  byzsgd train --partitioning dirichlet:alpha=0.5"
      })
  static final class Partitionings implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Override
    public Integer call() {
      return print(command, PartitioningFactory.registry().all(), partitioning -> Map.of());
    }
  }

  /** The data sets. */
  @Command(
      name = "datasets",
      mixinStandardHelpOptions = true,
      description = "List the data sets and formats, for --data.",
      footer = {
        "",
        "Example (byzsgd is submit/local):",
        "  byzsgd train --data idx:/data/fashion-mnist"
      })
  static final class Datasets implements Callable<Integer> {
    @Spec private CommandSpec command;

    @Override
    public Integer call() {
      return print(
          command, DatasetFormat.registry().all(), format -> Map.of("written", format.syntax()));
    }
  }
}
