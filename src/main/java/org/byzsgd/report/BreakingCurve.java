package org.byzsgd.report;

import java.util.ArrayList;
import java.util.List;
import org.byzsgd.theory.KrumCondition;
import org.byzsgd.theory.MedianCondition;
import org.byzsgd.theory.Tolerance;

/**
 * Where theory says that inner product manipulation starts or ends to break a rule, as a curve over
 * the cells of a heat map: Krum's closed form (for spread noise), the mean's ratio, the median's
 * break-even signal (for normal values of one deviation, so under isotropic noise alone). Between
 * the middles of two cells epsilon runs logarithmically and s linearly.
 */
final class BreakingCurve {
  private static final int POINTS = 24;

  private final List<Double> epsilons;
  private final List<Double> signals;
  private final List<double[]> points = new ArrayList<>();

  private BreakingCurve(List<Double> epsilons, List<Double> signals) {
    this.epsilons = epsilons;
    this.signals = signals;
  }

  /** The map with the curve, if there is one for this rule and the factors are positive. */
  static HeatMap on(
      HeatMap map, String rule, Tolerance study, List<Double> epsilons, List<Double> signals) {
    if (epsilons.get(0) <= 0) {
      return map;
    }
    int m = study.workers();
    int q = study.byzantine();
    BreakingCurve curve = new BreakingCurve(epsilons, signals);
    return switch (rule) {
      case "krum" ->
          map.withCurve(
              "ε* of the closed form (spread noise): below it Krum is fooled", curve.krum(m, q));
      case "mean" -> map.withCurve("ε = (m − q)/q: beyond it the mean is turned", curve.mean(m, q));
      case "median" ->
          2 * q < m && study.noise().isotropic()
              ? map.withCurve("below this s the expected median is turned", curve.median(m, q))
              : map;
      default -> map;
    };
  }

  private double[][] krum(int workers, int byzantine) {
    KrumCondition condition = new KrumCondition(workers, byzantine);
    for (int i = 0; i <= 8 * POINTS; i++) {
      double y = -0.5 + (double) i / (8 * POINTS) * signals.size();
      double signal = at(signals, y);
      // Half a cell below s = 0 there is nothing.
      double threshold = signal < 0 ? 0 : condition.threshold(signal);
      if (threshold > 0) {
        points.add(new double[] {column(threshold), y});
      }
    }
    return points.toArray(double[][]::new);
  }

  private double[][] mean(int workers, int byzantine) {
    double x = column((workers - byzantine) / (double) byzantine);
    return new double[][] {{x, -0.5}, {x, signals.size() - 0.5}};
  }

  private double[][] median(int workers, int byzantine) {
    MedianCondition condition = new MedianCondition(workers, byzantine);
    for (int i = 0; i <= POINTS; i++) {
      double x = -0.5 + (double) i / POINTS * epsilons.size();
      List<Double> logarithms = epsilons.stream().map(Math::log).toList();
      double signal = condition.breakEven(Math.exp(at(logarithms, x)));
      points.add(new double[] {x, place(signals, signal)});
    }
    return points.toArray(double[][]::new);
  }

  private double column(double epsilon) {
    return place(epsilons.stream().map(Math::log).toList(), Math.log(epsilon));
  }

  /**
   * The value at a place between the middles of cells, beyond the outer ones in a straight line.
   */
  private static double at(List<Double> values, double place) {
    int cell = Math.max(0, Math.min(values.size() - 2, (int) Math.floor(place)));
    double from = values.get(cell);
    return from + (place - cell) * (values.get(cell + 1) - from);
  }

  private static double place(List<Double> values, double value) {
    int cell = 0;
    while (cell < values.size() - 2 && values.get(cell + 1) < value) {
      cell++;
    }
    double from = values.get(cell);
    return cell + (value - from) / (values.get(cell + 1) - from);
  }
}
