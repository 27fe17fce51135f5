package org.byzsgd.aggregation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.byzsgd.linalg.Coordinates;
import org.byzsgd.linalg.Geometry;
import org.byzsgd.linalg.Gradients;

/** The evidence of a round, behind the pre-aggregations. */
final class RowEvidence implements Evidence {
  /**
   * Squared norms that follow from distances and are below this count as zero: squares of floats
   * that underflow would make a row look shorter than it is.
   */
  private static final double UNDERFLOW = 1e-30;

  private final Gradients received;
  private final float[][] rows;
  private final Coordinates coordinates;
  private final List<PreAggregation> before;
  private final RoundContext context;
  private final Reference wanted;
  private final List<double[][]> steps = new ArrayList<>();
  private Mixing mixing;
  private Geometry geometry;
  private float[] reference;
  private boolean[] different;
  private float[][] sums;
  private double[] numbers;

  /** The rows behind the pre-aggregations; the reference is null for a rule without one. */
  RowEvidence(
      Gradients gradients, List<PreAggregation> before, Reference wanted, RoundContext context) {
    this.received = gradients;
    this.rows = gradients.rows();
    this.coordinates = gradients.coordinates();
    this.before = before;
    this.context = context;
    this.wanted = wanted;
    this.mixing = Mixing.none(rows.length);
  }

  /** Lets the pre-aggregations mix the rows. */
  void mix() {
    boolean distances = before.stream().anyMatch(PreAggregation::looksAtDistances);
    if (distances) {
      // The median of the rows can be told only when they are mixed.
      boolean later = wanted == null || wanted == Reference.COORDINATE_MEDIAN;
      geometry = later ? Geometry.of(received) : Geometry.of(received, reference());
    }
    int left = rows.length;
    for (PreAggregation one : before) {
      Geometry seen = distances ? geometry : Geometry.unmeasured(left);
      double[][] next = one.mixing(seen, context.stream());
      geometry = distances ? geometry.mixed(next) : null;
      mixing = mixing.then(next);
      steps.add(next);
      left = next.length;
    }
  }

  /** Takes over how the rows were mixed elsewhere, to combine them; measures nothing any more. */
  void mixedBy(Mixing known) {
    mixing = known;
  }

  /** The received rows as the pre-aggregations mixed them. */
  Mixing mixing() {
    return mixing;
  }

  /** The vector of the rule's reference, d floats, not to be written into. */
  float[] reference() {
    if (reference == null) {
      reference =
          switch (wanted) {
            case LAST_AGGREGATE -> lastAggregate();
            case TRUSTED_GRADIENT -> context.trusted().gradient();
            case COORDINATE_MEDIAN -> {
              float[] median = new float[coordinates.count()];
              mixing.forEachBlock(rows, median, new Median(0)::aggregate);
              yield median;
            }
            case DISPLACEMENT -> displacement();
          };
    }
    return reference;
  }

  private float[] lastAggregate() {
    float[][] last = context.state().vectors(AggregationState.LAST_AGGREGATE);
    return last.length == 0 ? new float[coordinates.count()] : last[0];
  }

  private float[] displacement() {
    float[][] first = context.state().vectors(AggregationState.FIRST_POINT);
    float[] displacement = new float[coordinates.count()];
    if (first.length > 0) {
      Sums.add(context.point(displacement.length), first[0], -1, displacement);
    }
    return displacement;
  }

  @Override
  public int workers() {
    return mixing.rows();
  }

  @Override
  public Geometry geometry() {
    if (geometry == null || (wanted != null && !geometry.hasReference())) {
      Geometry measured =
          wanted == null ? Geometry.of(received) : Geometry.of(received, reference());
      for (double[][] step : steps) {
        measured = measured.mixed(step);
      }
      geometry = measured;
    }
    return geometry;
  }

  @Override
  public double[] squaredNorms() {
    double[] norms =
        steps.isEmpty()
            ? Sums.products(coordinates, rows, rows)
            : IntStream.range(0, workers()).mapToDouble(geometry()::squaredNorm).toArray();
    for (int i = 0; i < norms.length; i++) {
      if (Double.isNaN(norms[i])) {
        norms[i] = Double.POSITIVE_INFINITY;
      } else if (!steps.isEmpty() && norms[i] < UNDERFLOW) {
        norms[i] = 0;
      }
    }
    return norms;
  }

  @Override
  public double[] products() {
    int m = rows.length;
    float[][] all = Arrays.copyOf(rows, m + 1);
    all[m] = reference();
    float[][] directions = new float[m + 1][];
    Arrays.fill(directions, reference());
    double[] received = Sums.products(coordinates, all, directions);
    double[] products = new double[workers() + 1];
    for (int i = 0; i < workers(); i++) {
      double[] coefficients = coefficients(i);
      for (int j = 0; j < m; j++) {
        products[i] += coefficients[j] == 0 ? 0 : coefficients[j] * received[j];
      }
    }
    products[workers()] = received[m];
    return products;
  }

  /** A row that reaches the rule as coefficients of the received ones. */
  private double[] coefficients(int row) {
    double[] unit = new double[workers()];
    unit[row] = 1;
    return mixing.collapse(unit);
  }

  @Override
  public double[] trialLosses() {
    double[] norms = squaredNorms();
    double[] losses = new double[workers()];
    Arrays.fill(losses, Double.POSITIVE_INFINITY);
    IntStream finite = IntStream.range(0, losses.length).filter(i -> Double.isFinite(norms[i]));
    // Whole points are tried side by side where they are, and one by one where they are brought to.
    (coordinates.whole() ? finite.parallel() : finite)
        .forEach(
            i -> {
              float[] row = new float[coordinates.count()];
              Mixing.combine(rows, coefficients(i), row);
              coordinates.gather(row, whole -> losses[i] = trialLoss(whole));
            });
    return losses;
  }

  private double trialLoss(float[] row) {
    float[] trial = new float[row.length];
    Sums.add(context.point(row.length), row, -context.stepSize(), trial);
    double loss = context.trusted().loss(trial);
    return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }

  @Override
  public boolean same(int i, int j) {
    if (!steps.isEmpty()) {
      throw new IllegalStateException("mixed rows are not compared bit for bit");
    }
    if (different == null) {
      different = differences();
    }
    return !different[Math.max(i, j) * rows.length + Math.min(i, j)];
  }

  /** For i above j, at i * m + j, whether rows i and j differ: one look at all pairs. */
  private boolean[] differences() {
    int m = rows.length;
    double[] blocks =
        coordinates.sum(
            m * m,
            (from, to, sums) -> {
              for (int i = 0; i < m; i++) {
                for (int j = 0; j < i; j++) {
                  boolean equal = Arrays.equals(rows[i], from, to, rows[j], from, to);
                  sums[i * m + j] += equal ? 0 : 1;
                }
              }
            });
    boolean[] found = new boolean[m * m];
    for (int k = 0; k < found.length; k++) {
      found[k] = blocks[k] > 0;
    }
    return found;
  }

  @Override
  public Geometry sums() {
    if (!steps.isEmpty()) {
      throw new IllegalStateException("mixed rows are not summed over rounds");
    }
    if (!coordinates.whole()) {
      throw new IllegalStateException("sums over rounds are kept of whole rows");
    }
    float[][] before = context.state().vectors(AggregationState.SUMS);
    sums = new float[rows.length][coordinates.count()];
    for (int i = 0; i < rows.length; i++) {
      if (before.length == 0) {
        sums[i] = rows[i].clone();
      } else {
        Sums.add(before[i], rows[i], 1, sums[i]);
      }
    }
    return Geometry.of(Gradients.of(sums));
  }

  @Override
  public double stepSize() {
    return context.stepSize();
  }

  @Override
  public double[] remembered() {
    return context.state().numbers();
  }

  @Override
  public void remember(double[] some) {
    numbers = some.clone();
  }

  /** Puts what this round leaves behind into the server's memory. */
  void remember(float[] aggregate) {
    AggregationState state = context.state();
    if (wanted == Reference.LAST_AGGREGATE) {
      state.remember(AggregationState.LAST_AGGREGATE, aggregate.clone());
    }
    if (wanted == Reference.DISPLACEMENT
        && state.vectors(AggregationState.FIRST_POINT).length == 0) {
      state.remember(AggregationState.FIRST_POINT, context.point(coordinates.count()).clone());
    }
    if (sums != null) {
      state.remember(AggregationState.SUMS, sums);
    }
    if (numbers != null) {
      state.remember(numbers);
    }
  }
}
