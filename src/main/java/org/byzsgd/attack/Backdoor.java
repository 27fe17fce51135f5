package org.byzsgd.attack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Shape;
import org.byzsgd.data.Trigger;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker computes on a minibatch in which a share of the samples bears a trigger
 * and the label of a target class, and sends the gradient times a boost.
 *
 * <p>Model replacement (Bagdasaryan, Veit, Hua, Estrin, Shmatikov 2020; explicit boosting in
 * Bhagoji, Chakraborty, Mittal, Calo 2019) in the form of synchronous gradients. There a client
 * scales its model's difference by the number of clients over the global learning rate, so that the
 * average of all becomes its model. Here a row is a gradient and the step's learning rate is the
 * server's, so u_i = boost g_i with boost = m/q by default: under the mean the attacker's share of
 * the step, (q/m) boost times the mean of the g_i, is a whole step on the poisoned objective,
 * beside the (m - q)/m of one of the correct workers. The first ceil(share n) samples of a
 * minibatch of n, which is in random order, are stamped and relabelled; the others keep the model
 * useful. Evaluations report the {@link Trigger}'s success: the share of test samples of other
 * classes that are taken for the target when stamped. Cost: q gradients. Example: own rows (1, 4),
 * (3, -8) of 5 workers, m/q = 2.5, give (2.5, 10), (7.5, -20).
 *
 * @param trigger patch and target class
 * @param share of a minibatch that is stamped, 0 .. 1
 * @param boost the factor of the gradient; empty for m/q
 */
public record Backdoor(Trigger trigger, double share, OptionalDouble boost)
    implements SliceableAttack {
  @Override
  public Knowledge knowledge() {
    return Knowledge.OWN_GRADIENTS;
  }

  @Override
  public Optional<Poisoning> poisoning(Stream stream) {
    return Optional.of(new Stamping(trigger, share));
  }

  @Override
  public Optional<Trigger> goal() {
    return Optional.of(trigger);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    double factor = boost.orElse((double) view.workers() / view.byzantine().length);
    return Arrays.stream(view.knownRows())
        .map(row -> Forgery.multiple(factor, row))
        .toArray(float[][]::new);
  }

  /**
   * What the workers do to their minibatches.
   *
   * @param trigger patch and target class
   * @param share of a minibatch
   */
  private record Stamping(Trigger trigger, double share) implements Poisoning {
    @Override
    public void poison(Batch batch, Shape shape, int classes) {
      int stamped = (int) Math.ceil(share * batch.size());
      for (int i = 0; i < stamped; i++) {
        trigger.stamp(batch.values(), i * batch.features(), shape);
        batch.labels()[i] = trigger.target();
      }
    }
  }

  /** Makes the attack {@code backdoor}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "backdoor";
    }

    @Override
    public String summary() {
      return "each computes on samples of which a share bears a trigger and a target's label, and "
          + "boosts the gradient";
    }

    @Override
    public String citation() {
      return "Bagdasaryan et al. 2020; Bhagoji et al. 2019; trigger of Gu et al. 2017";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "target",
              "a whole number between 0 and 65535",
              "0",
              "the class that the trigger is to give"),
          new Parameter(
              "share", "between 0.0 and 1.0", "0.5", "the part of a minibatch that is stamped"),
          new Parameter(
              "size",
              "a whole number between 1 and 65535",
              "3",
              "pixels a side in the lower right corner; of plain vectors, the first features"),
          new Parameter(
              "value", "any finite real number", "1", "what the patch's values are set to"),
          new Parameter(
              "boost",
              "any finite real number, or auto: m/q",
              "auto",
              "what the gradient is multiplied with"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Backdoor(
          new Trigger(
              arguments.integer("size", 3, 1, 65535),
              (float) arguments.real("value", 1),
              arguments.integer("target", 0, 0, 65535)),
          arguments.real("share", 0.5, 0, 1),
          arguments.text("boost", "auto").equals("auto")
              ? OptionalDouble.empty()
              : OptionalDouble.of(arguments.real("boost", 0)));
    }
  }
}
