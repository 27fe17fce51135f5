package org.byzsgd.attack;

import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/**
 * Every Byzantine worker sends the opposite of the sum of the correct rows, scaled to a large
 * length.
 *
 * <p>u = -scale sum_i v_i over the h correct rows (Blanchard, El Mhamdi, Guerraoui, Stainer 2017,
 * experiments; the scale is that of Xie, Koyejo, Gupta 2018, experiments). Breaks the mean at once
 * and is easily told from correct rows. Values beyond the largest float are sent as infinities.
 * Cost h d. Example: correct rows (1, 4), (3, 8) and scale 10 give (-40, -120).
 *
 * @param scale the length, any finite real
 */
public record Omniscient(double scale) implements SliceableAttack {
  @Override
  public boolean combinesKnownRows() {
    return true;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    double factor = -scale * view.knownRows().length;
    return Forgery.sentByAll(view, Forgery.multiple(factor, view.knownMean()));
  }

  /** Makes the attack {@code omniscient}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "omniscient";
    }

    @Override
    public String summary() {
      return "all send the sum of the correct rows times -scale";
    }

    @Override
    public String citation() {
      return "Blanchard, El Mhamdi, Guerraoui, Stainer 2017, experiments";
    }

    @Override
    public String cost() {
      return "h d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(new Parameter("scale", "any finite real number", "1e20", "the length"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new Omniscient(arguments.real("scale", 1e20));
    }
  }
}
