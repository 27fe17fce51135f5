package org.byzsgd.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.byzsgd.registry.UsageException;

/**
 * What is looked at in each round. Written into the resolved specification as far as it differs
 * from the standard.
 *
 * @param level how much theory is evaluated
 * @param referenceEvery in every so many rounds, from the first on, also against an independent
 *     gradient; 0 for never
 * @param referenceMinibatches how many fresh minibatches each worker computes for it; 0 if never
 */
public record Inspection(Diagnostics level, int referenceEvery, int referenceMinibatches) {
  private static final String EVERY = "reference-every";
  private static final String MINIBATCHES = "reference-minibatches";

  /**
   * Four times the minibatches of a round: half its deviation, for the gradients of four rounds.
   */
  private static final int DEFAULT_MINIBATCHES = 4;

  static Inspection resolve(Settings given) {
    List<String> levels = Arrays.stream(Diagnostics.values()).map(Diagnostics::text).toList();
    String level = given.choice("diagnostics", Diagnostics.STANDARD.text(), levels);
    int every = given.integer(EVERY, 0, 0);
    if (every > 0 && level.equals(Diagnostics.NONE.text())) {
      throw new UsageException(EVERY + " needs diagnostics standard or full, got none");
    }
    if (every == 0 && given.has(MINIBATCHES)) {
      throw new UsageException(MINIBATCHES + " needs " + EVERY + " of at least 1, got 0");
    }
    return new Inspection(
        Diagnostics.valueOf(level.toUpperCase(Locale.ROOT)),
        every,
        every == 0 ? 0 : given.integer(MINIBATCHES, DEFAULT_MINIBATCHES, 1));
  }

  void write(ObjectNode node) {
    if (level != Diagnostics.STANDARD) {
      node.put("diagnostics", level.text());
    }
    if (referenceEvery > 0) {
      node.put(EVERY, referenceEvery).put(MINIBATCHES, referenceMinibatches);
    }
  }

  /** {@return the names of the columns that every round has, in order} */
  List<String> columns() {
    return level == Diagnostics.NONE ? List.of() : TheoryInspector.COLUMNS;
  }

  /** {@return the names of the columns that are null in some rounds, in order} */
  List<String> sparseColumns() {
    return referenceEvery == 0 ? List.of() : TheoryInspector.REFERENCE_COLUMNS;
  }

  /** {@return the fresh minibatches of each worker in a round; 0 for none} */
  int independentMinibatches(int round) {
    return referenceEvery > 0 && round % referenceEvery == 0 ? referenceMinibatches : 0;
  }
}
