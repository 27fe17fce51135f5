package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerGradientTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_000})
  void crossesTheWireBitForBit(int length) throws Exception {
    float[] gradient = new float[length];
    for (int i = 0; i < length; i++) {
      gradient[i] = Float.intBitsToFloat(31 * i * i - 7 * i);
    }
    float[] statistics = {1.5f, Float.NaN, -0f};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new WorkerGradient(gradient, statistics, 0.25));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      WorkerGradient read = (WorkerGradient) in.readObject();
      assertArrayEquals(gradient, read.gradient());
      assertArrayEquals(statistics, read.statistics());
      assertEquals(0.25, read.loss());
    }
  }
}
