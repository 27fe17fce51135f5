package org.byzsgd.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.byzsgd.data.Shape;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFactoryTest {
  private static final Shape DIGIT = new Shape(8, 8, 1);

  @ParameterizedTest
  @CsvSource({
    "softmax-regression, 650",
    "mlp, 2410",
    "mlp:hidden=32, 2410",
    "mlp:hidden=128x64, 17226",
    "small-cnn, 6186",
    "small-cnn:channels=8, 1386",
    "small-cnn:normalization=none, 6090",
    "paper-cnn, 326_730",
  })
  void parameterCounts(String text, String count) {
    Model model = ModelFactory.of(text, DIGIT, 10);
    assertEquals(Integer.parseInt(count.replace("_", "")), model.parameters());
    assertEquals(10, model.classes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"softmax-regression", "mlp", "small-cnn", "paper-cnn"})
  void everyModelSaysWhatItIs(String name) {
    ModelFactory factory = ModelFactory.registry().get(name);
    assertEquals(name, factory.name());
    assertFalse(factory.summary().isBlank());
    assertTrue(factory.citation().matches(".*[0-9]{4}.*"), factory.citation());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mlp:hidden=",
        "mlp:hidden=0",
        "mlp:hidden=12x",
        "mlp:hidden=99999",
        "mlp:hidden=a"
      })
  void sizesAreChecked(String text) {
    UsageException error =
        assertThrows(UsageException.class, () -> ModelFactory.of(text, DIGIT, 10));
    assertTrue(error.getMessage().startsWith("mlp: hidden must be 1 to 16 whole numbers"));
    assertTrue(error.getMessage().endsWith("got " + text.substring(11)), error.getMessage());
  }

  @Test
  void imagesThatAreTooSmallAreRefused() {
    UsageException paper =
        assertThrows(
            UsageException.class, () -> ModelFactory.of("paper-cnn", new Shape(3, 9, 1), 10));
    assertEquals(
        "paper-cnn: images must be at least 4x4 to be pooled twice, got 3x9x1", paper.getMessage());
    UsageException small =
        assertThrows(
            UsageException.class, () -> ModelFactory.of("small-cnn:channels=4x4x4x4", DIGIT, 10));
    assertEquals(
        "small-cnn: images must be at least 16x16 to be pooled 4 times, got 8x8x1",
        small.getMessage());
  }

  @Test
  void anUnknownNormalizationIsRefused() {
    UsageException error =
        assertThrows(
            UsageException.class,
            () -> ModelFactory.of("small-cnn:normalization=layer", DIGIT, 10));
    assertEquals("small-cnn: normalization must be batch or none, got layer", error.getMessage());
  }
}
