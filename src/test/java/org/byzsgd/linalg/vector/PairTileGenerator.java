package org.byzsgd.linalg.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the sources {@code PairTile4} and {@code PairTile5}, spelled out so that all sums stay in
 * registers. Run it after a change, then Spotless; {@link PairTileTest} holds the sources to it.
 */
final class PairTileGenerator {
  static final int[] SIZES = {4, 5};

  private PairTileGenerator() {}

  /** Writes all sources, from the project's directory. */
  public static void main(String[] arguments) throws IOException {
    for (int size : SIZES) {
      Files.writeString(path(size), source(size));
    }
  }

  static Path path(int size) {
    return Path.of("src/main/java/org/byzsgd/linalg/vector", "PairTile" + size + ".java");
  }

  /** The source of tiles of some rows by as many; Spotless breaks its lines. */
  static String source(int size) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        package org.byzsgd.linalg.vector;

        import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

        import jdk.incubator.vector.FloatVector;
        import org.byzsgd.linalg.Lanes;

        /**
         * Norms and distances of %1$d rows by %1$d, lane by lane; the sums of the pair (a, b) of a tile are
         * the {@code a * %1$d + b}th sixteen. Rows after the last are the last. Written by
         * PairTileGenerator.
         */
        final class PairTile%1$d {
          private PairTile%1$d() {}
        """
            .formatted(size));
    diagonal(text, size);
    rectangle(text, size, size, "square", "rows j .. j + " + (size - 1));
    if (size == 4) {
      // Five are taken only where nothing is left over.
      rectangle(text, size, 1, "column", "row j");
    }
    return text.append("}\n").toString();
  }

  private static void diagonal(StringBuilder text, int size) {
    text.append(
        """

          /** Rows i .. i + %d with one another, and their norms. */
          static void diagonal(float[][] rows, int i, int from, int to, float[] sums, int lane) {
        """
            .formatted(size - 1));
    rows(text, size);
    for (int a = 0; a < size; a++) {
      for (int b = a; b < size; b++) {
        text.append("    FloatVector s%d%d = zero;\n".formatted(a, b));
      }
    }
    loads(text, size);
    for (int a = 0; a < size; a++) {
      text.append("      s%1$d%1$d = x%1$d.fma(x%1$d, s%1$d%1$d);\n".formatted(a));
    }
    text.append("      FloatVector e;\n");
    for (int a = 0; a < size; a++) {
      for (int b = a + 1; b < size; b++) {
        text.append("      e = x%1$d.sub(x%2$d);\n".formatted(a, b));
        text.append("      s%1$d%2$d = e.fma(e, s%1$d%2$d);\n".formatted(a, b));
      }
    }
    text.append("    }\n");
    for (int a = 0; a < size; a++) {
      for (int b = a; b < size; b++) {
        store(text, size, a, b);
      }
    }
    text.append("  }\n");
  }

  private static void rectangle(
      StringBuilder text, int size, int columns, String name, String others) {
    text.append(
        """

          /** Rows i .. i + %d with %s. */
          static void %s(
              float[][] rows, int i, int j, int from, int to, float[] sums, int lane) {
        """
            .formatted(size - 1, others, name));
    rows(text, size);
    for (int b = 0; b < columns; b++) {
      text.append("    float[] q%1$d = rows[j + %1$d];\n".formatted(b));
    }
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < columns; b++) {
        text.append("    FloatVector s%d%d = zero;\n".formatted(a, b));
      }
    }
    loads(text, size);
    text.append("      FloatVector y;\n      FloatVector e;\n");
    for (int b = 0; b < columns; b++) {
      text.append("      y = FloatVector.fromArray(SPECIES, q%d, k);\n".formatted(b));
      for (int a = 0; a < size; a++) {
        text.append("      e = x%d.sub(y);\n".formatted(a));
        text.append("      s%1$d%2$d = e.fma(e, s%1$d%2$d);\n".formatted(a, b));
      }
    }
    text.append("    }\n");
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < columns; b++) {
        store(text, size, a, b);
      }
    }
    text.append("  }\n");
  }

  private static void rows(StringBuilder text, int size) {
    text.append("    int last = rows.length - 1;\n");
    for (int a = 0; a < size; a++) {
      text.append("    float[] p%1$d = rows[Math.min(i + %1$d, last)];\n".formatted(a));
    }
    text.append("    FloatVector zero = FloatVector.zero(SPECIES);\n");
  }

  /** The loop stays open. */
  private static void loads(StringBuilder text, int size) {
    text.append("    for (int k = from; k < to; k += Lanes.COUNT) {\n");
    for (int a = 0; a < size; a++) {
      text.append(
          "      FloatVector x%1$d = FloatVector.fromArray(SPECIES, p%1$d, k);\n".formatted(a));
    }
  }

  private static void store(StringBuilder text, int size, int a, int b) {
    text.append(
        "    s%d%d.intoArray(sums, %d * Lanes.COUNT + lane);\n".formatted(a, b, a * size + b));
  }
}
