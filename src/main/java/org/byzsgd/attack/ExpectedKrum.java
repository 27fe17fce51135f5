package org.byzsgd.attack;

import java.util.Arrays;
import org.byzsgd.linalg.Geometry;

/**
 * Whether Krum with f = q would choose the row -lambda s if all q Byzantine workers sent it: from
 * the distances of the correct rows v_i and from |v_i|^2, &lt;s, v_i&gt; and |s|^2, with no pass
 * over the coordinates for another lambda.
 */
final class ExpectedKrum {
  private final Geometry geometry;
  private final int byzantine;
  private final double[] squares;
  private final double[] products;
  private final double signSquare;

  ExpectedKrum(AdversaryView view, float[] signs, double signSquare) {
    float[][] rows = view.knownRows();
    this.geometry = Geometry.of(view.known());
    this.byzantine = view.byzantine().length;
    this.squares = Forgery.squaredNorms(view, rows);
    this.products = Forgery.products(view, signs, rows);
    this.signSquare = signSquare;
  }

  /** A lambda beyond which the row is never chosen. */
  double bound() {
    double smallest = Double.POSITIVE_INFINITY;
    double farthest = 0;
    for (int i = 0; i < squares.length; i++) {
      smallest = Math.min(smallest, sumOfNearest(others(i, 0), squares.length - 2));
      farthest = Math.max(farthest, Math.sqrt(squares[i]));
    }
    // The q - 1 copies are at 0; what is left of the m - q - 2 neighbours are correct rows.
    int correctNeighbours = squares.length - 2 - (byzantine - 1);
    return (Math.sqrt(smallest / correctNeighbours) + farthest) / Math.sqrt(signSquare);
  }

  /** Whether the row's score is below that of every correct row. */
  boolean chooses(double lambda) {
    int neighbours = squares.length - 2;
    double[] fromRow = new double[squares.length];
    for (int i = 0; i < fromRow.length; i++) {
      fromRow[i] = squares[i] + 2 * lambda * products[i] + lambda * lambda * signSquare;
    }
    double score = sumOfNearest(fromRow.clone(), neighbours - (byzantine - 1));
    for (int i = 0; i < fromRow.length; i++) {
      double[] distances = others(i, byzantine);
      Arrays.fill(distances, squares.length - 1, distances.length, fromRow[i]);
      if (sumOfNearest(distances, neighbours) <= score) {
        return false;
      }
    }
    return true;
  }

  /** The squared distances to the other correct rows, and room for more. */
  private double[] others(int row, int more) {
    double[] distances = new double[squares.length - 1 + more];
    int count = 0;
    for (int j = 0; j < squares.length; j++) {
      if (j != row) {
        distances[count++] = geometry.squaredDistance(row, j);
      }
    }
    return distances;
  }

  private static double sumOfNearest(double[] distances, int count) {
    Arrays.sort(distances);
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += distances[k];
    }
    return sum;
  }
}
