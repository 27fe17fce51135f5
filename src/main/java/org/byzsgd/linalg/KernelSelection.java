package org.byzsgd.linalg;

import java.lang.reflect.InvocationTargetException;
import org.byzsgd.registry.UsageException;

/** Chooses the kernels. The vector kernels are loaded by name: their class needs the module. */
final class KernelSelection {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String VECTOR_KERNELS = "org.byzsgd.linalg.vector.VectorKernels";
  private static final int TRIALS = 10;
  private static final int CALLS = 200;

  /** Hardware takes 50 ns a call even in the interpreter, BigDecimal over 500 when compiled. */
  private static final long SLOW_NANOSECONDS = 200;

  private static Kernels chosen;

  private KernelSelection() {}

  static synchronized Kernels ofThisMachine() {
    if (chosen == null) {
      chosen = choose(System.getProperty(Kernels.PROPERTY, "auto"));
    }
    return chosen;
  }

  static Kernels choose(String wanted) {
    boolean module = ModuleLayer.boot().findModule(MODULE).isPresent();
    return switch (wanted) {
      case "plain" -> plain("asked for by " + Kernels.PROPERTY + "=plain");
      case "vector" -> {
        if (!module) {
          throw new UsageException(
              Kernels.PROPERTY
                  + "=vector needs module "
                  + MODULE
                  + "; start java with --add-modules "
                  + MODULE);
        }
        yield vector();
      }
      case "auto" -> {
        if (!module) {
          yield plain("module " + MODULE + " is not there; add --add-modules " + MODULE);
        }
        yield fusedIsFast() ? vector() : plain("this machine has no fused multiply-add");
      }
      default ->
          throw new UsageException(
              Kernels.PROPERTY + " must be vector, plain or auto, got '" + wanted + "'");
    };
  }

  private static Kernels plain(String reason) {
    return fusedIsFast()
        ? new PlainKernels(PlainKernels.Rounding.ONCE, reason)
        : new PlainKernels(
            PlainKernels.Rounding.TWICE, reason + "; products and sums are rounded apart");
  }

  private static Kernels vector() {
    try {
      return Class.forName(VECTOR_KERNELS)
          .asSubclass(Kernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the vector kernels did not start", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector kernels are not in this build", e);
    }
  }

  /**
   * Whether Math.fma is an instruction, by the fastest of some trials: a busy machine only adds.
   */
  private static boolean fusedIsFast() {
    long best = Long.MAX_VALUE;
    float sum = 1;
    for (int trial = 0; trial < TRIALS; trial++) {
      long start = System.nanoTime();
      for (int i = 0; i < CALLS; i++) {
        sum = Math.fma(sum, 0.75f, 0.5f);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return sum > 0 && best < SLOW_NANOSECONDS * CALLS;
  }
}
