package org.byzsgd.experiment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a run left behind, of this version or an older one, whole or not. The settings are texts, so
 * that rules of other jars and keys of other versions can be shown too.
 *
 * @param directory where
 * @param experiment the first part of the directory's name
 * @param settings the specification, in the order of the file
 * @param provenance versions, Spark's settings, fingerprints of the data
 * @param state how it ended
 * @param rounds how many rounds were done; of an interrupted run, by its last evaluation
 * @param roundsWithMissing in how many of them workers were missing, by its summary; 0 of an
 *     interrupted run
 * @param evaluations in order; of an interrupted run those that were written
 */
public record StoredRun(
    Path directory,
    String experiment,
    Map<String, String> settings,
    Map<String, String> provenance,
    State state,
    int rounds,
    int roundsWithMissing,
    List<EvaluationRow> evaluations) {
  /** The key in a summary. */
  static final String MISSED = "rounds-with-missing-workers";

  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");

  /** How a run ended. */
  public enum State {
    /** All rounds were done. */
    FINISHED,
    /** The aggregate left the finite numbers. */
    DIVERGED,
    /** The files end in the middle: it was killed, or is still under way. */
    INCOMPLETE
  }

  /**
   * Copies the collections.
   *
   * @param directory where
   * @param experiment the first part of its name
   * @param settings the specification
   * @param provenance versions and the like
   * @param state how it ended
   * @param rounds how many rounds were done
   * @param roundsWithMissing in how many of them workers were missing
   * @param evaluations in order
   */
  public StoredRun {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    evaluations = List.copyOf(evaluations);
  }

  /**
   * A run that has just ended, without its provenance.
   *
   * @param record what the runner says of it
   * @return the same as read from its directory
   */
  public static StoredRun of(RunRecord record) {
    Path directory = Path.of(record.directory().toUri().getPath());
    return new StoredRun(
        directory,
        RunReader.experiment(directory),
        RunReader.texts(record.spec().settings()),
        Map.of(),
        State.valueOf(record.status().name()),
        record.rounds(),
        record.roundsWithMissing(),
        record.evaluations());
  }

  /** {@return the directory's name, which is also the run's} */
  public String name() {
    return RunReader.name(directory);
  }

  /**
   * A setting.
   *
   * @param key such as {@code learning-rate}
   * @return its text; empty if the specification does not say
   */
  public Optional<String> setting(String key) {
    return Optional.ofNullable(settings.get(key));
  }

  /** {@return whether anybody lies} */
  public boolean attacked() {
    return setting("attack").filter(attack -> !attack.equals(RunSpec.NO_ATTACK)).isPresent();
  }

  /** {@return whether all its rounds, or all up to its divergence, are there} */
  public boolean complete() {
    return state != State.INCOMPLETE;
  }

  /** {@return whether the run left the finite numbers} */
  public boolean diverged() {
    return state == State.DIVERGED;
  }

  /** {@return the last evaluation; empty if none was written} */
  public Optional<EvaluationRow> last() {
    return evaluations.isEmpty()
        ? Optional.empty()
        : Optional.of(evaluations.get(evaluations.size() - 1));
  }

  /** {@return the line for a shell that runs this specification again} */
  public String command() {
    return "submit/local train "
        + settings.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + " " + quoted(entry.getValue()))
            .collect(Collectors.joining(" "));
  }

  /**
   * A word as a POSIX shell has to be given it.
   *
   * @param word any text
   * @return the same, in quotes where it needs them
   */
  public static String quoted(String word) {
    return PLAIN_WORD.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
