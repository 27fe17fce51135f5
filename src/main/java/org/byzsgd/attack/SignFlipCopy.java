package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends one correct worker's row, negated.
 *
 * <p>u = -scale v_i for one correct row v_i, so that the forged rows are as long and as noisy as a
 * correct one and agree with each other. The others of this name are {@code sign-flip-own} and
 * {@code sign-flip-mean}. Cost d. Example: correct rows (1, 4), (3, 8), worker 1 and scale 1 give
 * (-3, -8).
 *
 * @param worker the place of the copied row among the correct ones in the order of their ids, 0 ..
 *     h - 1
 * @param scale the length, any finite real
 */
public record SignFlipCopy(int worker, double scale) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public void check(int workers, int byzantine) {
    Knowing.place("sign-flip-copy", worker, workers, byzantine);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Forgery.sentByAll(view, Forgery.multiple(-scale, view.knownRows()[worker]));
  }

  /** Makes the attack {@code sign-flip-copy}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "sign-flip-copy";
    }

    @Override
    public String summary() {
      return "all send one correct row times -scale";
    }

    @Override
    public String citation() {
      return "the variant of public libraries; no paper states it";
    }

    @Override
    public String cost() {
      return "d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "worker",
              "a whole number between 0 and h - 1",
              "0",
              "the place of the copied row among the correct ones"),
          new Parameter("scale", "any finite real number", "1", "the length"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new SignFlipCopy(
          arguments.integer("worker", 0, 0, Integer.MAX_VALUE), arguments.real("scale", 1));
    }
  }
}
