package org.byzsgd.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.byzsgd.store.ChecksummedFloats;
import org.byzsgd.theory.BreakingEpsilon;

/** What a {@link TrainingLedger} has counted between two rounds, as a checkpoint keeps it. */
record LedgerState(
    int rounds,
    double lastObjective,
    boolean satisfied,
    List<Double> epochLosses,
    List<WorkerTally> tallies,
    List<Epoch> epochs,
    SortedMap<Integer, BreakingEpsilon> breaking) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** An {@link EpochReport} with null for what it does not have. */
  record Epoch(int rounds, double objective, double accuracy, BreakingEpsilon breaking) {
    static Epoch of(EpochReport report) {
      return new Epoch(
          report.rounds(), report.objective(), report.accuracy(), report.breaking().orElse(null));
    }

    EpochReport report() {
      return new EpochReport(rounds, objective, accuracy, Optional.ofNullable(breaking));
    }
  }

  String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #text} wrote. */
  static LedgerState parse(String text) throws ChecksummedFloats.TornException {
    try {
      return JSON.readValue(text, LedgerState.class);
    } catch (JsonProcessingException e) {
      throw new ChecksummedFloats.TornException("holds observations of another version", e);
    }
  }
}
