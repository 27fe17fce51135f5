package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.byzsgd.data.Batch;
import org.byzsgd.data.Dataset;
import org.byzsgd.data.DatasetFormat;
import org.byzsgd.data.LocalStorage;
import org.byzsgd.data.MinibatchPlan;
import org.byzsgd.data.Samples;
import org.byzsgd.data.Shuffle;
import org.byzsgd.model.Model;
import org.byzsgd.model.ModelFactory;
import org.byzsgd.random.Purpose;
import org.byzsgd.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The estimate of the gradient that does not depend on the round's rows. */
class IndependentGradientTest {
  private static final int WORKERS = 5;
  private static final int BATCH = 10;
  private static final Seed SEED = new Seed(7);
  private static final Dataset DIGITS = DatasetFormat.load("digits", new LocalStorage());
  private static final Model MODEL =
      ModelFactory.of("softmax-regression", DIGITS.training().shape(), 10);
  private static final float[] POINT =
      MODEL.initialParameters(SEED.stream(Purpose.INITIAL_POINT, 0, 0));

  private static LocalCluster cluster(Shuffle shuffle) {
    MinibatchPlan plan = MinibatchPlan.of(SEED, shuffle, DIGITS.training().count(), WORKERS, BATCH);
    return new LocalCluster(MODEL, DIGITS, plan, SEED);
  }

  private static float[][] rows(LocalCluster cluster, RoundRequest request) {
    float[][] rows = new float[WORKERS][];
    cluster.gradients(request, (worker, gradient) -> rows[worker] = gradient.gradient());
    return rows;
  }

  private static RoundRequest request(int round) {
    return new RoundRequest(round, 10, IntStream.range(0, WORKERS).toArray(), POINT);
  }

  /** A model without random masks: the gradient on the whole training set is what is estimated. */
  private static float[] wholeGradient() {
    Samples all = DIGITS.training();
    Batch batch = new Batch(all.shape(), all.count());
    batch.read(all, 0, all.count());
    float[] gradient = new float[MODEL.parameters()];
    MODEL.gradient(
        POINT, batch, null, MODEL.workspace(all.count()), gradient, new float[MODEL.statistics()]);
    return gradient;
  }

  private static double squaredError(float[][] rows, float[] expected) {
    double error = 0;
    for (int k = 0; k < expected.length; k++) {
      int place = k;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[place]).average().orElseThrow();
      error += (mean - expected[k]) * (mean - expected[k]);
    }
    return error;
  }

  /**
   * Unbiased: over 300 rounds the squared error of the mean of B minibatches a worker is that of
   * one minibatch over B. The gradient varies along five directions or more, so the ratio has a
   * standard deviation of at most 0.8; a bias would show in the mean of sixteen. The shards of a
   * local shuffle leave 1,435 of the 1,438 samples in play, which is far below that.
   */
  @ParameterizedTest
  @EnumSource(Shuffle.class)
  void itsErrorFallsAsThatOfIndependentMinibatches(Shuffle shuffle) {
    float[] expected = wholeGradient();
    LocalCluster cluster = cluster(shuffle);
    double one = 0;
    double sixteen = 0;
    for (int round = 0; round < 300; round++) {
      one += squaredError(rows(cluster, request(round).withIndependent(1)), expected);
      sixteen += squaredError(rows(cluster, request(round).withIndependent(16)), expected);
    }
    assertEquals(16, one / sixteen, 3);
  }

  @Test
  void itDependsOnTheRoundAloneAndNotOnTheRoundsMinibatches() {
    LocalCluster cluster = cluster(Shuffle.GLOBAL);
    float[][] first = rows(cluster, request(3).withIndependent(2));
    assertArrayEquals(first, rows(cluster, request(3).withIndependent(2)));
    float[][] sent = rows(cluster, request(3));
    assertArrayEquals(sent, rows(cluster, request(3).withIndependent(0)));
    assertFalse(Arrays.deepEquals(first, rows(cluster, request(4).withIndependent(2))));
    for (int i = 0; i < WORKERS; i++) {
      assertFalse(Arrays.equals(first[i], sent[i]));
      assertFalse(Arrays.equals(first[i], first[(i + 1) % WORKERS]));
    }
  }
}
