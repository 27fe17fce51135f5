package org.byzsgd.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemonstrationTest {
  private static String text(Demonstration demonstration) {
    return demonstration.steps().stream()
        .map(Demonstration.Step::what)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void theToyExamplesAreRight() {
    Demonstration toys = ToyExamples.demonstrate();
    assertTrue(toys.holds(), toys.toString());
    assertTrue(text(toys).contains("is -0.1"), text(toys));
    assertTrue(text(toys).contains("0.0244"), text(toys));
    assertTrue(text(toys).contains("0.4320"), text(toys));
  }

  @Test
  void theoremOneFailsAndItsCorrectionHolds() {
    Demonstration one = TheoremOne.demonstrate();
    assertTrue(one.holds(), one.toString());
    assertTrue(text(one).contains("never below 0.0"), text(one));
    assertTrue(text(one).contains("< sigma/sqrt(12) = 0.0629"), text(one));
    assertTrue(one.verdict().startsWith("False as stated"));
  }

  @Test
  void theoremTwoHoldsWhereItSpeaks() {
    Demonstration two = TheoremTwo.demonstrate(25);
    assertTrue(two.holds(), two.toString());
    assertTrue(text(two).contains("KR(u) = 13.520 < KR(v) = 25.846"), text(two));
    assertTrue(text(two).contains("eps = 0.1 needs m = 1767 workers"), text(two));
    assertTrue(text(two).contains("covers: none"), text(two));
    assertTrue(
        text(two)
            .contains(
                "s = 2.0: closed form eps* = 0.649; in 20 rounds of d = 1310922 Krum takes u in"
                    + " 100 % at 0.99 eps*, in 0 % at 1.01 eps*"),
        text(two));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 23, 39, 103})
  void theoremTwoSpeaksForOtherSizesToo(int workers) {
    assertTrue(TheoremTwo.demonstrate(workers).holds());
  }

  @Test
  void refusesSizesWithoutItsPremise() {
    assertThrows(UsageException.class, () -> TheoremTwo.demonstrate(24));
    assertThrows(UsageException.class, () -> TheoremTwo.demonstrate(3));
  }

  @Test
  void oneStepThatFailsFailsTheWhole() {
    Demonstration.Step right = new Demonstration.Step("right", true);
    Demonstration.Step wrong = new Demonstration.Step("wrong", false);
    assertFalse(new Demonstration("x", "y", List.of(right, wrong), "z").holds());
    assertEquals(2, new Demonstration("x", "y", List.of(right, wrong), "z").steps().size());
  }
}
