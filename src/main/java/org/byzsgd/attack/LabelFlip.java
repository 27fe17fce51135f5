package org.byzsgd.attack;

import java.util.Arrays;
import java.util.Optional;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Poisoning;
import org.byzsgd.data.Shape;
import org.byzsgd.random.Stream;
import org.byzsgd.registry.Arguments;

/**
 * Every Byzantine worker computes honestly on wrong labels: K - 1 - y in place of y.
 *
 * <p>K is the number of classes, so ten classes are flipped to 9 - y (Yin, Chen, Ramchandran,
 * Bartlett 2018, experiments). The workers need no knowledge, do not conspire, and send what they
 * computed; the middle class of an odd K keeps its label. Cost: q gradients. Example: labels 0, 3,
 * 9 of ten classes become 9, 6, 0.
 */
public record LabelFlip() implements SliceableAttack, Poisoning {
  @Override
  public Knowledge knowledge() {
    return Knowledge.OWN_GRADIENTS;
  }

  @Override
  public Optional<Poisoning> poisoning(Stream stream) {
    return Optional.of(this);
  }

  @Override
  public void poison(Batch batch, Shape shape, int classes) {
    int[] labels = batch.labels();
    for (int i = 0; i < batch.size(); i++) {
      labels[i] = classes - 1 - labels[i];
    }
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Arrays.stream(view.knownRows()).map(float[]::clone).toArray(float[][]::new);
  }

  /** Makes the attack {@code label-flip}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "label-flip";
    }

    @Override
    public String summary() {
      return "each computes honestly on labels K - 1 - y, inside the worker";
    }

    @Override
    public String citation() {
      return "Yin, Chen, Ramchandran, Bartlett 2018, experiments";
    }

    @Override
    public Attack create(Arguments arguments) {
      return new LabelFlip();
    }
  }
}
