package org.byzsgd.training;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.byzsgd.data.Trigger;

/**
 * Evaluations beside the rounds: of a snapshot of the point, one at a time, while training goes on.
 * Results are reported in order, on the training thread.
 */
final class Evaluations implements AutoCloseable {
  private final Cluster cluster;
  private final Optional<Trigger> goal;
  private final Observer observer;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread created = new Thread(work, "evaluation");
            created.setDaemon(true);
            return created;
          });
  private Future<Evaluation> pending;
  private int rounds;
  private double epochs;

  Evaluations(Cluster cluster, Optional<Trigger> goal, Observer observer) {
    this.cluster = cluster;
    this.goal = goal;
    this.observer = observer;
  }

  /** Starts an evaluation; waits for the one before it, so that memory for one is enough. */
  void start(int done, double doneEpochs, float[] parameters, float[] statistics) {
    finish();
    float[] point = parameters.clone();
    float[] running = statistics.clone();
    rounds = done;
    epochs = doneEpochs;
    pending = thread.submit(() -> evaluate(point, running));
  }

  private Evaluation evaluate(float[] point, float[] running) {
    Evaluation evaluation = cluster.evaluate(point, running);
    return goal.map(trigger -> cluster.attackSuccess(point, running, trigger))
        .map(evaluation::withAttackSuccess)
        .orElse(evaluation);
  }

  /** Reports the evaluation under way if it is over. */
  void report() {
    if (pending != null && pending.isDone()) {
      finish();
    }
  }

  /** Whether none is under way. */
  boolean idle() {
    report();
    return pending == null;
  }

  /** Waits for the evaluation under way, if there is one, and reports it. */
  void finish() {
    if (pending == null) {
      return;
    }
    try {
      observer.evaluation(rounds, epochs, pending.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an evaluation ran", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      // Spark's own, of a job that it gave up.
      String why = e.getCause().toString().lines().findFirst().orElse("");
      throw new RoundFailedException(rounds, "its evaluation failed: " + why, e.getCause());
    } finally {
      pending = null;
    }
  }

  /** Waits for the evaluation under way, if there is one, and forgets it. */
  void abandon() {
    try {
      if (pending != null) {
        pending.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      // Whoever goes on from this point evaluates it again.
    } finally {
      pending = null;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
