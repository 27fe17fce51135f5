package org.byzsgd.ml;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What is counted of one worker over the rounds. A checkpoint keeps its fields. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class WorkerTally {
  private long choices;
  private long leftOut;
  private long weighings;
  private double weights;
  private long outermost;
  private double distances;
  private double losses;

  /** The rule chose some rows in a round. */
  void choice() {
    choices++;
  }

  void leaveOut() {
    leftOut++;
  }

  void weight(double weight) {
    weighings++;
    weights += weight;
  }

  void outermost() {
    outermost++;
  }

  /** A distance from the aggregate, beside that of the middle worker. */
  void distance(double distance, double typical) {
    distances += distance == typical ? 1 : distance / typical;
  }

  void loss(double loss) {
    losses += loss;
  }

  WorkerReport report(int id, String name, int rows, int rounds) {
    return new WorkerReport(
        id,
        name,
        rows,
        rounds,
        choices == 0 ? OptionalLong.empty() : OptionalLong.of(leftOut),
        weighings == 0 ? OptionalDouble.empty() : OptionalDouble.of(weights / weighings),
        outermost,
        distances / rounds,
        losses / rounds);
  }
}
