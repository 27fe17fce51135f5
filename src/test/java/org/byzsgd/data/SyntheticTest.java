package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class SyntheticTest {
  private static Dataset load(String text) {
    return DatasetFormat.load(text, new LocalStorage());
  }

  private static float[] sample(Samples samples, int i) {
    float[] out = new float[samples.shape().size()];
    samples.copyTo(i, out, 0);
    return out;
  }

  @Test
  void defaultsAreThoseOfTheSyntax() {
    Dataset plain = load("synthetic");
    Dataset full = load(new Synthetic().syntax());
    assertEquals(5000, plain.training().count());
    assertEquals(1000, plain.test().count());
    assertEquals(10, plain.test().classes());
    assertEquals(Shape.vector(64), plain.test().shape());
    assertEquals(plain.training().fingerprint(), full.training().fingerprint());
    assertEquals(plain.test().fingerprint(), full.test().fingerprint());
    assertEquals(1938898248, plain.training().fingerprint());
    assertNotEquals(
        plain.training().fingerprint(), load("synthetic:seed=2").training().fingerprint());
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOne() {
    Samples small = load("synthetic:train=10").training();
    Samples large = load("synthetic:train=20").training();
    for (int i = 0; i < 10; i++) {
      assertArrayEquals(sample(small, i), sample(large, i));
    }
  }

  @Test
  void classMeansHaveTheirLength() {
    Samples samples = load("synthetic:classes=2,features=5,train=40000,separation=7").training();
    double[][] means = new double[2][5];
    double square = 0;
    for (int i = 0; i < samples.count(); i++) {
      float[] values = sample(samples, i);
      for (int j = 0; j < 5; j++) {
        means[samples.label(i)][j] += values[j] / 20000.0;
        square += (double) values[j] * values[j];
      }
    }
    for (double[] mean : means) {
      double length = 0;
      for (double value : mean) {
        length += value * value;
      }
      assertEquals(7, Math.sqrt(length), 0.03);
    }
    // E |x|^2 = separation^2 + p.
    assertEquals(49 + 5, square / samples.count(), 0.4);
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    Refusal.expect(
        "synthetic: classes must be a whole number between 2 and 1000, got 1",
        () -> load("synthetic:classes=1"));
    Refusal.expect(
        "synthetic: separation must be between 0.0 and 1000.0, got -1",
        () -> load("synthetic:separation=-1"));
    Refusal.expect(
        "synthetic: at most 2147 samples of 1000000 features fit into a set, got 5000",
        () -> load("synthetic:features=1000000"));
    Refusal.expect(
        "synthetic: unknown parameter 'size'; known: classes, features, train, test, separation,"
            + " seed",
        () -> load("synthetic:size=3"));
  }
}
