package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.byzsgd.registry.UsageException;
import org.byzsgd.threat.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSpecTest {
  private static RunSpec resolve(String yaml) {
    return RunSpec.resolve(Yaml.read("test", yaml, ObjectNode.class));
  }

  @Test
  void defaultsAreThePapers() {
    RunSpec spec = resolve("{}");
    assertEquals(25, spec.workers());
    assertEquals(11, spec.byzantine());
    assertEquals(11, spec.declared());
    assertEquals(50, spec.batch());
    assertEquals(0.05, spec.learningRate());
    assertEquals(200, spec.epochs());
    assertEquals(5, spec.evaluateEvery());
    assertEquals("global", spec.shuffle());
  }

  /** Run directories of earlier versions keep their names. */
  @Test
  void whatIsNotGivenIsNotInTheSpecification() {
    assertEquals("15aa5eac932b", resolve("{}").hash());
    assertEquals(
        resolve("{}").hash(),
        resolve(
                "{schedule: constant, momentum: 0, weight-decay: 0, clip-norm: Infinity,"
                    + " local-steps: 1, validation: 0, quorum: 25, diagnostics: standard,"
                    + " reference-every: 0}")
            .hash());
    for (String key :
        new String[] {
          "quorum: 24, declared: 3",
          "attack-until-epoch: 20",
          "attack-on: 1, attack-off: 1",
          "schedule: cosine",
          "momentum: 0.9",
          "momentum: 0.9, momentum-at: server",
          "weight-decay: 0.1",
          "clip-norm: 1",
          "local-steps: 2",
          "validation: 0.1",
          "diagnostics: none",
          "reference-every: 5",
          "reference-every: 5, reference-minibatches: 2"
        }) {
      assertNotEquals(resolve("{}").hash(), resolve("{" + key + "}").hash());
    }
  }

  @Test
  void aPartitioningImpliesThatWorkersKeepTheirSamples() {
    assertEquals("15aa5eac932b", resolve("{partitioning: iid}").hash());
    assertEquals("global", resolve("{partitioning: iid}").shuffle());
    RunSpec spec = resolve("{partitioning: ' dirichlet: alpha=0.5'}");
    assertEquals("local", spec.shuffle());
    assertEquals("dirichlet:alpha=0.5", spec.settings().get("partitioning").asText());
    assertEquals(spec, RunSpec.resolve(spec.settings()));
    assertEquals(spec.hash(), resolve("{partitioning: dirichlet, partitioning.alpha: 0.5}").hash());
    assertNotEquals(spec.hash(), resolve("{shuffle: local}").hash());
    assertEquals(
        "shuffle must be local with partitioning shards, whose workers keep their samples, got"
            + " global",
        assertThrows(UsageException.class, () -> resolve("{partitioning: shards, shuffle: global}"))
            .getMessage());
    assertEquals(
        "unknown partitioning 'fair'; known: dirichlet, dirichlet-by-label, gamma-similarity, iid,"
            + " labels, shards",
        assertThrows(UsageException.class, () -> resolve("{partitioning: fair}")).getMessage());
  }

  @Test
  void aQuorumThatTheRuleCannotStandIsRefused() {
    assertRefused("{quorum: 26}", "quorum must be between 1 and 25 for as many workers, got 26");
    assertRefused("{quorum: 0}", "quorum must be between 1 and 2147483647, got 0");
    assertRefused(
        "{quorum: 24}",
        "quorum=24: krum: declared byzantine must be between 0 and 10 for 24 workers, got 11");
    assertRefused(
        "{quorum: 20, declared: 2, byzantine: 2, rule: draco}",
        "quorum: draco needs the rows of all workers in each round, so quorum must be 25, got 20");
    assertRefused(
        "{quorum: 20, declared: 2, rule: byzantine-sgd}",
        "quorum: byzantine-sgd needs the rows of all workers in each round, so quorum must be 25,"
            + " got 20");
    assertEquals(24, resolve("{quorum: 24, declared: 10}").quorum());
    assertEquals(25, resolve("{}").quorum());
  }

  private static void assertRefused(String yaml, String message) {
    assertEquals(message, assertThrows(UsageException.class, () -> resolve(yaml)).getMessage());
  }

  @Test
  void attacksAreTimedInEpochsAndTurnsInRounds() {
    RunSpec spec =
        resolve("{attack-from-epoch: 2, attack-until-epoch: 5, attack-on: 3, attack-off: 1}");
    assertEquals(Schedule.from(20).until(50).alternating(3, 1), spec.timing().schedule(10));
    assertEquals(Schedule.from(100), resolve("{}").timing().schedule(10));
    assertEquals(
        resolve("{attack: none}").hash(),
        resolve("{attack: none, attack-until-epoch: 3, attack-on: 1, attack-off: 1}").hash());
  }

  @Test
  void localStepsTakeTheirShareOfTheLearningRate() {
    assertEquals(0.0125, resolve("{local-steps: 4}").optimization().localRate());
    assertEquals(0.3, resolve("{local-steps: 4, local-rate: 0.3}").optimization().localRate());
  }

  @Test
  void declaredAndActualAreApart() {
    RunSpec spec = resolve("{byzantine: 5, declared: 9}");
    assertEquals(5, spec.byzantine());
    assertEquals(9, spec.declared());
    assertEquals(5, resolve("{byzantine: 5}").declared());
  }

  @Test
  void settingsReadBackToAnEqualSpecification() {
    for (String yaml :
        new String[] {
          "{}",
          "{attack: none, byzantine: 3}",
          "{rounds: 7, seed: -4, byzantine: 2, byzantine-ids: [3, 1]}",
          "{rule: median, byzantine: 12, attack: 'ipm:epsilon=-10', learning-rate: 0.1}",
          "{attack-until-epoch: 20, attack-on: 3, attack-off: 2}",
          "{momentum: 0.9, schedule: 'warmup: epochs=3 + cosine', weight-decay: 0.0005}",
          "{momentum: 0.5, momentum-at: server, clip-norm: 2, local-steps: 4, local-rate: 0.01}"
        }) {
      RunSpec spec = resolve(yaml);
      assertEquals(spec, RunSpec.resolve(spec.settings()));
    }
  }

  @Test
  void theHashTellsSpecificationsApartAndOnlyThem() {
    assertEquals(resolve("{}").hash(), resolve("{seed: '1', workers: 25}").hash());
    assertNotEquals(resolve("{}").hash(), resolve("{seed: 2}").hash());
    assertEquals(
        resolve("{attack: none, declared: 11}").hash(),
        resolve("{attack: none, byzantine: 11, attack-from-epoch: 50}").hash(),
        "without an attack nobody lies, from whatever epoch on");
    assertTrue(resolve("{}").hash().matches("[0-9a-f]{12}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "declared: 12 | krum: declared byzantine must be between 0 and 11 for 25 workers, got 12",
        "byzantine: 25 | byzantine must be between 0 and 24 for 25 workers, got 25",
        "workers: 0 | workers must be between 1 and 2147483647, got 0",
        "workers: many | workers must be a whole number, got \"many\"",
        "learning-rate: 0 | learning rate must be a positive finite number, got 0.0",
        "learning-rate: x | learning-rate must be a number, got \"x\"",
        "rule: krumm | unknown rule 'krumm'; known: ",
        "attack: 'ipm:eps=1' | ipm: unknown parameter 'eps'; known: epsilon",
        "shuffle: none | shuffle must be one of global, local, got none",
        "'validation: 1' | validation must be at least 0 and below 1, got 1.0",
        "'validation: NaN' | validation must be at least 0 and below 1, got NaN",
        "'rule: fltrust, trusted: 0' | fltrust: trusted must be at least 1, got 0",
        "'rule: draco, declared: 3' | draco: redundancy must be one of 25 for 25 workers of which 3"
            + " are declared byzantine, got 7",
        "byzantine-ids: [1] | expected 11 ids of Byzantine workers, got 1",
        "attack-until-epoch: 10 | attack-until-epoch must be above attack-from-epoch, 10, got 10",
        "attack-on: 3 | attack-on needs attack-off, the rounds without attack between",
        "attack-off: 3 | attack-off needs attack-on, the rounds under attack between",
        "attack-on: 0, attack-off: 1 | attack-on must be between 1 and 2147483647, got 0",
        "schedule: linear | unknown schedule 'linear'; known: constant, cosine, polynomial, step, ",
        "momentum: 1 | momentum must be at least 0 and below 1, got 1.0",
        "momentum: 0.9, momentum-at: both | momentum-at must be one of worker, server, got both",
        "momentum-at: server | momentum-at needs a momentum above 0, got 0",
        "weight-decay: -1 | weight decay must be a finite number of at least 0, got -1.0",
        "clip-norm: 0 | clip norm must be a positive number, got 0.0",
        "local-steps: 0 | local-steps must be between 1 and 2147483647, got 0",
        "local-rate: 0.1 | local-rate needs local-steps of at least 2, got 1",
        "local-steps: 2, local-rate: 0 | local rate must be a positive finite number, got 0.0",
      })
  void badSettingsAreRefusedInOneLine(String yaml, String text) {
    String message =
        assertThrows(UsageException.class, () -> resolve("{" + yaml + "}")).getMessage();
    assertTrue(message.startsWith(text), message);
  }

  @Test
  void trustedSamplesAreInTheSpecificationOnlyIfThereAreAny() {
    assertFalse(resolve("{rule: krum}").settings().has("trusted"));
    assertEquals(resolve("{rule: krum}").hash(), resolve("{rule: krum, trusted: 0}").hash());
    assertEquals(100, resolve("{rule: nnm+fltrust}").settings().get("trusted").asInt());
    assertEquals(30, resolve("{rule: krum, trusted: 30}").trusted());
    RunSpec spec = resolve("{rule: zeno, trusted: 20}");
    assertEquals(spec, RunSpec.resolve(spec.settings()));
  }

  @Test
  void anUnknownKeyListsTheKnownOnes() {
    String text = assertThrows(UsageException.class, () -> resolve("{worker: 3}")).getMessage();
    assertTrue(text.startsWith("unknown key 'worker'; known: attack, byzantine, "), text);
    assertTrue(text.contains("workers"), text);
    assertEquals(
        "give epochs or rounds, not both: a run has one length",
        assertThrows(UsageException.class, () -> resolve("{epochs: 3, rounds: 3}")).getMessage());
  }
}
