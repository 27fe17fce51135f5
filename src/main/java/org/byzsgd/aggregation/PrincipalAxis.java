package org.byzsgd.aggregation;

import java.util.Arrays;
import org.byzsgd.linalg.Geometry;

/**
 * The direction in which weighted rows spread most, from their geometry alone: the top eigenvector
 * v of the covariance (1/C) sum_i c_i (x_i - mu)(x_i - mu)', with C = sum_i c_i and mu = (1/C)
 * sum_i c_i x_i. Its eigenvalues are those of the matrix sqrt(c_i c_j) &lt;x_i - mu, x_j - mu&gt; /
 * C, which has no d in it.
 */
final class PrincipalAxis {
  private static final int MOST_SWEEPS = 60;

  private final double variance;
  private final double[] spreads;

  private PrincipalAxis(double variance, double[] spreads) {
    this.variance = variance;
    this.spreads = spreads;
  }

  /** The axis of rows, all finite, with weights above zero; both of one length. */
  static PrincipalAxis of(Geometry geometry, int[] rows, double[] weights) {
    int n = rows.length;
    double total = Arrays.stream(weights).sum();
    double[][] products = centeredProducts(geometry, rows, weights, total);
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        matrix[i][j] = Math.sqrt(weights[i] * weights[j]) * products[i][j] / total;
      }
    }
    double[][] vectors = diagonalize(matrix);
    int top = 0;
    for (int k = 1; k < n; k++) {
      top = matrix[k][k] > matrix[top][top] ? k : top;
    }
    double[] spreads = new double[n];
    for (int i = 0; i < n; i++) {
      double projection = 0;
      for (int j = 0; j < n; j++) {
        projection += Math.sqrt(weights[j]) * vectors[j][top] * products[i][j];
      }
      spreads[i] = projection * projection;
    }
    return new PrincipalAxis(Math.max(0, matrix[top][top]), spreads);
  }

  /** The largest eigenvalue of the covariance. */
  double variance() {
    return variance;
  }

  /** The squared projections of the rows, less the mean, on the axis, up to a common factor. */
  double[] spreads() {
    return spreads;
  }

  private static double[][] centeredProducts(
      Geometry geometry, int[] rows, double[] weights, double total) {
    int n = rows.length;
    double[] averages = new double[n];
    double average = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        averages[i] += weights[j] / total * geometry.squaredDistance(rows[i], rows[j]);
      }
      average += weights[i] / total * averages[i];
    }
    double[][] products = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products[i][j] =
            (averages[i] + averages[j] - geometry.squaredDistance(rows[i], rows[j]) - average) / 2;
      }
    }
    return products;
  }

  /** Jacobi's rotations: leaves the eigenvalues on the diagonal, gives the vectors as columns. */
  private static double[][] diagonalize(double[][] a) {
    int n = a.length;
    double[][] vectors = new double[n][n];
    for (int i = 0; i < n; i++) {
      vectors[i][i] = 1;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      boolean turned = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (Math.abs(a[p][q]) > 1e-15 * Math.sqrt(Math.abs(a[p][p] * a[q][q]))) {
            rotate(a, vectors, p, q);
            turned = true;
          }
        }
      }
      if (!turned) {
        break;
      }
    }
    return vectors;
  }

  private static void rotate(double[][] a, double[][] vectors, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double tangent = 1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    tangent = theta < 0 ? -tangent : tangent;
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    for (double[] row : a) {
      turn(row, p, q, cosine, sine);
    }
    for (int k = 0; k < a.length; k++) {
      double x = a[p][k];
      double y = a[q][k];
      a[p][k] = cosine * x - sine * y;
      a[q][k] = sine * x + cosine * y;
    }
    a[p][q] = 0;
    a[q][p] = 0;
    for (double[] row : vectors) {
      turn(row, p, q, cosine, sine);
    }
  }

  private static void turn(double[] row, int p, int q, double cosine, double sine) {
    double x = row[p];
    double y = row[q];
    row[p] = cosine * x - sine * y;
    row[q] = sine * x + cosine * y;
  }
}
