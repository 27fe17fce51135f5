package org.byzsgd.aggregation;

import java.util.stream.IntStream;
import org.byzsgd.linalg.Geometry;

/** The pairs of rows farther from each other than some distance, and which rows cover them all. */
final class FarPairs {
  private final boolean[][] far;

  FarPairs(Geometry geometry, double squaredDistance) {
    int m = geometry.workers();
    this.far = new boolean[m][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        far[i][j] = i != j && geometry.squaredDistance(i, j) > squaredDistance;
      }
    }
  }

  /** Whether taking out {@code budget} more rows leaves no far pair. */
  boolean coveredBy(boolean[] out, int budget) {
    int most = 0;
    int busiest = -1;
    int pairs = 0;
    for (int i = 0; i < far.length; i++) {
      int degree = degree(out, i);
      pairs += degree;
      if (degree > most) {
        most = degree;
        busiest = i;
      }
    }
    if (most == 0) {
      return true;
    }
    if (pairs / 2 > (long) budget * most) {
      return false;
    }
    boolean[] without = out.clone();
    without[busiest] = true;
    return coveredBy(without, budget - 1)
        || (most <= budget && coveredBy(withoutPartners(out, busiest), budget - most));
  }

  /** The rows that are left when few enough are taken out, the earliest rows kept first. */
  int[] firstUncovered(int budget) {
    boolean[] out = new boolean[far.length];
    int left = budget;
    for (int i = 0; i < far.length; i++) {
      int degree = degree(out, i);
      if (out[i] || degree == 0) {
        continue;
      }
      boolean[] kept = withoutPartners(out, i);
      if (degree <= left && coveredBy(kept, left - degree)) {
        out = kept;
        left -= degree;
      } else {
        out[i] = true;
        left--;
      }
    }
    boolean[] taken = out;
    return IntStream.range(0, far.length).filter(i -> !taken[i]).toArray();
  }

  private int degree(boolean[] out, int row) {
    int degree = 0;
    if (!out[row]) {
      for (int j = 0; j < far.length; j++) {
        if (far[row][j] && !out[j]) {
          degree++;
        }
      }
    }
    return degree;
  }

  private boolean[] withoutPartners(boolean[] out, int row) {
    boolean[] without = out.clone();
    for (int j = 0; j < far.length; j++) {
      without[j] |= far[row][j];
    }
    return without;
  }
}
