package org.byzsgd.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private record Thing(String name) implements Component {
    @Override
    public String summary() {
      return "a thing";
    }

    @Override
    public String citation() {
      return "nowhere";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(
          new Parameter("size", "1 to 9", "3", "how large"),
          new Parameter("factor", "any", "1", "how much"));
    }
  }

  private static String refusal(Runnable action) {
    return assertThrows(UsageException.class, action::run).getMessage();
  }

  @Test
  void aNameThatIsNearlyRightIsAskedFor() {
    List<String> known = List.of("centered-clipping", "krum", "mean", "median");
    assertEquals(
        "unknown rule 'Krumm'; known: centered-clipping, krum, mean, median; did you mean krum?",
        Spelling.unknown("rule", "Krumm", known));
    assertTrue(Spelling.unknown("rule", "kurm", known).endsWith("did you mean krum?"));
    assertTrue(Spelling.unknown("rule", "centred-clip", known).endsWith("mean, median"));
    assertTrue(Spelling.unknown("rule", "meedian", known).endsWith("did you mean median?"));
    assertTrue(Spelling.unknown("rule", "", known).endsWith("mean, median"));
    assertTrue(Spelling.unknown("rule", "cat", known).endsWith("mean, median"));
  }

  @Test
  void descriptorsAreReadAndWritten() {
    Descriptor descriptor = Descriptor.parse("ipm: epsilon = 0.5 ,k=2");
    assertEquals(new Descriptor("ipm", Map.of("epsilon", "0.5", "k", "2")), descriptor);
    assertEquals("ipm:epsilon=0.5,k=2", descriptor.toString());
    assertEquals("krum", Descriptor.parse("krum").toString());
  }

  @Test
  void malformedDescriptorsAreRefused() {
    assertEquals(
        "expected name or name:key=value,key=value, got ''", refusal(() -> Descriptor.parse("")));
    assertEquals(
        "ipm: expected key=value, got 'epsilon' in 'ipm:epsilon'",
        refusal(() -> Descriptor.parse("ipm:epsilon")));
    assertEquals(
        "ipm: parameter 'k' is given twice in 'ipm:k=1,k=2'",
        refusal(() -> Descriptor.parse("ipm:k=1,k=2")));
  }

  @Test
  void unknownNamesListTheKnownOnes() {
    Registry<Thing> registry =
        Registry.of("thing", List.of(new Thing("second"), new Thing("first")));
    assertEquals(
        "unknown thing 'third'; known: first, second", refusal(() -> registry.get("third")));
    assertEquals(List.of("first", "second"), registry.all().stream().map(Component::name).toList());
  }

  @Test
  void duplicatesAreRefused() {
    String text = refusal(() -> Registry.of("thing", List.of(new Thing("one"), new Thing("one"))));
    assertTrue(text.startsWith("thing 'one' is there twice: "), text);
  }

  @Test
  void argumentsAreReadByTypeAndRange() {
    Arguments arguments = arguments("one:size=4,factor=-2.5");
    assertEquals(4, arguments.integer("size", 3, 1, 9));
    assertEquals(-2.5, arguments.real("factor", 1));
    assertEquals(3, arguments("one").integer("size", 3, 1, 9));
    assertEquals("4", arguments.text("size", ""));
  }

  @Test
  void argumentsOutOfRangeAreRefused() {
    assertEquals(
        "one: size must be a whole number between 1 and 9, got 10",
        refusal(() -> arguments("one:size=10").integer("size", 3, 1, 9)));
    assertEquals(
        "one: size must be a whole number between 1 and 9, got x",
        refusal(() -> arguments("one:size=x").integer("size", 3, 1, 9)));
    assertEquals(
        "one: factor must be a finite number, got NaN",
        refusal(() -> arguments("one:factor=NaN").real("factor", 1)));
    assertEquals(
        "one: factor must be between 0.0 and 1.0, got 2",
        refusal(() -> arguments("one:factor=2").real("factor", 1, 0, 1)));
    assertEquals(
        "one: unknown parameter 'colour'; known: size, factor",
        refusal(() -> arguments("one:colour=red")));
  }

  private static Arguments arguments(String text) {
    return Arguments.of(Descriptor.parse(text), new Thing("one"));
  }
}
