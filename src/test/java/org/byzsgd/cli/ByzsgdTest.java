package org.byzsgd.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Spark: help, lists, and bad usage. */
class ByzsgdTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Byzsgd.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "run",
        "reproduce",
        "report",
        "export",
        "predict",
        "tolerance",
        "study",
        "aggregate",
        "forge",
        "rules",
        "attacks",
        "models",
        "datasets",
        "partitionings"
      })
  void everyCommandHasHelpWithAnExample(String command) {
    assertEquals(0, run(command, "--help"));
    assertTrue(out.toString().contains("Usage: byzsgd " + command), out.toString());
    int example = out.toString().indexOf("Example");
    assertTrue(example > 0, out.toString());
    // One that is wrapped can not be pasted: its lines start with the command or go on from one
    // that ends so.
    String before = "";
    for (String line : out.toString().substring(example).lines().skip(1).toList()) {
      assertTrue(line.startsWith("  ") || before.endsWith("\\"), line);
      before = line;
    }
    assertEquals("", err.toString());
  }

  @Test
  void listsNameEverythingWithItsSource() {
    assertEquals(0, run("rules"));
    assertEquals(0, run("attacks"));
    assertEquals(0, run("models"));
    assertEquals(0, run("datasets"));
    for (String text :
        new String[] {
          "krum",
          "2f + 2 < m",
          "median",
          "mean",
          "ipm",
          "epsilon",
          "paper-cnn",
          "small-cnn",
          "mlp",
          "softmax-regression",
          "digits",
          "cifar10:DIR",
          "idx:DIR",
          "libsvm:PATH",
          "parquet:PATH",
          "Blanchard",
          "Xie, Koyejo, Gupta 2019"
        }) {
      assertTrue(out.toString().contains(text), text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train --rule krum --declared 12 --workers 25 | byzsgd train: krum: declared byzantine must"
            + " be between 0 and 11 for 25 workers, got 12",
        "train --rule krumm | byzsgd train: unknown rule 'krumm'; known: ",
        "train --attack ipm:epsilon=x | byzsgd train: ipm: epsilon must be a finite number, got x",
        "train --checkpoint-seconds -1 | byzsgd train: checkpoint-seconds must be at least 0, got -1",
        "train --batch x | byzsgd train: batch must be a whole number, got \"x\"",
        "train --data cifar10:/nowhere | byzsgd train: cifar10: no file data_batch_1.bin in"
            + " /nowhere (no such directory, or an empty one)",
        "train --data mnist | byzsgd train: unknown data set 'mnist'; known: ",
        "train --partitioning fair | byzsgd train: unknown partitioning 'fair'; known: dirichlet,"
            + " dirichlet-by-label, gamma-similarity, iid, labels, shards",
        "train --partitioning dirichlet:alpha=0 | byzsgd train: dirichlet: alpha must be a finite"
            + " number above 0, got 0.0",
        "train --partitioning labels --shuffle global | byzsgd train: shuffle must be local with"
            + " partitioning labels, whose workers keep their samples, got global",
        "train --colour red | byzsgd train: Unknown options: '--colour', 'red' (see byzsgd train"
            + " --help)",
        "reproduce figure-9 | byzsgd reproduce: unknown name 'figure-9'; known: figure-1, figure-4,"
            + " figure-5, toy-examples, theorem-1, theorem-2, all",
        "reproduce figure-4 --scale huge | byzsgd reproduce: figure-4 has no scale 'huge'; known:"
            + " desktop, laptop, paper, smoke",
        "reproduce figure-4 --scale paper | byzsgd reproduce: figure-4 at scale paper needs --data"
            + " cifar10:DIR",
        "reproduce theorem-2 --workers 24 | byzsgd reproduce: theorem-2: workers must be odd and at"
            + " least 5, so that m - 2q = 3; got 24",
        "reproduce theorem-2 --workers 2147483647 | byzsgd reproduce: theorem-2: workers must be at"
            + " most 9999, because an instance is computed; got 2147483647",
        "reproduce theorem-2 --set rule=mean | byzsgd reproduce: theorem-2 does not use --set; it"
            + " takes --workers alone",
        "reproduce theorem-1 --workers 25 | byzsgd reproduce: theorem-1 does not use --workers; it"
            + " takes no options",
        "reproduce toy-examples --out there | byzsgd reproduce: toy-examples does not use"
            + " --out; it takes no options",
        "reproduce figure-5 --workers 9 | byzsgd reproduce: figure-5 does not use --workers; --set"
            + " workers=M sets its workers",
        "train --out pom.xml/runs | byzsgd train: cannot write run directories into pom.xml/runs: ",
        "run conf/experiments/figure-5.yaml --scale smoke --out pom.xml | byzsgd run: cannot write"
            + " run directories into pom.xml: ",
        "train --rounds 0 | byzsgd train: rounds must be between 1 and 2147483647, got 0",
        "train --data cifar10:hdfs://nowhere.invalid:8020/x | byzsgd train:"
            + " cifar10:hdfs://nowhere.invalid:8020/x: cannot be read: UnknownHostException: ",
        "train --data cifar10:s3a://bucket/x | byzsgd train: cifar10:s3a://bucket/x: cannot be read:"
            + " IOException: java.lang.ClassNotFoundException: ",
        "predict s3a://bucket/x | byzsgd predict: cannot reach 's3a://bucket/x':"
            + " java.lang.ClassNotFoundException: ",
        "reproduce all --scale huge | byzsgd reproduce: figure-1 has no scale 'huge'; known: ",
        "reproduce figure-4 --data digits --set data=digits | byzsgd reproduce: --data and --set data"
            + " say the same: give one of them",
        "predict src/test/resources/org/byzsgd/experiment/model-0.1.0.byzsgd --out pom.xml/p.csv |"
            + " byzsgd predict: cannot write p.csv into pom.xml: pom.xml",
        "tolerance --out pom.xml | byzsgd tolerance: cannot write tables and figures into pom.xml: ",
        "study --out pom.xml/d | byzsgd study: cannot write tables and figures into pom.xml/d: ",
        "aggregate --in pom.xml --rule mean --declared 0 --out no/a.csv | byzsgd aggregate: no/a.csv:"
            + " its directory is not there",
        "tolerance --rules krum --byzantine 12 | byzsgd tolerance: krum: declared byzantine must be"
            + " between 0 and 11 for 25 workers, got 12",
        "tolerance --byzantine 0 | byzsgd tolerance: byzantine must be between 1 and 24 for 25"
            + " workers, got 0",
        "tolerance --trials 1 | byzsgd tolerance: trials must be at least 2, got 1",
        "tolerance --noise pink | byzsgd tolerance: noise must be isotropic or spectrum:power=P,"
            + " got pink",
        "tolerance --attack ipm:epsilon=x | byzsgd tolerance: ipm: epsilon must be a finite"
            + " number, got x",
        "tolerance --attack nothing | byzsgd tolerance: unknown attack 'nothing'; known: ",
        "tolerance --rules krum,nnm+zeno:rho=0 | byzsgd tolerance: nnm+zeno:rho=0: weighs rows by"
            + " samples that the server trusts, and random gradients have no samples",
        "tolerance --rules draco --byzantine 2 | byzsgd tolerance: draco: compares workers that"
            + " compute the same minibatch, and random gradients have no minibatches",
        "tolerance --attack label-flip | byzsgd tolerance: label-flip: poisons the liars'"
            + " minibatches, and random gradients have no minibatches",
        "study --rules median,fltrust | byzsgd study: fltrust: weighs rows by samples that the"
            + " server trusts, and random gradients have no samples",
        "study --rules draco --byzantine 2 | byzsgd study: draco: compares workers that compute the"
            + " same minibatch, and random gradients have no minibatches",
        "study --attacks backdoor | byzsgd study: backdoor: poisons the liars' minibatches, and"
            + " random gradients have no minibatches",
        "study --rules krumm | byzsgd study: unknown rule 'krumm'; known: ",
        "study --snr 0 | byzsgd study: a signal-to-noise ratio must be above 0 here, got 0.0",
        "run nowhere.yaml | byzsgd run: no experiment file at nowhere.yaml",
        "run src/main | byzsgd run: src/main is a directory, not an experiment file",
        "run src/test/resources/org/byzsgd/experiment/model-0.1.0.byzsgd | byzsgd run:"
            + " src/test/resources/org/byzsgd/experiment/model-0.1.0.byzsgd: not YAML: its bytes are"
            + " not text in UTF-8",
        "predict nowhere | byzsgd predict: no run directory and no model at nowhere",
        "predict src/main | byzsgd predict: src/main holds no model.byzsgd: a run leaves one when"
            + " it has finished, unless it diverged or was done with --no-model or by an older"
            + " version",
        "predict pom.xml | byzsgd predict: pom.xml is not a model of this version",
        "predict pom.xml --out README.md | byzsgd predict: README.md: is there already, and nothing"
            + " is overwritten",
        "predict src/test/resources/org/byzsgd/experiment/model-0.1.0.byzsgd --data"
            + " synthetic:features=9 | byzsgd predict: synthetic:features=9: small-cnn predicts 10"
            + " classes of 8x8x1 samples, got 10 classes of 1x1x9 samples",
        "report nowhere | byzsgd report: no directory at nowhere",
        "report src/main/java | byzsgd report: no readable run directory (one with a spec.yaml)",
        "fly | byzsgd: unknown command 'fly'; known: train, run, reproduce, ",
      })
  void badUsageIsOneLineAndExitCodeTwo(String args, String text) {
    assertEquals(2, run(args.split(" ")));
    assertTrue(err.toString().startsWith(text), err.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertEquals("", out.toString());
  }

  @Test
  void predictsWithoutSpark(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("predictions.csv");
    assertEquals(
        0,
        run(
            "predict",
            "src/test/resources/org/byzsgd/experiment/model-0.1.0.byzsgd",
            "--out",
            file.toString()));
    assertEquals(
        "small-cnn: accuracy 0.9693593314763231, loss 0.0821019052791198 on 359 samples\n"
            + file
            + "\n",
        out.toString());
    List<String> lines = Files.readAllLines(file);
    assertEquals(360, lines.size());
    long right =
        lines.stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .filter(fields -> fields[1].equals(fields[2]))
            .count();
    assertEquals(0.9693593314763231, right / 359.0);
  }

  @Test
  void verboseShowsTheStackTrace() {
    assertEquals(2, run("train", "--rule", "krumm", "--verbose"));
    assertTrue(err.toString().contains("\tat org.byzsgd."), err.toString());
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    assertEquals(0, run());
    assertTrue(out.toString().contains("reproduce"), out.toString());
  }
}
