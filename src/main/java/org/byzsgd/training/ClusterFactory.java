package org.byzsgd.training;

import java.util.Map;
import org.byzsgd.data.Allotment;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.PartitionedPlan;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shuffle;
import org.byzsgd.data.WorkPlan;
import org.byzsgd.random.Seed;

/** Makes clusters for runs and loads their data: what an experiment needs of its platform. */
public interface ClusterFactory {
  /**
   * Loads a data set, or gives the one loaded before.
   *
   * @param data as the user wrote it, such as {@code digits}
   * @return the data set
   * @throws org.byzsgd.registry.UsageException if it is missing or broken
   */
  Dataset load(String data);

  /**
   * A cluster for one run.
   *
   * @param plan what its workers are to compute
   * @return the cluster; the caller closes it
   */
  Cluster open(Plan plan);

  /** {@return the platform's versions and settings, for the provenance of results} */
  Map<String, String> provenance();

  /**
   * What the workers of a run compute.
   *
   * @param run the run's name, for job descriptions
   * @param data the data set as the user wrote it
   * @param model the model as the user wrote it
   * @param shuffle how samples are ordered each epoch; local where labels decide who gets a sample
   * @param workers m
   * @param batch n, samples in a minibatch
   * @param update what a worker makes of its minibatches
   * @param seed of the run
   * @param allotment which workers compute the same, how many samples no worker gets, and who gets
   *     which of the others
   * @param script of the run's rounds if gradients are to stay in slices on the cluster; null if
   *     they go to the driver
   */
  record Plan(
      String run,
      String data,
      String model,
      Shuffle shuffle,
      int workers,
      int batch,
      LocalUpdate update,
      long seed,
      Allotment allotment,
      RoundScript.Source script) {
    /**
     * A plan of plain minibatch gradients in which every worker has minibatches of its own and all
     * samples are shared out.
     *
     * @param run the run's name, for job descriptions
     * @param data the data set as the user wrote it
     * @param model the model as the user wrote it
     * @param shuffle how samples are ordered each epoch
     * @param workers m
     * @param batch n, samples in a minibatch
     * @param seed of the run
     */
    public Plan(
        String run, String data, String model, Shuffle shuffle, int workers, int batch, long seed) {
      this(run, data, model, shuffle, workers, batch, LocalUpdate.GRADIENT, seed, Allotment.ALL);
    }

    /**
     * A plan of gradients that go to the driver.
     *
     * @param run the run's name, for job descriptions
     * @param data the data set as the user wrote it
     * @param model the model as the user wrote it
     * @param shuffle how samples are ordered each epoch
     * @param workers m
     * @param batch n, samples in a minibatch
     * @param update what a worker makes of its minibatches
     * @param seed of the run
     * @param allotment which workers compute the same, and how many samples no worker gets
     */
    public Plan(
        String run,
        String data,
        String model,
        Shuffle shuffle,
        int workers,
        int batch,
        LocalUpdate update,
        long seed,
        Allotment allotment) {
      this(run, data, model, shuffle, workers, batch, update, seed, allotment, null);
    }

    /**
     * The same work with gradients in slices on the cluster.
     *
     * @param source of the script of the run's rounds
     * @return the plan
     */
    public Plan inSlices(RoundScript.Source source) {
      return new Plan(run, data, model, shuffle, workers, batch, update, seed, allotment, source);
    }

    /**
     * The same work under other names.
     *
     * @param otherRun the run's name
     * @param otherSeed of the run
     * @return the plan
     */
    public Plan as(String otherRun, long otherSeed) {
      return new Plan(
          otherRun, data, model, shuffle, workers, batch, update, otherSeed, allotment, script);
    }

    /**
     * Who computes on which samples.
     *
     * @param training the training set
     * @return the minibatches of this plan, one a local step
     * @throws org.byzsgd.registry.UsageException if a number does not fit the set
     */
    public WorkPlan minibatches(Samples training) {
      Seed of = new Seed(seed);
      WorkPlan plan =
          allotment.partitioned()
              ? PartitionedPlan.of(of, training, workers, batch, allotment)
              : MinibatchPlan.of(of, shuffle, training.count(), workers, batch, allotment);
      return plan.withSteps(update.steps());
    }
  }
}
