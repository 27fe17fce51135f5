package org.byzsgd.attack;

import org.byzsgd.registry.Arguments;

/**
 * Every Byzantine worker sends the reversed signs of the mean, as long as Krum still chooses them.
 *
 * <p>u = -lambda s with s the sign of the mean of the correct rows in each coordinate (Fang, Cao,
 * Jia, Gong 2020, the attack on Krum with full knowledge; the paper's reference point, the last
 * model, is 0 for gradients). Lambda starts at (sqrt(k / (m - 2q - 1)) + max_i |v_i|) / |s|, k the
 * smallest sum of squared distances from a correct row to its m - q - 2 nearest other correct ones,
 * beyond which Krum with f = q cannot choose u, and is halved until Krum does, {@value #HALVINGS}
 * times at most. Any rule can be in use; Krum is what the attacker expects. Needs 2q + 2 &lt; m. s
 * = 0 gives 0. Cost h^2 d / 2. Example: correct rows (1), (2), (3), (5) and one Byzantine worker
 * start at (sqrt(2/2) + 5)/1 = 6 with k = 1 + 1; -6, -3 and -1.5 are not chosen, nor are -0.75 and
 * so on down to 0, so the last, nearly 0, is sent.
 */
public record FangKrum() implements SliceableAttack {
  private static final int HALVINGS = 40;

  @Override
  public void check(int workers, int byzantine) {
    Knowing.share("fang-krum", Math.floorDiv(workers - 3, 2), workers, byzantine);
  }

  @Override
  public float[][] forge(AdversaryView view) {
    float[] signs = Forgery.signs(view.knownMean());
    double square = Forgery.product(view, signs, signs);
    if (square == 0) {
      return Forgery.sentByAll(view, signs);
    }
    double lambda = Forgery.agreed(view, () -> longest(new ExpectedKrum(view, signs, square)));
    return Forgery.sentByAll(view, Forgery.multiple(-lambda, signs));
  }

  private static double longest(ExpectedKrum krum) {
    double lambda = krum.bound();
    for (int i = 0; i < HALVINGS && !krum.chooses(lambda); i++) {
      lambda /= 2;
    }
    return lambda;
  }

  /** Makes the attack {@code fang-krum}. */
  public static final class Factory implements AttackFactory {
    /** For the service loader. */
    public Factory() {}

    @Override
    public String name() {
      return "fang-krum";
    }

    @Override
    public String summary() {
      return "all send the reversed signs of the mean, as long as Krum still " + "chooses them";
    }

    @Override
    public String citation() {
      return "Fang, Cao, Jia, Gong 2020, the attack on Krum with full knowledge";
    }

    @Override
    public String cost() {
      return "h^2 d / 2";
    }

    @Override
    public Attack create(Arguments arguments) {
      return new FangKrum();
    }
  }
}
