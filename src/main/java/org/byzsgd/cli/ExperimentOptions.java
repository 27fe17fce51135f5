package org.byzsgd.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
          "Where run directories, tables and figures are made (default: ${DEFAULT-VALUE}).")
  private Path out;

  ObjectNode overrides() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    set.forEach(node::put);
    if (data != null) {
      node.put("data", data);
    }
    return node;
  }

  Path out() {
    return out;
  }
}
