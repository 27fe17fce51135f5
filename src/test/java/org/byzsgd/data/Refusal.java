package org.byzsgd.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.byzsgd.registry.UsageException;
import org.junit.jupiter.api.function.Executable;

/** The exact line that a user gets. */
public final class Refusal {
  private Refusal() {}

  /** Expects a usage error with this text. */
  public static void expect(String message, Executable action) {
    assertEquals(message, assertThrows(UsageException.class, action).getMessage());
  }
}
