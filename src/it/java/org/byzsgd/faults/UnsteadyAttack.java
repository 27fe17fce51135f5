package org.byzsgd.faults;

import java.util.List;
import org.byzsgd.attack.AdversaryView;
import org.byzsgd.attack.Attack;
import org.byzsgd.attack.AttackFactory;
import org.byzsgd.attack.InnerProductManipulation;
import org.byzsgd.attack.SliceableAttack;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;

/** Inner product manipulation that may have a {@link Fault} where slices are aggregated. */
public final class UnsteadyAttack implements AttackFactory {
  private final AttackFactory steady = new InnerProductManipulation.Factory();

  /** For the service loader. */
  public UnsteadyAttack() {}

  @Override
  public String name() {
    return "unsteady-ipm";
  }

  @Override
  public String summary() {
    return steady.summary();
  }

  @Override
  public String citation() {
    return steady.citation();
  }

  @Override
  public List<Parameter> parameters() {
    return steady.parameters();
  }

  @Override
  public Attack create(Arguments arguments) {
    return new Unsteady(steady.create(arguments));
  }

  private record Unsteady(Attack steady) implements SliceableAttack {
    @Override
    public float[][] forge(AdversaryView view) {
      Fault.inSlice();
      return steady.forge(view);
    }
  }
}
