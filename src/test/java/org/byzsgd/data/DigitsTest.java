package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DigitsTest {
  private final Dataset digits = DatasetFormat.load("digits", new LocalStorage());

  private static int[] perClass(Samples samples) {
    int[] counts = new int[samples.classes()];
    for (int i = 0; i < samples.count(); i++) {
      counts[samples.label(i)]++;
    }
    return counts;
  }

  @Test
  void everyFifthOf1797IsForTheTest() {
    assertEquals(1438, digits.training().count());
    assertEquals(359, digits.test().count());
    assertEquals(new Shape(8, 8, 1), digits.training().shape());
  }

  @Test
  void classesAreThoseOfTheSource() {
    int[] all = perClass(digits.training());
    int[] test = perClass(digits.test());
    for (int i = 0; i < 10; i++) {
      all[i] += test[i];
    }
    assertArrayEquals(new int[] {178, 182, 177, 183, 181, 182, 181, 179, 174, 180}, all);
  }

  @Test
  void theFirstImageIsTheKnownZero() {
    float[] values = new float[64];
    digits.training().copyTo(0, values, 0);
    assertEquals(0, digits.training().label(0));
    float[] firstRows = {0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0};
    for (int i = 0; i < firstRows.length; i++) {
      assertEquals(firstRows[i] / 16, values[i]);
    }
    assertEquals(4, digits.test().label(0));
    assertEquals(9, digits.test().label(1));
    assertEquals(5, digits.training().label(4));
  }

  @Test
  void theDataNeverChange() {
    assertEquals(-2017231116, digits.training().fingerprint());
  }

  private static void parse(String text) throws java.io.IOException {
    Digits.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "file");
  }

  @Test
  void brokenLinesAreNamed() {
    String good = "0,".repeat(64);
    Refusal.expect(
        "file: line 2 must have 65 values (64 and a label), got 3",
        () -> parse(good + "1\n1,2,3\n"));
    Refusal.expect(
        "file: line 1 must have whole numbers between 0 and 9, got '10'", () -> parse(good + "10"));
    Refusal.expect(
        "file: line 1 must have whole numbers between 0 and 16, got '17'",
        () -> parse("17," + good.substring(2) + "1"));
    Refusal.expect(
        "digits: takes no argument, got 'x'",
        () -> DatasetFormat.check("digits:x", new LocalStorage()));
  }
}
