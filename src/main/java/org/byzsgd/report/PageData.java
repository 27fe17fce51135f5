package org.byzsgd.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.byzsgd.experiment.Claim;
import org.byzsgd.experiment.EvaluationRow;
import org.byzsgd.experiment.RoundsReader;
import org.byzsgd.experiment.StoredRun;
import org.byzsgd.experiment.WorkerLabels;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;

/** What the script of the page draws, as JSON: numbers of five digits, null where not finite. */
final class PageData {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(5);

  /** Workers whose labels are shown: more are a wall of numbers, which {@code workers.csv} has. */
  private static final int MOST_WORKERS = 100;

  private static final Map<String, ToDoubleFunction<EvaluationRow>> EVALUATIONS =
      new LinkedHashMap<>();

  static {
    EVALUATIONS.put("test_accuracy", EvaluationRow::testAccuracy);
    EVALUATIONS.put("training_loss", EvaluationRow::trainingLoss);
    EVALUATIONS.put("test_loss", EvaluationRow::testLoss);
    EVALUATIONS.put("training_accuracy", EvaluationRow::trainingAccuracy);
  }

  private final List<StoredRun> runs;
  private final List<String> problems;
  private final ObjectNode root = JSON.createObjectNode();
  private final Map<StoredRun, ObjectNode> runNodes = new LinkedHashMap<>();

  private PageData(List<StoredRun> runs, List<String> problems) {
    this.runs = runs;
    this.problems = new ArrayList<>(problems);
  }

  /** The data of a page; rounds that are not readable are added to the problems. */
  static ObjectNode of(
      List<StoredRun> runs, List<ExperimentReport> figures, List<String> problems) {
    PageData data = new PageData(runs, problems);
    data.root.put("criterion", Verdict.CRITERION);
    data.putRuns();
    data.putFigures(figures);
    data.problems.forEach(data.root.putArray("problems")::add);
    return data.root;
  }

  private void putRuns() {
    ArrayNode nodes = root.putArray("runs");
    for (StoredRun run : runs) {
      ObjectNode node = nodes.addObject();
      runNodes.put(run, node);
      node.put("name", run.name()).put("directory", run.directory().toString());
      node.put("experiment", run.experiment()).put("state", lower(run.state().name()));
      node.put("roundsWithMissing", run.roundsWithMissing());
      node.put("rounds", run.rounds()).put("command", run.command());
      node.put("start", run.attacked() ? run.setting("attack-from-epoch").orElse("") : "");
      ObjectNode settings = node.putObject("settings");
      run.settings().forEach(settings::put);
      ObjectNode provenance = node.putObject("provenance");
      run.provenance().forEach(provenance::put);
      ObjectNode curves = node.putObject("evaluations");
      double[] epochs = run.evaluations().stream().mapToDouble(EvaluationRow::epoch).toArray();
      EVALUATIONS.forEach(
          (name, value) ->
              putCurve(
                  curves.putObject(name),
                  epochs,
                  run.evaluations().stream().mapToDouble(value).toArray()));
      putWorkers(node, run);
    }
  }

  /** What workers hold, where labels decided that. */
  private void putWorkers(ObjectNode node, StoredRun run) {
    try {
      Optional<WorkerLabels> told = WorkerLabels.read(run);
      if (told.isPresent()) {
        List<WorkerLabels.Held> workers = told.get().workers();
        ObjectNode of = node.putObject("workers");
        of.put("all", workers.size()).put("labels", told.get().labels());
        ArrayNode held = of.putArray("held");
        workers.stream()
            .limit(MOST_WORKERS)
            .forEach(
                worker -> {
                  ArrayNode fractions =
                      held.addObject().put("samples", worker.samples()).putArray("fractions");
                  worker.fractions().forEach(fraction -> fractions.add(number(fraction)));
                });
      }
    } catch (IOException | UsageException e) {
      problems.add(e.getMessage());
    }
  }

  private void putFigures(List<ExperimentReport> figures) {
    ArrayNode figureNodes = root.putArray("figures");
    for (ExperimentReport figure : figures) {
      ObjectNode node = figureNodes.addObject();
      node.put("name", figure.recipe().name()).put("title", figure.recipe().title());
      node.put("source", figure.recipe().source()).put("command", figure.recipe().command());
      node.put("agreement", figure.agreement());
      node.put("drawn", figure.hasResults());
      figure.heatMaps().keySet().forEach(node.putArray("maps")::add);
      ArrayNode lines = node.putArray("lines");
      figure.lines().forEach(line -> putLine(lines.addObject(), figure, line));
    }
  }

  private void putLine(ObjectNode node, ExperimentReport figure, Line line) {
    node.put("label", line.label()).put("start", line.attackFromEpoch());
    node.put("attacked", line.attacked());
    node.put("rule", line.setting("rule")).put("declared", line.setting("declared"));
    node.put("attack", line.setting("attack")).put("byzantine", line.setting("byzantine"));
    putParameters(node, line.setting("attack"));
    node.put("status", line.status()).put("seeds", line.runs().size());
    node.put("claim", line.claim() == Claim.NONE ? "" : lower(line.claim().name()));
    node.put("agrees", figure.agrees(line));
    ArrayNode names = node.putArray("runs");
    line.runs().forEach(run -> names.add(run.name()));
    line.incomplete().forEach(run -> names.add(run.name()));
    ObjectNode curves = node.putObject("evaluations");
    node.put("verdict", line.hasResults() ? figure.verdictInWords(line) : "");
    if (line.hasResults()) {
      putMean(node.putObject("accuracy"), line.finalAccuracy());
      putMean(node.putObject("loss"), line.finalLoss());
      putMean(node.putObject("lossAtStart"), line.lossAtStart());
      EVALUATIONS.forEach((name, value) -> putCurve(curves.putObject(name), line.curve(value)));
    }
    putRounds(node, line);
  }

  /** The attack's parameters, for tables over one of them. */
  private static void putParameters(ObjectNode node, String attack) {
    ObjectNode parameters = node.putObject("parameters");
    try {
      Descriptor parsed = Descriptor.parse(attack);
      node.put("attackName", parsed.name());
      parsed.parameters().forEach(parameters::put);
    } catch (UsageException e) {
      // Several attacks joined by a bar, or one of another version: it has a name alone.
      node.put("attackName", attack);
    }
  }

  /** Rounds of a line's runs are read together and let go: of a sweep there may be millions. */
  private void putRounds(ObjectNode node, Line line) {
    List<RoundSeries> series = new ArrayList<>();
    int longest = line.runs().stream().mapToInt(StoredRun::rounds).max().orElse(0);
    for (StoredRun run : line.runs()) {
      try {
        Map<String, double[]> raw = RoundsReader.read(run);
        series.add(RoundSeries.of(run, raw, RoundSeries.roundsPerPoint(longest)));
        ObjectNode of = runNodes.get(run);
        if (!of.has("roundColumns")) {
          putRounds(
              of, List.of(RoundSeries.of(run, raw, RoundSeries.roundsPerPoint(run.rounds()))));
        }
      } catch (IOException e) {
        problems.add(e.getMessage());
      }
    }
    if (!series.isEmpty()) {
      putRounds(node, series);
    }
  }

  private static void putRounds(ObjectNode node, List<RoundSeries> seeds) {
    RoundSeries longest = seeds.get(0);
    Set<String> names = new LinkedHashSet<>();
    for (RoundSeries one : seeds) {
      longest = one.epochs().length > longest.epochs().length ? one : longest;
      names.addAll(one.columns().keySet());
    }
    node.put("roundsPerPoint", longest.roundsPerPoint());
    node.put("roundsPerShare", longest.roundsPerShare());
    ObjectNode columns = node.putObject("roundColumns");
    for (String name : names) {
      double[][] values = new double[seeds.size()][];
      for (int seed = 0; seed < values.length; seed++) {
        values[seed] = seeds.get(seed).columns().getOrDefault(name, new double[0]);
      }
      if (longest.epochs().length > 0) {
        putCurve(columns.putObject(name), new Curve(name, longest.epochs(), filledUp(values)));
      }
    }
  }

  /** All as long as the longest, with NaN. */
  private static double[][] filledUp(double[][] rows) {
    int length = 0;
    for (double[] row : rows) {
      length = Math.max(length, row.length);
    }
    double[][] filled = new double[rows.length][length];
    for (int i = 0; i < rows.length; i++) {
      java.util.Arrays.fill(filled[i], Double.NaN);
      System.arraycopy(rows[i], 0, filled[i], 0, rows[i].length);
    }
    return filled;
  }

  private static void putCurve(ObjectNode node, double[] x, double[] y) {
    if (x.length > 0) {
      putCurve(node, new Curve("", x, new double[][] {y}));
    }
  }

  private static void putCurve(ObjectNode node, Curve curve) {
    ArrayNode x = node.putArray("x");
    ArrayNode y = node.putArray("y");
    for (int point = 0; point < curve.size(); point++) {
      x.add(number(curve.x(point)));
      y.add(number(curve.y(point).mean()));
    }
    if (curve.seeds() > 1) {
      ArrayNode error = node.putArray("error");
      for (int point = 0; point < curve.size(); point++) {
        error.add(number(curve.y(point).standardError()));
      }
    }
  }

  private static void putMean(ObjectNode node, MeanAndError value) {
    node.set("mean", number(value.mean()));
    node.set("error", number(value.standardError()));
  }

  private static JsonNode number(double value) {
    if (!Double.isFinite(value)) {
      return JSON.nullNode();
    }
    double rounded = new BigDecimal(value, DIGITS).doubleValue();
    boolean whole = rounded == Math.rint(rounded) && Math.abs(rounded) < 1e6;
    return whole
        ? JSON.getNodeFactory().numberNode((int) rounded)
        : JSON.getNodeFactory().numberNode(rounded);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
