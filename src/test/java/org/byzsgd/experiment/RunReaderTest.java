package org.byzsgd.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories that version 0.1.0 wrote are kept as they were: they must be readable for ever. */
class RunReaderTest {
  private static final Path OLD = Path.of("src/test/resources/org/byzsgd/runs-0.1.0");
  private static final String KRUM = "figure-1-9fcab8dec304";
  private static final String MEAN = "figure-1-58d07b699379";

  @TempDir private Path place;

  private Path copy(String run, String as) throws IOException {
    Path to = Files.createDirectories(place.resolve(as));
    try (var files = Files.list(OLD.resolve(run))) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  @Test
  void anOldDirectoryIsRead() throws IOException {
    StoredRun run = RunReader.read(OLD.resolve(KRUM));
    assertEquals(StoredRun.State.FINISHED, run.state());
    assertEquals("figure-1", run.experiment());
    assertEquals(30, run.rounds());
    assertEquals(Optional.of("krum"), run.setting("rule"));
    assertEquals(Optional.of("ipm:epsilon=0.1"), run.setting("attack"));
    assertEquals("3.5.5", run.provenance().get("spark"));
    assertEquals(
        List.of(0.0, 2.0, 4.0, 6.0), run.evaluations().stream().map(EvaluationRow::epoch).toList());
    assertEquals(0.17827298050139276, run.last().orElseThrow().testAccuracy());
    assertTrue(run.attacked());
  }

  /** The command of an old run is the run: its settings resolve to the hash in its name. */
  @Test
  void theCommandGivesTheSameSpecification() throws IOException {
    for (String name : List.of(KRUM, MEAN)) {
      StoredRun run = RunReader.read(OLD.resolve(name));
      var settings = Yaml.MAPPER.createObjectNode();
      String[] words = run.command().substring("submit/local train ".length()).split(" ", -1);
      for (int i = 0; i < words.length; i += 2) {
        settings.put(words[i].substring(2), words[i + 1]);
      }
      assertEquals(name, "figure-1-" + RunSpec.resolve(settings).hash());
    }
  }

  @Test
  void runsAreFoundAtAndBelowPlacesOnce() throws IOException {
    copy(KRUM, "deep/er/" + KRUM);
    Path mean = copy(MEAN, MEAN);
    RunReader.Found found = RunReader.find(List.of(place, mean, place.resolve("deep")));
    assertEquals(List.of(MEAN, KRUM).stream().sorted().toList(), names(found));
    assertEquals(List.of(), found.problems());
  }

  @Test
  void aBrokenDirectoryIsToldOfAndTheOthersAreRead() throws IOException {
    copy(MEAN, MEAN);
    Path broken = copy(KRUM, KRUM);
    Files.writeString(broken.resolve("spec.yaml"), "specification: [");
    Path strange = copy(KRUM, "strange");
    Files.writeString(strange.resolve("summary.json"), "{\"status\": \"HAPPY\", \"rounds\": 3}");
    RunReader.Found found = RunReader.find(List.of(place));
    assertEquals(List.of(MEAN), names(found));
    assertEquals(2, found.problems().size(), found.problems().toString());
    assertTrue(found.problems().get(0).startsWith(broken + ": " + broken), found.toString());
    assertTrue(found.problems().get(1).endsWith("unknown status 'HAPPY'"), found.toString());
  }

  @Test
  void ofAnInterruptedRunTheWholeLinesAreRead() throws IOException {
    Path partial = copy(KRUM, KRUM + ".partial");
    Files.delete(partial.resolve("summary.json"));
    Path rows = partial.resolve("evaluations.csv");
    String text = Files.readString(rows);
    Files.writeString(rows, text.substring(0, text.length() - 60));
    StoredRun run = RunReader.read(partial);
    assertEquals(StoredRun.State.INCOMPLETE, run.state());
    assertEquals("figure-1", run.experiment());
    assertEquals(20, run.rounds());
    assertEquals(3, run.evaluations().size());
  }

  @Test
  void halfALineInACompleteRunIsAProblem() throws IOException {
    Path run = copy(KRUM, KRUM);
    Files.writeString(
        run.resolve("evaluations.csv"),
        "round,epoch,training_loss,training_accuracy,test_loss,test_accuracy" + "\n0,0.0,2.3\n");
    UsageException e = assertThrows(UsageException.class, () -> RunReader.read(run));
    assertTrue(e.getMessage().endsWith("line 2: not an evaluation: 0,0.0,2.3"), e.getMessage());
  }

  @Test
  void aPlaceThatIsNoDirectoryIsRefused() {
    Path nowhere = place.resolve("nowhere");
    UsageException e = assertThrows(UsageException.class, () -> RunReader.find(List.of(nowhere)));
    assertEquals("no directory at " + nowhere, e.getMessage());
  }

  @Test
  void wordsAreQuotedForAShell() {
    assertEquals("ipm:epsilon=-10", StoredRun.quoted("ipm:epsilon=-10"));
    assertEquals("'ipm|alie'", StoredRun.quoted("ipm|alie"));
    assertEquals("'it'\\''s $(so)'", StoredRun.quoted("it's $(so)"));
    assertEquals("''", StoredRun.quoted(""));
  }

  private static List<String> names(RunReader.Found found) {
    return found.runs().stream().map(StoredRun::name).toList();
  }
}
