package org.byzsgd.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.byzsgd.aggregation.AggregationRule;
import org.byzsgd.attack.Attack;
import org.byzsgd.registry.UsageException;

/**
 * What came of a round's request: gradients, and failures as far as the quorum allows. The workers
 * that did not fail are present: the rows of a round are theirs, in the order of their ids. (A
 * Byzantine worker that is not asked cannot fail.)
 */
final class Answers implements Cluster.Receiver {
  private final int round;
  private final int quorum;
  private final WorkerGradient[] sent;
  private final List<WorkerFailedException> failures = new ArrayList<>();
  private final BitSet missing = new BitSet();

  /**
   * Nothing yet.
   *
   * @param round from 0
   * @param quorum how many workers must be present
   * @param sent where gradients go, by worker
   */
  Answers(int round, int quorum, WorkerGradient[] sent) {
    this.round = round;
    this.quorum = quorum;
    this.sent = sent;
  }

  @Override
  public void receive(int worker, WorkerGradient gradient) {
    sent[worker] = gradient;
  }

  @Override
  public synchronized void fail(WorkerFailedException failure) {
    failures.add(failure);
    missing.set(failure.worker());
    int left = sent.length - missing.cardinality();
    if (quorum == sent.length) {
      throw failure;
    }
    if (left < quorum) {
      throw new RoundFailedException(
          round, left + " workers are left, and the quorum is " + quorum + ": " + reasons(), null);
    }
  }

  boolean complete() {
    return missing.isEmpty();
  }

  /** What the missing workers threw, by worker. */
  String reasons() {
    return failures.stream()
        .sorted((a, b) -> Integer.compare(a.worker(), b.worker()))
        .map(WorkerFailedException::reason)
        .collect(Collectors.joining(", "));
  }

  /** The ids of all that are not missing, ascending. */
  int[] present() {
    return IntStream.range(0, sent.length).filter(i -> !missing.get(i)).toArray();
  }

  List<Integer> missing() {
    return missing.stream().boxed().toList();
  }

  /** Where among the present workers some of all workers are; those that are missing are not. */
  int[] positions(int[] ids) {
    int[] present = present();
    return Arrays.stream(ids)
        .map(id -> Arrays.binarySearch(present, id))
        .filter(position -> position >= 0)
        .toArray();
  }

  /**
   * Refuses numbers of rows that the rule or the attack is not defined for.
   *
   * @param byzantine how many of the present workers lie
   */
  void check(AggregationRule rule, Attack attack, int byzantine) {
    int rows = sent.length - missing.cardinality();
    try {
      rule.check(rows);
      if (byzantine > 0) {
        attack.check(rows, byzantine);
      }
    } catch (UsageException e) {
      throw unfit(e.getMessage(), e);
    }
    if (byzantine == rows) {
      throw unfit("no correct worker is left", null);
    }
  }

  private RoundFailedException unfit(String why, UsageException cause) {
    return new RoundFailedException(
        round, "workers " + missing() + " are missing, and " + why + ": " + reasons(), cause);
  }
}
