package org.byzsgd.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.byzsgd.experiment.Runner;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.registry.UsageException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that the commands for experiment files share. */
final class ExperimentOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting for all runs, over what the file says; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--data", paramLabel = "DATA", description = "The same as --set data=DATA.")
  private String data;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Where run directories, tables and figures are made: a local directory or any Hadoop path (default: ${DEFAULT-VALUE}).")
  private String out;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Runs under way together, sharing the cluster fairly (default: ${DEFAULT-VALUE}).")
  private int parallel;

  @Option(
      names = "--dry-run",
      description = "List the runs with their directories and an estimate of time; run nothing.")
  private boolean dryRun;

  @Mixin private SweepOptions sweep;

  ObjectNode overrides() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    set.forEach(node::put);
    if (data != null) {
      if (set.containsKey("data")) {
        throw new UsageException("--data and --set data say the same: give one of them");
      }
      node.put("data", data);
    }
    return node;
  }

  /** The line for a shell that does the same again. */
  String command(String command, String what, String scale) {
    List<String> words = new ArrayList<>(List.of("submit/local", command, what));
    if (scale != null) {
      words.addAll(List.of("--scale", scale));
    }
    if (data != null) {
      words.addAll(List.of("--data", data));
    }
    set.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    return words.stream().map(StoredRun::quoted).collect(Collectors.joining(" "));
  }

  String out() {
    return out;
  }

  Runner.Options running() {
    return sweep.with(parallel);
  }

  boolean isDryRun() {
    return dryRun;
  }
}
