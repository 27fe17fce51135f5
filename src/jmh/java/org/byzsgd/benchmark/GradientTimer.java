package org.byzsgd.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints {@code MODEL MILLISECONDS} for one step of each given model: the median CPU time of one
 * thread, which other processes of a busy machine disturb less than time on the clock. The partner
 * of {@code pytorch.py}.
 */
public final class GradientTimer {
  private GradientTimer() {}

  /**
   * Times the models.
   *
   * @param args seconds to measure a model, then models as {@link GradientBenchmark} names them
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) {
    double seconds = Double.parseDouble(args[0]);
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    for (int i = 1; i < args.length; i++) {
      GradientBenchmark step = new GradientBenchmark(args[i]);
      long start = clock.getCurrentThreadCpuTime();
      double[] times = new double[1 << 20];
      int count = 0;
      while (count < times.length && clock.getCurrentThreadCpuTime() - start < seconds * 1e9) {
        long before = clock.getCurrentThreadCpuTime();
        step.gradient();
        times[count++] = (clock.getCurrentThreadCpuTime() - before) / 1e6;
      }
      // The first third is warm-up.
      double[] warm = Arrays.copyOfRange(times, count / 3, count);
      Arrays.sort(warm);
      System.out.printf(Locale.ROOT, "%s %.4f%n", args[i], warm[warm.length / 2]);
    }
  }
}
