package org.byzsgd.linalg.vector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.byzsgd.linalg.SelectionNetwork;

/**
 * Writes the sources {@code SortingTile2} to {@code SortingTile16}: Batcher's networks spelled out,
 * because a loop over comparators cannot keep its values in registers. Run it after a change, then
 * Spotless; {@link SortingTileTest} holds the sources to it.
 */
final class SortingTileGenerator {
  static final int SMALLEST = 2;
  static final int LARGEST = SelectionNetwork.LARGEST_GROUP;

  private SortingTileGenerator() {}

  /** Writes all sources, from the project's directory. */
  public static void main(String[] arguments) throws IOException {
    for (int rows = SMALLEST; rows <= LARGEST; rows++) {
      Files.writeString(path(rows), source(rows));
    }
  }

  static Path path(int rows) {
    return Path.of("src/main/java/org/byzsgd/linalg/vector", "SortingTile" + rows + ".java");
  }

  /** The source of the tile of some rows; Spotless breaks its lines. */
  static String source(int rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        package org.byzsgd.linalg.vector;

        import static jdk.incubator.vector.VectorOperators.GT;
        import static jdk.incubator.vector.VectorOperators.XOR;
        import static org.byzsgd.linalg.vector.VectorKernels.INTEGERS;
        import static org.byzsgd.linalg.vector.VectorKernels.LENGTH;
        import static org.byzsgd.linalg.vector.VectorKernels.SPECIES;

        import jdk.incubator.vector.FloatVector;
        import jdk.incubator.vector.IntVector;

        /**
         * Sorts the keys of %1$d rows, coordinate by coordinate and in registers. The first operation on
         * a loaded vector starts from one of a known class. Written by SortingTileGenerator.
         */
        final class SortingTile%1$d {
          private SortingTile%1$d() {}

          static void sort(float[][] rows, int first, int from, int count, int[][] keys) {
            IntVector zero = IntVector.zero(INTEGERS);
            IntVector magnitude = IntVector.broadcast(INTEGERS, Integer.MAX_VALUE);
        """
            .formatted(rows));
    for (int i = 0; i < rows; i++) {
      text.append("    float[] row%1$d = rows[first + %1$d];\n".formatted(i));
    }
    for (int i = 0; i < rows; i++) {
      text.append("    int[] key%1$d = keys[first + %1$d];\n".formatted(i));
    }
    text.append("    for (int k = 0; k < count; k += LENGTH) {\n");
    // The variable that holds each wire; one is always free, for the minimum.
    int[] held = new int[rows];
    Arrays.setAll(held, i -> i);
    for (int i = 0; i < rows; i++) {
      text.append(
          """
                IntVector v%1$d = FloatVector.fromArray(SPECIES, row%1$d, from + k).reinterpretAsInts();
                v%1$d = zero.blend(magnitude, zero.compare(GT, v%1$d)).lanewise(XOR, v%1$d);
          """
              .formatted(i));
    }
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
    for (int i = 0; i < rows; i++) {
      text.append("      v%d.intoArray(key%d, k);\n".formatted(held[i], i));
    }
    return text.append("    }\n  }\n}\n").toString();
  }
}
