package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attacks that try what a rule makes of their rows. */
class SearchedAttacksTest {
  private static final float[][] ROWS = {{1, 4}, {3, 8}};

  private static double product(String attack, String rule, int declared, float[][] rows) {
    Attack made = AttackFactory.of(attack);
    AdversaryView view = Views.of(made, rows, 25, rule, declared);
    return Views.product(view.knownMean(), view.outcome(made.forge(view)).vector());
  }

  @Test
  void theMeanIsHarmedMostByTheLargestFactor() {
    assertArrayEquals(new float[] {-20, -60}, Views.forge("optimal-ipm", 3, ROWS)[0]);
    assertArrayEquals(
        new float[] {(float) (2 - Math.sqrt(2)), (float) (6 - Math.sqrt(8))},
        Views.forge("optimal-alie:largest=1", 3, ROWS)[0],
        1e-6f);
    assertArrayEquals(
        new float[] {2, (float) (6 - Math.sqrt(20))},
        Views.forge("small-perturbation:largest=1", 3, ROWS)[0],
        1e-6f);
    float move = (float) Math.sqrt(10);
    assertArrayEquals(
        new float[] {2 - move, 6 - move},
        Views.forge("small-perturbation:largest=1,norm=infinity", 3, ROWS)[0],
        1e-6f);
  }

  /** The border of Krum is found to within 1 % by trying factors one per cent apart. */
  @Test
  void krumIsFooledUpToItsBorder() {
    float[][] rows = Views.rows(12, 14, 400, 0.5);
    Attack optimal = AttackFactory.of("optimal-ipm");
    AdversaryView view = Views.of(optimal, rows, 25, "krum", 11);
    double found = -optimal.forge(view)[0][0] / view.knownMean()[0];
    double border = 0;
    for (double epsilon = 0.01; epsilon < 10; epsilon *= 1.01) {
      float[][] forged = new InnerProductManipulation(epsilon).forge(view);
      border = view.outcome(forged).selected()[0] >= 14 ? epsilon : border;
    }
    assertEquals(1, found / border, 0.02);
    assertTrue(border > 3 && border < 7, "theory 2.5: about 4.9 at s = 0.5, got " + border);
  }

  @ParameterizedTest
  @CsvSource({"krum,11", "median,12", "mean,0"})
  void noFixedFactorOfTheGridHarmsMore(String rule, int declared) {
    float[][] rows = Views.rows(13, 14, 300, 0.4);
    double ipm = product("optimal-ipm", rule, declared, rows);
    double alie = product("optimal-alie", rule, declared, rows);
    for (int i = 0; i < 20; i++) {
      double factor = 10 * StrictMath.pow(1000, -i / 19.0);
      assertTrue(ipm <= product("ipm:epsilon=" + factor, rule, declared, rows) + 1e-9);
      assertTrue(alie <= product("alie:z=" + factor, rule, declared, rows) + 1e-9);
    }
  }

  /**
   * The harm that the search finds, over the most that 400 factors of 0.01 .. 10 do, harm being the
   * fall of the inner product from factor 0: the shares that {@link FactorSearch} tells.
   */
  @ParameterizedTest
  @CsvSource({
    "mean, 0, '', 0.995",
    "median, 11, '', 0.995",
    "krum, 11, '', 0.995",
    "multi-krum, 11, '', 0.995",
    "geometric-median, 11, '', 0.995",
    "cge, 11, '', 0.995",
    "centered-clipping, 11, '', 0.995",
    "meamed, 11, '', 0.98",
    "nnm+trimmed-mean, 11, '', 0.9",
    "nnm+trimmed-mean, 11, :grid=100, 0.995",
    "bulyan, 5, '', 0.8",
    "bulyan, 5, :grid=100, 0.995"
  })
  void theSearchComesNearTheBestOfAFineGrid(
      String rule, int declared, String options, double least) {
    int byzantine = rule.equals("bulyan") ? 5 : 11;
    for (int seed : new int[] {1, 3, 4}) {
      float[][] rows = Views.rows(seed, 25 - byzantine, 100, seed == 3 ? 0.1 : 0.3);
      for (String kind : new String[] {"ipm:epsilon=", "alie:z="}) {
        String name = kind.substring(0, kind.indexOf(':'));
        double none = product(kind + 0, rule, declared, rows);
        double best = none;
        for (int i = 0; i < 400; i++) {
          double factor = 10 * StrictMath.pow(1000, -i / 400.0);
          best = Math.min(best, product(kind + factor, rule, declared, rows));
        }
        double found = product("optimal-" + name + options, rule, declared, rows);
        double share = (none - found) / (none - best);
        assertTrue(share >= least, name + ", seed " + seed + ": " + share);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"two", "infinity"})
  void aSmallPerturbationPassesKrum(String norm) {
    float[][] rows = Views.rows(14, 14, 400, 0.3);
    Attack attack = AttackFactory.of("small-perturbation:norm=" + norm);
    AdversaryView view = Views.of(attack, rows, 25, "krum", 11);
    assertTrue(view.outcome(attack.forge(view)).selected()[0] >= 14);
  }

  @Test
  void krumChoosesFangsRowAndNotTwiceIt() {
    float[][] rows = Views.rows(15, 14, 400, 0.3);
    Attack attack = AttackFactory.of("fang-krum");
    AdversaryView view = Views.of(attack, rows, 25, "krum", 11);
    float[] forged = attack.forge(view)[0];
    float[] twice = Forgery.multiple(2, forged);
    assertTrue(view.outcome(Forgery.sentByAll(view, forged)).selected()[0] >= 14);
    assertTrue(view.outcome(Forgery.sentByAll(view, twice)).selected()[0] < 14);
    assertEquals(-Math.signum(view.knownMean()[7]), Math.signum(forged[7]));
    assertEquals(Math.abs(forged[0]), Math.abs(forged[7]));
  }

  @Test
  void fangsWorkedExampleOfARowThatIsNeverChosen() {
    float[] forged = Views.forge("fang-krum", 5, new float[][] {{1}, {2}, {3}, {5}})[0];
    assertEquals(-6 * Math.pow(2, -40), forged[0], 1e-15);
    assertEquals(
        "fang-krum: byzantine must be between 1 and 11 for 25 workers, got 12",
        assertThrows(UsageException.class, () -> AttackFactory.of("fang-krum").check(25, 12))
            .getMessage());
  }

  @Test
  void fangsValuesLieJustBeyondTheCorrectOnes() {
    for (float[] row : Views.forge("fang-trimmed-mean", 30, new float[][] {{1, -4}, {3, -8}})) {
      assertTrue(row[0] >= 0.5 && row[0] <= 1, "" + row[0]);
      assertTrue(row[1] >= -4 && row[1] <= -2, "" + row[1]);
    }
    for (float[] row : Views.forge("fang-trimmed-mean", 30, new float[][] {{-1, -8}, {3, 4}})) {
      assertTrue(row[0] >= -2 && row[0] <= -1, "" + row[0]);
      assertTrue(row[1] >= 4 && row[1] <= 8, "" + row[1]);
    }
    assertArrayEquals(
        new float[] {1, -4},
        Views.forge("fang-trimmed-mean:factor=1", 3, new float[][] {{1, -4}, {3, -8}})[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optimal-ipm:largest=0 | optimal-ipm: largest must be between 1.0E-6 and 1000000.0, got 0",
        "optimal-ipm:grid=1 | optimal-ipm: grid must be a whole number between 2 and 1000, got 1",
        "optimal-alie:refinements=61"
            + " | optimal-alie: refinements must be a whole number between 0 and 60, got 61",
        "fang-trimmed-mean:factor=0.5"
            + " | fang-trimmed-mean: factor must be between 1.0 and 1000000.0, got 0.5",
        "anti-cge:factor=2 | anti-cge: factor must be between 0.0 and 1.0, got 2",
        "small-perturbation:norm=one"
            + " | small-perturbation: norm must be one of two, infinity, got one"
      })
  void parametersOutOfRangeAreRefused(String attack, String expected) {
    assertEquals(
        expected, assertThrows(UsageException.class, () -> AttackFactory.of(attack)).getMessage());
  }
}
