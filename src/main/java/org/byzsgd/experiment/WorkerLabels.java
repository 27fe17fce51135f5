package org.byzsgd.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.byzsgd.data.Samples;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.registry.UsageException;

/**
 * What the workers of a run hold, where labels decided that: {@code workers.csv} of the run's
 * directory. A line has a worker's id, the number of its samples, and for each label the fraction
 * of them that have it; the header is {@code worker,samples,label_0,...}.
 *
 * @param workers in the order of their ids
 */
public record WorkerLabels(List<Held> workers) {
  /** The name of the file in a run directory. */
  static final String FILE = "workers.csv";

  /**
   * What one worker holds.
   *
   * @param samples how many, at least 1
   * @param fractions of each label, which add up to 1
   */
  public record Held(int samples, List<Double> fractions) {}

  /**
   * Copies the list.
   *
   * @param workers in the order of their ids
   */
  public WorkerLabels {
    workers = List.copyOf(workers);
  }

  /** {@return how many labels there are} */
  public int labels() {
    return workers.isEmpty() ? 0 : workers.get(0).fractions().size();
  }

  static WorkerLabels of(WorkPlan plan, Samples training) {
    List<Held> workers = new ArrayList<>();
    for (int i = 0; i < plan.workers(); i++) {
      int[] shard = plan.shard(i);
      int[] counts = new int[training.classes()];
      Arrays.stream(shard).forEach(position -> counts[training.label(position)]++);
      workers.add(
          new Held(
              shard.length,
              Arrays.stream(counts).mapToObj(count -> (double) count / shard.length).toList()));
    }
    return new WorkerLabels(workers);
  }

  /** The file, at full precision. */
  String csv() {
    StringBuilder text = new StringBuilder("worker,samples");
    for (int c = 0; c < labels(); c++) {
      text.append(",label_").append(c);
    }
    text.append('\n');
    for (int i = 0; i < workers.size(); i++) {
      text.append(i).append(',').append(workers.get(i).samples());
      workers.get(i).fractions().forEach(fraction -> text.append(',').append(fraction));
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what a run left.
   *
   * @param run of this version or an older one
   * @return what its workers held; empty if labels did not decide that
   * @throws UsageException if the file is malformed
   * @throws IOException if it cannot be read
   */
  public static Optional<WorkerLabels> read(StoredRun run) throws IOException {
    Path file = run.directory().resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<Held> workers = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] fields = lines.get(i).split(",", -1);
      try {
        workers.add(
            new Held(
                Integer.parseInt(fields[1]),
                Arrays.stream(fields).skip(2).map(Double::valueOf).toList()));
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new UsageException(file + ", line " + (i + 1) + ": not a worker: " + lines.get(i), e);
      }
    }
    return Optional.of(new WorkerLabels(workers));
  }
}
