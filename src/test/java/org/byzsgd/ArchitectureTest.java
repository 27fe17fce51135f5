package org.byzsgd;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The arrows of docs/architecture.md, held on bytecode. */
@AnalyzeClasses(packages = "org.byzsgd", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
  /** ArchUnit's own option does not know the build of Spark 4, which lies in target/spark-4. */
  static final class WithoutTests implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/");
    }
  }

  /** Who may use whom, beside itself and the registry, which all may use. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("registry", List.of()),
          Map.entry("random", List.of()),
          Map.entry("linalg", List.of()),
          Map.entry("data", List.of("random")),
          Map.entry("threat", List.of("random")),
          Map.entry("model", List.of("data", "linalg", "random")),
          Map.entry("aggregation", List.of("linalg", "random")),
          Map.entry("attack", List.of("threat", "data", "aggregation", "linalg", "random")),
          Map.entry("theory", List.of("threat", "attack", "aggregation", "linalg", "random")),
          Map.entry("contract", List.of("attack", "aggregation", "linalg", "random")),
          Map.entry(
              "training",
              List.of("model", "data", "attack", "aggregation", "threat", "linalg", "random")),
          Map.entry("store", List.of("training")),
          Map.entry("spark", List.of("training", "theory", "data", "model", "linalg", "random")),
          Map.entry(
              "ml",
              List.of(
                  "spark",
                  "store",
                  "training",
                  "theory",
                  "threat",
                  "aggregation",
                  "model",
                  "data",
                  "linalg",
                  "random")),
          Map.entry("examples", List.of("ml", "spark", "report", "data", "random")),
          Map.entry(
              "experiment",
              List.of(
                  "store",
                  "training",
                  "theory",
                  "attack",
                  "threat",
                  "aggregation",
                  "model",
                  "data",
                  "random",
                  "linalg")),
          Map.entry("report", List.of("experiment", "theory")),
          Map.entry(
              "cli",
              List.of(
                  "experiment",
                  "report",
                  "store",
                  "spark",
                  "training",
                  "theory",
                  "aggregation",
                  "attack",
                  "model",
                  "linalg",
                  "random",
                  "data")));

  @ArchTest
  static void packagesUseOnlyWhatTheirArrowsAllow(JavaClasses classes) {
    ARROWS.forEach((from, to) -> allowed(from, to).check(classes));
  }

  @ArchTest
  static final ArchRule noCycles = slices().matching("org.byzsgd.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule sparkStaysInItsPackage =
      ArchRuleDefinition.noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.byzsgd.spark..", "org.byzsgd.ml..", "org.byzsgd.examples..", "org.byzsgd.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..");

  @ArchTest
  static void everyPackageHasItsArrows(JavaClasses classes) {
    for (JavaClass one : classes) {
      String rest = one.getPackageName().substring("org.byzsgd".length());
      String top = rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
      if (!ARROWS.containsKey(top)) {
        throw new AssertionError(one.getName() + " is in a package without arrows: " + top);
      }
    }
  }

  private static ArchRule allowed(String from, List<String> to) {
    String[] admissible =
        java.util.stream.Stream.concat(java.util.stream.Stream.of(from, "registry"), to.stream())
            .map(name -> "org.byzsgd." + name + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> foreign =
        JavaClass.Predicates.resideInAPackage("org.byzsgd..")
            .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(admissible)))
            .as("of byzsgd outside " + Arrays.toString(admissible));
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage("org.byzsgd." + from + "..")
        .should()
        .dependOnClassesThat(foreign)
        .allowEmptyShould(true);
  }
}
