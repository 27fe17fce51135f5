package org.byzsgd.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.byzsgd.store.ChecksummedFloats;
import org.byzsgd.training.RoundTrace;

/**
 * What was observed of a run so far: all that its files are made of.
 *
 * @param rounds what happened in each round
 * @param evaluations in order
 */
record Observed(List<RoundTrace> rounds, List<EvaluationRow> evaluations) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  Observed {
    rounds = List.copyOf(rounds);
    evaluations = List.copyOf(evaluations);
  }

  private record Text(List<RoundTrace> rounds, List<String> evaluations) {}

  /** As a checkpoint keeps it. */
  String text() {
    try {
      return JSON.writeValueAsString(
          new Text(rounds, evaluations.stream().map(EvaluationRow::csv).toList()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What {@link #text} wrote. */
  static Observed parse(String text) throws ChecksummedFloats.TornException {
    try {
      Text read = JSON.readValue(text, Text.class);
      return new Observed(
          read.rounds, read.evaluations.stream().map(EvaluationRow::parse).toList());
    } catch (JsonProcessingException e) {
      throw new ChecksummedFloats.TornException("holds observations of another version", e);
    }
  }
}
