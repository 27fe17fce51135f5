package org.byzsgd.linalg.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.byzsgd.linalg.SelectionNetwork;

/**
 * Writes the sources {@code SortingTile2} to {@code SortingTile16} and {@code MedianTile9} to
 * {@code MedianTile16}: Batcher's networks spelled out, because a loop over comparators cannot keep
 * its values in registers. Run it after a change, then Spotless; {@link SortingTileTest} holds the
 * sources to it.
 */
final class SortingTileGenerator {
  static final int SMALLEST = 2;
  static final int LARGEST = SelectionNetwork.LARGEST_GROUP;

  /** The second half of the fewest rows that need two groups. */
  static final int SMALLEST_HALF = LARGEST / 2 + 1;

  private static final String IMPORTS =
      """
      package org.byzsgd.linalg.vector;

      import static jdk.incubator.vector.VectorOperators.AND;
      import static jdk.incubator.vector.VectorOperators.ASHR;
      import static jdk.incubator.vector.VectorOperators.XOR;
      import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
      import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
      import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

      import jdk.incubator.vector.FloatVector;
      import jdk.incubator.vector.IntVector;

      """;

  private SortingTileGenerator() {}

  /** Writes all sources, from the project's directory. */
  public static void main(String[] arguments) throws IOException {
    for (int rows = SMALLEST; rows <= LARGEST; rows++) {
      Files.writeString(path("SortingTile" + rows), sortingTile(rows));
    }
    for (int rows = SMALLEST_HALF; rows <= LARGEST; rows++) {
      Files.writeString(path("MedianTile" + rows), medianTile(rows));
    }
  }

  static Path path(String name) {
    return Path.of("src/main/java/org/byzsgd/linalg/vector", name + ".java");
  }

  /** The source of the tile that sorts some rows; Spotless breaks its lines. */
  static String sortingTile(int rows) {
    StringBuilder text = new StringBuilder(IMPORTS);
    text.append(
        """
        /**
         * Sorts the keys of %1$d rows, coordinate by coordinate and in registers. The first operation on
         * a loaded vector starts from one of a known class. Written by SortingTileGenerator.
         */
        final class SortingTile%1$d {
          private SortingTile%1$d() {}

          static void sort(float[][] rows, int first, int from, int count, int[][] keys) {
        """
            .formatted(rows));
    for (int i = 0; i < rows; i++) {
      text.append("    int[] key%1$d = keys[first + %1$d];\n".formatted(i));
    }
    int[] held = sort(text, rows);
    for (int i = 0; i < rows; i++) {
      text.append("      v%d.intoArray(key%d, k);\n".formatted(held[i], i));
    }
    return text.append("    }\n  }\n}\n").toString();
  }

  /** The source of the tile that sorts a second half and finds the middle of both. */
  static String medianTile(int rows) {
    StringBuilder text = new StringBuilder(IMPORTS);
    text.append(
        """
        /**
         * Sorts the keys of %1$d rows in registers and finds the middle of these and of others, already
         * sorted: the largest of the smaller ones, as {@link org.byzsgd.linalg.SelectionNetwork#lowest}
         * pairs them. Written by SortingTileGenerator.
         */
        final class MedianTile%1$d {
          private MedianTile%1$d() {}

          /** The middle of %2$d sorted rows of keys and %1$d rows. */
          static void odd(float[][] rows, int from, int count, int[][] keys, int[] middle) {
            int first = %2$d;
        """
            .formatted(rows, rows - 1));
    keys(text, rows - 1);
    int[] held = sort(text, rows);
    text.append("      IntVector middle0 = v%d;\n".formatted(held[0]));
    for (int i = 0; i < rows - 1; i++) {
      text.append(
          "      IntVector a%1$d = IntVector.fromArray(INTEGERS, key%1$d, k);\n".formatted(i));
      text.append("      middle0 = v%d.min(a%d).max(middle0);\n".formatted(held[rows - 1 - i], i));
    }
    text.append("      middle0.intoArray(middle, k);\n    }\n  }\n\n");
    text.append(
        """
          /** The two middle ones of %1$d sorted rows of keys and %1$d rows. */
          static void even(
              float[][] rows, int from, int count, int[][] keys, int[] lower, int[] upper) {
            int first = %1$d;
        """
            .formatted(rows));
    keys(text, rows);
    held = sort(text, rows);
    text.append("      IntVector a0 = IntVector.fromArray(INTEGERS, key0, k);\n");
    text.append("      IntVector middle0 = v%d.min(a0);\n".formatted(held[rows - 1]));
    text.append("      IntVector middle1 = v%d.max(a0);\n".formatted(held[0]));
    for (int i = 1; i < rows; i++) {
      text.append(
          "      IntVector a%1$d = IntVector.fromArray(INTEGERS, key%1$d, k);\n".formatted(i));
      text.append("      middle0 = v%d.min(a%d).max(middle0);\n".formatted(held[rows - 1 - i], i));
      text.append("      middle1 = v%d.min(a%d).max(middle1);\n".formatted(held[rows - i], i));
    }
    text.append("      middle0.intoArray(lower, k);\n      middle1.intoArray(upper, k);\n");
    return text.append("    }\n  }\n}\n").toString();
  }

  private static void keys(StringBuilder text, int count) {
    for (int i = 0; i < count; i++) {
      text.append("    int[] key%1$d = keys[%1$d];\n".formatted(i));
    }
  }

  /** Loads rows as keys and sorts them, in a loop that stays open; returns who holds each rank. */
  private static int[] sort(StringBuilder text, int rows) {
    text.append("    IntVector zero = IntVector.zero(INTEGERS);\n");
    text.append("    IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);\n");
    for (int i = 0; i < rows; i++) {
      text.append("    float[] row%1$d = rows[first + %1$d];\n".formatted(i));
    }
    text.append("    for (int k = 0; k < count; k += LENGTH) {\n");
    for (int i = 0; i < rows; i++) {
      text.append(
          """
                IntVector v%1$d = FloatVector.fromArray(SPECIES, row%1$d, from + k).reinterpretAsInts();
                v%1$d =
                    zero.min(v%1$d).lanewise(ASHR, 31).lanewise(AND, magnitude).lanewise(XOR, v%1$d);
          """
              .formatted(i));
    }
    // The variable that holds each wire; one is always free, for the minimum.
    int[] held = new int[rows];
    Arrays.setAll(held, i -> i);
    text.append("      IntVector v%d;\n".formatted(rows));
    int free = rows;
    for (int[] pair : SelectionNetwork.sorting(rows)) {
      int low = held[pair[0]];
      int high = held[pair[1]];
      text.append("      v%d = v%d.min(v%d);\n".formatted(free, low, high));
      text.append("      v%1$d = v%2$d.max(v%1$d);\n".formatted(high, low));
      held[pair[0]] = free;
      free = low;
    }
    return held;
  }
}
