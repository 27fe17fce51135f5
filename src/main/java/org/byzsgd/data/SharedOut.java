package org.byzsgd.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.registry.UsageException;

/** Which samples of a training set workers get, and which not; the numbers were checked. */
final class SharedOut {
  private final int groups;
  private final int[] kept;
  private final int[] heldBack;
  private final int[] validation;

  private SharedOut(int groups, int[] kept, int[] heldBack, int[] validation) {
    this.groups = groups;
    this.kept = kept;
    this.heldBack = heldBack;
    this.validation = validation;
  }

  /**
   * Holds samples back and checks the numbers.
   *
   * @param seed of the run
   * @param samples the size of the training set
   * @param workers m, a multiple of the replicas
   * @param batch n, 1 .. {@link #part}
   * @param allotment the size of groups, and how many samples are held back
   * @return what is shared out
   * @throws UsageException if a number is out of range
   */
  static SharedOut of(Seed seed, int samples, int workers, int batch, Allotment allotment) {
    if (workers < 1 || workers > samples) {
      throw new UsageException(
          String.format(
              "workers must be between 1 and %d, the number of training samples, got %d",
              samples, workers));
    }
    int replicas = allotment.replicas();
    if (workers % replicas != 0) {
      throw new IllegalArgumentException(workers + " workers are no groups of " + replicas);
    }
    int groups = workers / replicas;
    int[] validation = validation(seed, samples, allotment.validation(), groups);
    int[] others = complement(validation, samples);
    if (allotment.heldBack() > others.length - groups) {
      throw new UsageException(
          String.format(
              "trusted must be between 0 and %d for %d training samples on %d workers, got %d",
              others.length - groups, others.length, workers, allotment.heldBack()));
    }
    int[] trusted = subset(seed, Purpose.TRUSTED_SAMPLES, others.length, allotment.heldBack());
    int[] kept = at(others, complement(trusted, others.length));
    SharedOut shared = new SharedOut(groups, kept, at(others, trusted), validation);
    if (batch < 1 || batch > shared.part()) {
      throw new UsageException(
          String.format(
              "batch must be between 1 and %d for %d training samples on %d workers, got %d",
              shared.part(), shared.kept.length, workers, batch));
    }
    return shared;
  }

  /** Refuses more local steps than an epoch has minibatches. */
  static void checkSteps(int count, int batchesPerEpoch, int batch) {
    if (count < 1 || count > batchesPerEpoch) {
      throw new UsageException(
          String.format(
              "local-steps must be between 1 and %d, the minibatches of %d that a worker has in"
                  + " an epoch, got %d",
              batchesPerEpoch, batch, count));
    }
  }

  /** {@return how many groups of workers have minibatches of their own} */
  int groups() {
    return groups;
  }

  /** {@return positions in the training set that workers get, ascending: the array itself} */
  int[] kept() {
    return kept;
  }

  /** {@return those that the server keeps, ascending: the array itself} */
  int[] heldBack() {
    return heldBack;
  }

  /** {@return those that settings are chosen by, ascending: the array itself} */
  int[] validation() {
    return validation;
  }

  /** {@return how many samples a group gets if all get as many} */
  int part() {
    return kept.length / groups;
  }

  /** Drawn before all else, so that rules with and without trusted samples have the same. */
  private static int[] validation(Seed seed, int samples, int count, int groups) {
    if (count > samples - groups) {
      throw new UsageException(
          String.format(
              "validation must leave %d of %d training samples to the workers, got %d samples",
              groups, samples, count));
    }
    return subset(seed, Purpose.VALIDATION, samples, count);
  }

  /** A uniform subset, ascending. */
  private static int[] subset(Seed seed, Purpose purpose, int samples, int count) {
    if (count == 0) {
      return new int[0];
    }
    int[] some = Arrays.copyOf(seed.stream(purpose, 0, 0).permutation(samples), count);
    Arrays.sort(some);
    return some;
  }

  private static int[] complement(int[] sorted, int count) {
    return IntStream.range(0, count).filter(i -> Arrays.binarySearch(sorted, i) < 0).toArray();
  }

  private static int[] at(int[] values, int[] places) {
    return Arrays.stream(places).map(place -> values[place]).toArray();
  }

  /** The positions in the training set of positions in what is kept. */
  int[] at(int[] places) {
    return at(kept, places);
  }
}
