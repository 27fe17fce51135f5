package org.byzsgd.attack;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Every Byzantine worker sends the mean of the known rows, z standard deviations aside.
 *
 * <p>u_j = mean_j - z s_j in each of the d coordinates j, s_j the sample standard deviation of the
 * known rows (one degree of freedom less than rows); with the sign {@code plus} mean_j + z s_j
 * (Baruch, Baruch, Goldberg 2019, prevention of convergence). Where z is not given, z = Phi^-1((m -
 * q - k)/(m - q)) with k = floor(m/2 + 1) - q, the number of correct workers whose support makes
 * the Byzantine ones a majority; this needs k of 1 .. m - q - 1 and may be negative where q is far
 * from m/2. The paper's attacker knows only its own q rows ({@code knowledge=own-gradients}), which
 * needs q of at least 2. Small z stays among the correct rows and still moves distance-based and
 * coordinate-wise rules. Finite for finite rows. Cost h d. Example: rows (1, 4), (3, 8) and z = 1
 * give the mean (2, 6) less (sqrt 2, sqrt 8) = (0.586, 3.172); m = 25 and q = 11 give k = 2 and z =
 * Phi^-1(12/14) = 1.0676.
 *
 * @param z the number of standard deviations, any finite real; empty: from m and q
 * @param sign on which side of the mean
 * @param knowledge whose mean and deviation
 */
public record ALittleIsEnough(OptionalDouble z, Sign sign, Knowledge knowledge)
    implements SliceableAttack {
  /** On which side of the mean the forged row lies. */
  public enum Sign {
    /** mean - z s. */
    MINUS,
    /** mean + z s. */
    PLUS
  }

  @Override
  public void check(int workers, int byzantine) {
    Knowing.atLeast("alie", 2, knowledge, workers, byzantine);
    if (z.isEmpty()) {
      quantile(workers, byzantine);
    }
  }

  /**
   * The paper's z, up to which a majority still supports the forged value.
   *
   * @param workers m
   * @param byzantine q
   * @return Phi^-1((m - q - k)/(m - q)) with k = floor(m/2 + 1) - q
   * @throws UsageException if k is not of 1 .. m - q - 1
   */
  public static double quantile(int workers, int byzantine) {
    int correct = workers - byzantine;
    int supporters = workers / 2 + 1 - byzantine;
    if (supporters < 1 || supporters >= correct) {
      throw new UsageException(
          String.format(
              "alie: z follows from m and q only if byzantine is between %d and %d"
                  + " for %d workers, got %d; give z",
              1, workers < 3 ? 0 : workers / 2, workers, byzantine));
    }
    double share = (double) (correct - supporters) / correct;
    return new NormalDistribution().inverseCumulativeProbability(share);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    double factor =
        z.isPresent() ? z.getAsDouble() : quantile(view.workers(), view.byzantine().length);
    double signed = sign == Sign.MINUS ? -factor : factor;
    return Forgery.sentByAll(view, Forgery.sum(view.knownMean(), signed, view.knownDeviation()));
  }

  /** Makes the attack {@code alie}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "alie";
    }

    @Override
    public String summary() {
      return "a little is enough: all send the mean, z standard deviations aside in "
          + "every coordinate";
    }

    @Override
    public String citation() {
      return "Baruch, Baruch, Goldberg 2019, prevention of convergence";
    }

    @Override
    public String cost() {
      return "h d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "z",
              "any finite real number, or auto: from m and q",
              "auto",
              "standard deviations between the mean and the forged row"),
          new Parameter("sign", Choice.words(Sign.values()), "minus", "the side of the mean"),
          new Parameter(
              "knowledge",
              Choice.words(Knowledge.values()),
              "omniscient",
              "whose mean and deviation"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new ALittleIsEnough(
          arguments.text("z", "auto").equals("auto")
              ? OptionalDouble.empty()
              : OptionalDouble.of(arguments.real("z", 0)),
          Choice.of(name(), arguments, "sign", Sign.MINUS),
          Choice.of(name(), arguments, "knowledge", Knowledge.OMNISCIENT));
    }
  }
}
