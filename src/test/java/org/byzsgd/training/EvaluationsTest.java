package org.byzsgd.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationsTest {
  /** Its evaluations fail with an exception that is checked and not declared, as Spark's are. */
  private static final class Lost implements GradientsOnly {
    @Override
    public void gradients(RoundRequest request, Receiver receiver) {
      throw new UnsupportedOperationException("not asked");
    }

    @Override
    public Evaluation evaluate(float[] parameters, float[] statistics) {
      throw Lost.<RuntimeException>undeclared(new IOException("all executors\nare lost"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E undeclared(Exception any) throws E {
      throw (E) any;
    }
  }

  private static Evaluations failing() {
    Observer nobody =
        new Observer() {
          @Override
          public void round(RoundTrace trace) {}

          @Override
          public void evaluation(int rounds, double epochs, Evaluation evaluation) {
            throw new IllegalStateException("told of an evaluation that failed");
          }
        };
    Evaluations evaluations = new Evaluations(new Lost(), Optional.empty(), nobody);
    evaluations.start(40, 4, new float[1], new float[0]);
    return evaluations;
  }

  @Test
  void aFailureIsToldInALine() {
    try (Evaluations evaluations = failing()) {
      RoundFailedException failure = assertThrows(RoundFailedException.class, evaluations::finish);
      assertEquals(
          "round 40: its evaluation failed: java.io.IOException: all executors",
          failure.getMessage());
    }
  }

  @Test
  void whatIsAbandonedIsForgotten() {
    try (Evaluations evaluations = failing()) {
      evaluations.abandon();
      assertTrue(evaluations.idle());
    }
  }
}
