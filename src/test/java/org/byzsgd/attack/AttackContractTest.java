package org.byzsgd.attack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.byzsgd.aggregation.RuleFactory;
import org.byzsgd.registry.Arguments;
import org.byzsgd.registry.Descriptor;
import org.byzsgd.registry.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered attack must hold, whoever wrote it. */
class AttackContractTest {
  private static final int WORKERS = 11;
  private static final int[] BYZANTINE = {1, 4, 5, 9};
  private static final int DIMENSION = 20_000;
  private static final Set<String> RANDOM = Set.of("gaussian", "fang-trimmed-mean");

  static Stream<AttackFactory> attacks() {
    return AttackFactory.registry().all().stream();
  }

  private static Attack attack(AttackFactory factory) {
    return factory.create(Arguments.of(Descriptor.parse(factory.name()), factory));
  }

  private static AdversaryView view(Attack attack, float[][] honest, long seed) {
    return attack.knowledge() == Knowledge.OWN_GRADIENTS
        ? AdversaryView.ownGradients(honest, BYZANTINE, WORKERS, 3, Views.stream(seed))
        : AdversaryView.omniscient(
            honest, BYZANTINE, RuleFactory.of("krum", 4, WORKERS), 3, Views.stream(seed));
  }

  private static float[][] honest(Attack attack) {
    boolean own = attack.knowledge() == Knowledge.OWN_GRADIENTS;
    return Views.rows(2, own ? BYZANTINE.length : WORKERS - BYZANTINE.length, DIMENSION, 0.3);
  }

  private static float[][] forge(AttackFactory factory, long seed) {
    Attack attack = attack(factory);
    return attack.forge(view(attack, honest(attack), seed));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void sayWhatTheyAre(AttackFactory factory) {
    assertTrue(factory.name().matches("[a-z][a-z0-9-]*"), factory.name());
    assertFalse(factory.summary().isBlank());
    assertFalse(factory.citation().isBlank());
    factory
        .parameters()
        .forEach(
            parameter -> {
              assertTrue(parameter.name().matches("[a-z][a-z-]*"), parameter.name());
              assertFalse(parameter.range().isBlank());
              assertFalse(parameter.defaultValue().isBlank());
              assertFalse(parameter.meaning().isBlank());
            });
  }

  /** A default that is written out must be the one that is used. */
  @ParameterizedTest
  @MethodSource("attacks")
  void theListedDefaultsAreTheDefaults(AttackFactory factory) {
    String all =
        String.join(
            ",",
            factory.parameters().stream().map(p -> p.name() + "=" + p.defaultValue()).toList());
    String text = factory.name() + (all.isEmpty() ? "" : ":" + all);
    assertEquals(attack(factory), AttackFactory.of(text));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void eachByzantineWorkerSendsARowThatIsNobodysElse(AttackFactory factory) {
    Attack attack = attack(factory);
    attack.check(WORKERS, BYZANTINE.length);
    float[][] honest = honest(attack);
    AdversaryView view = view(attack, honest, 1);
    float[][] forged = attack.forge(view);
    assertEquals(BYZANTINE.length, forged.length);
    for (float[] row : forged) {
      assertEquals(DIMENSION, row.length);
      assertNotSame(view.knownMean(), row);
      assertNotSame(view.knownDeviation(), row);
      for (float[] other : honest) {
        assertNotSame(other, row);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void honestRowsAreNotWrittenInto(AttackFactory factory) {
    Attack attack = attack(factory);
    float[][] honest = honest(attack);
    float[][] before = Arrays.stream(honest).map(float[]::clone).toArray(float[][]::new);
    AdversaryView view = view(attack, honest, 1);
    float[] mean = view.knownMean().clone();
    attack.forge(view);
    for (int i = 0; i < honest.length; i++) {
      assertArrayEquals(before[i], honest[i]);
    }
    assertArrayEquals(mean, view.knownMean());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void theSameStreamGivesTheSameBitsAndAnotherOnlyOtherNoise(AttackFactory factory) {
    float[][] forged = forge(factory, 1);
    assertTrue(Arrays.deepEquals(forged, forge(factory, 1)));
    assertEquals(RANDOM.contains(factory.name()), !Arrays.deepEquals(forged, forge(factory, 2)));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void aSingleByzantineWorkerIsEnoughOrRefused(AttackFactory factory) {
    Attack attack = attack(factory);
    float[][] rows = Views.rows(4, attack.knowledge() == Knowledge.OWN_GRADIENTS ? 1 : 10, 50, 1);
    attack.check(WORKERS, 1);
    assertEquals(1, attack.forge(Views.of(attack, rows, WORKERS, "krum", 1)).length);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void unknownParametersAreRefused(AttackFactory factory) {
    String text =
        assertThrows(UsageException.class, () -> AttackFactory.of(factory.name() + ":colour=red"))
            .getMessage();
    assertTrue(text.startsWith(factory.name() + ": unknown parameter 'colour'; "), text);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void parametersOfAnotherKindAreRefused(AttackFactory factory) {
    for (var parameter : factory.parameters()) {
      String text = factory.name() + ":" + parameter.name() + "=?";
      String refusal =
          assertThrows(UsageException.class, () -> AttackFactory.of(text)).getMessage();
      assertTrue(
          refusal.startsWith(factory.name() + ": " + parameter.name() + " must be "), refusal);
      assertTrue(refusal.endsWith(", got ?"), refusal);
    }
  }
}
