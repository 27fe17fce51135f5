package org.byzsgd.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.RowsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that work on files of rows, without Spark. */
class AggregateAndForgeTest {
  private static final String C1 = "12,8\n11,6\n3,6\n12,2\n3,4\n4,6\n4,2\n9,2\n10,2\n";
  private static final String C2 = "11,11\n5,7\n3,5\n11,2\n2,11\n12,5\n12,1\n3,4\n9,2\n8,7\n";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path directory;

  private int run(String... args) {
    return Byzsgd.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  /** Runs a command on a file of these lines. */
  private int on(String lines, String command, String... options) throws IOException {
    Path file = directory.resolve("rows.csv");
    Files.writeString(file, lines);
    List<String> args = new ArrayList<>(List.of(command, "--in", file.toString()));
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new));
  }

  private String refusal() {
    assertEquals("", out.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    return err.toString().strip().replace(directory.toString(), "DIR");
  }

  /** The published variants of Krum choose these rows of two inputs that tell them apart. */
  @ParameterizedTest
  @CsvSource({
    "krum, 4, 1",
    "krum:preset=one-more, 7, 8",
    "krum:preset=unsquared, 8, 8",
    "krum:preset=squared-twice, 1, 5",
  })
  void whichKrum(String rule, int first, int second) throws IOException {
    for (String rows : List.of(C1, C2)) {
      int chosen = rows.equals(C1) ? first : second;
      out.getBuffer().setLength(0);
      assertEquals(0, on(rows, "aggregate", "--rule", rule, "--declared", "3"), err.toString());
      assertEquals(
          rows.lines().toList().get(chosen), String.join(",", out.toString().lines().toList()));
    }
  }

  @Test
  void numPysFilesGiveTheSame() throws Exception {
    Path file = Path.of(RowsFile.class.getResource("c1-f8-big-version-2.npy").toURI());
    assertEquals(0, run("aggregate", "--in", file.toString(), "--rule", "krum", "--declared", "3"));
    assertEquals("3\n4\n", out.toString());
  }

  @Test
  void jsonHasWeightsAndSelectedRows() throws IOException {
    assertEquals(0, on(C1, "aggregate", "--rule", "krum", "--declared", "3", "--format", "json"));
    assertEquals(
        "{\"aggregate\":[3,4],\"weights\":[0.0,0.0,0.0,0.0,1.0,0.0,0.0,0.0,0.0],\"selected\":[4]}\n",
        out.toString());
  }

  @Test
  void jsonOfACoordinateWiseRuleAndOfValuesThatAreNotFinite() throws IOException {
    assertEquals(
        0,
        on(
            "nan,inf,1\n2,2,1\n",
            "aggregate",
            "--rule",
            "mean",
            "--declared",
            "0",
            "--format=json"));
    JsonNode tree = new ObjectMapper().readTree(out.toString());
    assertEquals("[\"NaN\",\"Infinity\",1]", tree.get("aggregate").toString());
    assertEquals(List.of("aggregate", "weights", "selected"), names(tree));
    assertEquals(0, tree.get("weights").size());
    assertEquals(0, tree.get("selected").size());
  }

  private static List<String> names(JsonNode tree) {
    List<String> names = new ArrayList<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void preAggregationsAndSeeds() throws IOException {
    // The worked example of nearest-neighbour mixing.
    assertEquals(0, on("0\n1\n8\n", "aggregate", "--rule", "nnm + mean", "--declared", "1"));
    assertEquals(1.833333f, Float.parseFloat(out.toString().strip()), 1e-6f);
    List<String> seen = new ArrayList<>();
    for (String seed : List.of("1", "1", "2", "3", "4")) {
      out.getBuffer().setLength(0);
      on(C1, "aggregate", "--rule=bucketing:size=2+median", "--declared=1", "--seed", seed);
      seen.add(out.toString());
    }
    assertEquals(seen.get(0), seen.get(1));
    assertTrue(seen.stream().distinct().count() > 1, seen.toString());
  }

  @Test
  void standardInput() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("1,2\n3,5\n".getBytes(StandardCharsets.UTF_8)));
      assertEquals(0, run("aggregate", "--in", "-", "--rule", "mean", "--declared", "0"));
      assertEquals("2\n3.5\n", out.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void innerProductManipulation() throws IOException {
    assertEquals(0, on("1,2\n3,-6\n", "forge", "--attack", "ipm:epsilon=0.5", "--byzantine", "3"));
    assertEquals("-1,1\n-1,1\n-1,1\n", out.toString());
  }

  @Test
  void ownGradientsAreNegated() throws IOException {
    assertEquals(0, on("1,4\n3,-8\n", "forge", "--attack", "sign-flip-own", "--byzantine", "2"));
    assertEquals("-1,-4\n-3,8\n", out.toString());
  }

  /** The largest factor harms the mean most; of 8 values' median two zeros are as bad as any. */
  @Test
  void searchedAttacksTryTheRule() throws IOException {
    String rows = "1\n1\n1\n2\n2\n2\n";
    on(rows, "forge", "--attack=optimal-ipm", "--byzantine=2", "--rule=mean", "--declared=0");
    assertEquals("-15\n-15\n", out.toString());
    out.getBuffer().setLength(0);
    on(rows, "forge", "--attack=optimal-ipm", "--byzantine=2", "--rule=median", "--declared=2");
    assertEquals("0\n0\n", out.toString());
  }

  @Test
  void filesInPlaceOfStandardOutput() throws IOException {
    Path forged = directory.resolve("forged.npy");
    assertEquals(
        0,
        on("1,2\n3,-6\n", "forge", "--attack=ipm:epsilon=1", "--byzantine=2", "--out=" + forged));
    assertArrayEquals(
        new float[][] {{-2, 2}, {-2, 2}}, RowsFile.read(forged.toString(), new LocalStorage()));
    Path csv = directory.resolve("mean.csv");
    assertEquals(0, on("1,2\n3,-6\n", "aggregate", "--rule=mean", "--declared=0", "--out=" + csv));
    assertEquals("2\n-2\n", Files.readString(csv));
    assertEquals("", out.toString());
    assertEquals(2, on("1,2\n", "aggregate", "--rule=mean", "--declared=0", "--out=" + csv));
    assertEquals(
        "byzsgd aggregate: DIR/mean.csv: is there already, and nothing is overwritten", refusal());
    assertEquals("2\n-2\n", Files.readString(csv));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aggregate --rule krum --declared 4 | krum: declared byzantine must be between 0 and 3 for 9 workers, got 4",
        "aggregate --rule krumm --declared 3 | unknown rule 'krumm'; known: *",
        "aggregate --rule mean | Missing required option: '--declared=F' (see byzsgd aggregate --help)",
        "aggregate --rule mean --declared x | Invalid value for option '--declared': 'x' is not an int (see byzsgd aggregate --help)",
        "aggregate --rule mean --declared 0 --out x.txt | x.txt: the name must end in .csv or .npy",
        "aggregate --rule mean --declared 0 --out x.csv --format json | give --format or --out, not both: a file's name tells its format",
        "aggregate --rule mean --declared 0 --out /nowhere/x.csv | /nowhere/x.csv: its directory is not there",
        "aggregate --rule nnm+fltrust --declared 3 | nnm+fltrust: weighs rows by samples that the server trusts, and a file of rows has none; see train --trusted",
        "forge --attack zero --byzantine 2 --rule zeno --declared 2 | zeno: weighs rows by samples that the server trusts, and a file of rows has none; see train --trusted",
        "forge --attack label-flip --byzantine 9 | label-flip: poisons the liars' minibatches, and a file of rows has none; see train",
        "forge --attack backdoor:target=1 --byzantine 9 | backdoor:target=1: poisons the liars' minibatches, and a file of rows has none; see train",
        "forge --attack zero --byzantine 0 | byzantine must be at least 1, got 0",
        "forge --attack zeroo --byzantine 1 | unknown attack 'zeroo'; known: *",
        "forge --attack optimal-ipm --byzantine 2 | optimal-ipm: tries its rows on the rule in use: give --rule and --declared",
        "forge --attack zero --byzantine 2 --rule krum | --rule and --declared go together, got only one of them",
        "forge --attack zero --byzantine 2 --rule krum --declared 5 | krum: declared byzantine must be between 0 and 4 for 11 workers, got 5",
        "forge --attack zero --byzantine 2 --workers 9 | workers must be 11 for 9 correct rows and 2 Byzantine workers, got 9",
        "forge --attack sign-flip-own --byzantine 2 | sign-flip-own: knows only its own gradients: the file must hold the honest rows of the 2 Byzantine workers, got 9",
        "forge --attack sign-flip-own --byzantine 9 --workers 9 | workers must be at least 10 for 9 Byzantine workers, got 9",
        "forge --attack fang-krum --byzantine 9 | fang-krum: byzantine must be between 1 and 7 for 18 workers, got 9",
      })
  void badUsageIsOneLineAndExitCodeTwo(String args, String text) throws IOException {
    String[] words = args.split(" ", -1);
    String[] options = Arrays.copyOfRange(words, 1, words.length);
    assertEquals(2, on(C1, words[0], options));
    String refusal = refusal();
    String expected = "byzsgd " + words[0] + ": " + text;
    assertTrue(
        text.endsWith("*")
            ? refusal.startsWith(expected.substring(0, expected.length() - 1))
            : refusal.equals(expected),
        refusal);
  }

  @Test
  void badFilesAreOneLineAndExitCodeTwo() throws IOException {
    assertEquals(2, on("a,b\n1,2\n", "aggregate", "--rule", "mean", "--declared", "0"));
    assertEquals(
        "byzsgd aggregate: DIR/rows.csv:1: value 1 must be a number, got 'a' (commas between values, no header line)",
        refusal());
    err.getBuffer().setLength(0);
    assertEquals(2, run("forge", "--in", "/no/x.npy", "--attack", "zero", "--byzantine", "1"));
    assertEquals("byzsgd forge: /no/x.npy: no such file", refusal());
  }

  /**
   * 4 bytes for each of 3 values and an id, a billion times; 8 bytes for each pair of 100,002 rows.
   */
  @Test
  void moreRowsThanTheHeapHoldsAreRefusedBeforeTheyAreMade() throws IOException {
    String rows = "1,2,3\n4,5,6\n";
    assertEquals(2, on(rows, "forge", "--attack=ipm", "--byzantine=1000000000"));
    String refusal = refusal();
    assertTrue(
        refusal.startsWith(
            "byzsgd forge: byzantine: 1000000000 forged rows of 3 values take 14.9 GiB, and the heap"
                + " is "),
        refusal);
    err.getBuffer().setLength(0);
    assertEquals(
        2, on(rows, "forge", "--attack=ipm", "--byzantine=100000", "--rule=krum", "--declared=1"));
    refusal = refusal();
    assertTrue(refusal.contains("byzantine: distances of 100002 rows take 74.5 GiB, "), refusal);
  }
}
