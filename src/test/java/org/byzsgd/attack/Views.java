package org.byzsgd.attack;

import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.byzsgd.random.Stream;

/** Rounds for attacks to look at; the Byzantine workers have the highest ids. */
final class Views {
  private Views() {}

  static Stream stream(long seed) {
    return new Seed(seed).stream(Purpose.ATTACK, 3, 0);
  }

  /** What an attack of this knowledge sees if the rows it may know are these. */
  static AdversaryView of(Attack attack, float[][] known, int workers, String rule, int declared) {
    boolean own = attack.knowledge() == Knowledge.OWN_GRADIENTS;
    int byzantine = own ? known.length : workers - known.length;
    int[] ids = new int[byzantine];
    for (int i = 0; i < byzantine; i++) {
      ids[i] = workers - byzantine + i;
    }
    return own
        ? AdversaryView.ownGradients(known, ids, workers, 3, stream(1))
        : AdversaryView.omniscient(
            known, ids, RuleFactory.of(rule, declared, workers), 3, stream(1));
  }

  /** What an attack sends among this many workers, against the mean. */
  static float[][] forge(String attack, int workers, float[]... known) {
    return forge(attack, "mean", 0, workers, known);
  }

  static float[][] forge(String text, String rule, int declared, int workers, float[]... known) {
    Attack attack = AttackFactory.of(text);
    return attack.forge(of(attack, known, workers, rule, declared));
  }

  /** The inner product, in double. */
  static double product(float[] x, float[] y) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += (double) x[k] * y[k];
    }
    return sum;
  }

  /** Rows of independent normal values around a mean. */
  static float[][] rows(long seed, int count, int dimension, double mean) {
    Stream stream = new Seed(seed).stream(Purpose.MONTE_CARLO, 0, 0);
    float[][] rows = new float[count][dimension];
    for (float[] row : rows) {
      for (int k = 0; k < dimension; k++) {
        row[k] = (float) (mean + stream.nextGaussian());
      }
    }
    return rows;
  }
}
