package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A malformed experiment file is refused by one line: where, what may stand there, what does. */
class YamlFaultTest {
  private static String refusal(String text) {
    return assertThrows(UsageException.class, () -> ExperimentSpec.parse("f.yaml", text))
        .getMessage();
  }

  /** Lines of the file are separated by a bar. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "name: x|seeds: abc => , line 2: seeds must be a list, got abc",
        "name: x|seeds:|  - 1|  - b => , line 4: seeds.1 must be a whole number, got b",
        "name: x|seeds: [1.5] => , line 2: seeds.0 must be a whole number, got 1.5",
        "name: x|seeds: [~]|axes: [{rule: [krum]}] => , line 2: seeds.0 must be a whole number, got ~",
        "name: x|tune: {validation: abc} => , line 2: tune.validation must be a number, got abc",
        "name: [a] => , line 1: name must be text, got a list",
        "name: x|base: 3 => , line 2: base must be a mapping of keys to values, got 3",
        "name: x|axes: [3] => , line 2: axes.0 must be a mapping of keys to values, got 3",
        "name: x|series: {label: a} => , line 2: series must be a list, got a mapping",
        "name: x|series: [a] => , line 2: series.0 must be a mapping with keys of label, claim, set, got a",
        "name: x|series:|- {label: a}|- label: b|  claim: wins => , line 5: series.1.claim must be one of"
            + " breaks, stuck, defends, none, got wins",
        "name: x|series: [{label: a, sett: {}}] => , line 2: unknown key 'series.0.sett'; known: claim,"
            + " label, set",
        "name: x|axes:|- rule: [krum]|- workers: 7|seeds: [2] => , line 4: axis workers: needs a list of"
            + " values, or a range {from, to, step|count}, got 7",
        "name: x|seeds: []|series: [{label: a}] => : seeds must have at least one number, got []",
        "name: x|seeds: [2, 1, 2]|series: [{label: a}] => : seeds must be distinct, got [2, 1, 2]",
        "name: x|base: {attack-from-epoch: 3}|series: [{label: a}] => : base: write attack-from-epochs"
            + " of the file, not attack-from-epoch",
        "name: x|series: [{label: a, set: {seed: 2}}] => : series 'a': write seeds of the file, not seed",
        "name: x|axes: [{attack.epsilon: {from: 1, to: 2, count: 10001}}] => , line 2: axis"
            + " attack.epsilon: count must be at most 10000, got 10001",
        "name: x|axes: [{seed: {from: 1, to: 2, count: 3}}] => , line 2: axis seed: write seeds instead",
        "name: x|axes: [{batch: {from: 1, to: 200, step: 1}}, {epochs: {from: 1, to: 100, step: 1}}] =>"
            + " : the axes' grid must have at most 10000 points, has 20000 up to axis epochs",
        "title: x|name: X => : name must be lower-case letters, digits and hyphens, got X",
        "name: x|title: a|name: y => , line 3: twice the key 'name'",
        "name: x|base: {rule: krum,|  rule: mean} => , line 3: twice the key 'rule'",
        "name: x|series: [{label: a}]|---|# more|name: y => , line 5: a second document starts here; a file"
            + " holds one",
        "# only a comment => : is empty"
      })
  void whatMayStandThereIsSaid(String text, String fault) {
    assertEquals("f.yaml" + fault, refusal(text.replace("|", "\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "name: x|base:|\trule: krum => 3: not YAML: while scanning for the next token, found character",
        "name: x|base:|  rule: krum| seeds: [1] => 4: not YAML: while parsing a block mapping, a key of"
            + " a mapping or an item of a list starts in another column than those before it",
        "name: x|seeds: 3|title: a: b => 3: not YAML: mapping values are not allowed here"
      })
  void whatIsNoYamlIsSaid(String text, String fault) {
    String refusal = refusal(text.replace("|", "\n"));
    assertTrue(refusal.startsWith("f.yaml, line " + fault), refusal);
    assertFalse(refusal.contains("\n"), refusal);
  }
}
