package org.byzsgd.attack;

import java.util.Arrays;
import java.util.List;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Parameter;
import org.byzsgd.registry.UsageException;

/**
 * Every Byzantine worker sends its own honest gradient with some bits of every float inverted.
 *
 * <p>Bits are counted from 1, the lowest of the fraction, over 24 .. 31, the exponent, to 32, the
 * sign; by default 22, 30, 31 and 32 as in Xie, Koyejo, Gupta 2018 (<i>Generalized
 * Byzantine-tolerant SGD</i>, experiments), which corrupts single coordinates where this attack
 * inverts all. High bits of the exponent turn small values into huge ones, and may make infinities
 * and NaN. Knows nothing but its own gradients. Cost q d. Example: bit 32 alone turns (1, -4) into
 * (-1, 4), bit 24 alone turns 1 = 2^0 into 2^-1.
 *
 * @param mask the inverted bits, bit 1 being 1
 */
public record BitFlip(int mask) implements SliceableAttack {
  @Override
  public Knowledge knowledge() {
    return Knowledge.OWN_GRADIENTS;
  }

  @Override
  public float[][] forge(AdversaryView view) {
    return Arrays.stream(view.knownRows()).map(this::flipped).toArray(float[][]::new);
  }

  private float[] flipped(float[] row) {
    float[] flipped = new float[row.length];
    for (int k = 0; k < row.length; k++) {
      flipped[k] = Float.intBitsToFloat(Float.floatToRawIntBits(row[k]) ^ mask);
    }
    return flipped;
  }

  private static int mask(String text) {
    int mask = 0;
    for (String bit : text.split("-", -1)) {
      // Two digits at most: anything longer is out of range, and must not overflow.
      int number = bit.matches("[0-9]{1,2}") ? Integer.parseInt(bit) : 0;
      if (number < 1 || number > 32) {
        throw new UsageException(
            "bit-flip: bits must be whole numbers between 1 and 32 joined by -, got " + text);
      }
      mask |= 1 << (number - 1);
    }
    return mask;
  }

  /** Makes the attack {@code bit-flip}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "bit-flip";
    }

    @Override
    public String summary() {
      return "each sends its own honest gradient with some bits of every float " + "inverted";
    }

    @Override
    public String citation() {
      return "after Xie, Koyejo, Gupta 2018 (Generalized Byzantine-tolerant SGD), " + "experiments";
    }

    @Override
    public String cost() {
      return "q d";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter(
              "bits",
              "whole numbers between 1 and 32 joined by -",
              "22-30-31-32",
              "the inverted bits; 32 is the sign"));
    }

    @Override
    public Attack create(Arguments arguments) {
      return new BitFlip(mask(arguments.text("bits", "22-30-31-32")));
    }
  }
}
